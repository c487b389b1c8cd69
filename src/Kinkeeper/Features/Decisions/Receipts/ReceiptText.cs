namespace Kinkeeper.Features.Decisions.Receipts;

/// <summary>
/// All texts of a receipt's page, in one language. No wording steers: the choices are side by side, none first because it is better.
/// </summary>
/// <param name="Language">ISO 639-3.</param>
/// <param name="HtmlLanguage">BCP 47, for the page.</param>
internal sealed record ReceiptText(string Language, string HtmlLanguage)
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Parent { get; init; }

    public required string Child { get; init; }

    public required string YouSaid { get; init; }

    /// <summary>The choices by the exchange file's word, and by the two answers for which it has no word.</summary>
    public required IReadOnlyDictionary<string, string> Choices { get; init; }

    /// <summary>Labels by the exchange file's column, in display order.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>The short words of the record: yes, no, signatures, options.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <summary>The word before the code of a language that has no name in this one.</summary>
    public required string Code { get; init; }

    public required string NotRecorded { get; init; }

    public required string Revoked { get; init; }

    public required string ChangeOfMind { get; init; }

    public required string Keep { get; init; }

    public required string HowToCheck { get; init; }

    public required string NamesNotProven { get; init; }

    public required string Approval { get; init; }

    /// <summary>The note for a parent whose language has no text here.</summary>
    public required string NoWrittenText { get; init; }

    /// <summary>Fields that only an interview held here has. They are left out if the record has none.</summary>
    public static readonly IReadOnlyList<string> OfInterviewsOnly = ["options_in_order", "measured_seconds", "minutes_reason", "words_translation", "signed_how"];

    /// <summary>
    /// The text in the parent's language. Without one, English for an interpreter to read out: a language is never guessed.
    /// </summary>
    public static ReceiptText For(string? language, out bool isTheirs)
    {
        string code = language?.Split(' ')[0] ?? string.Empty;
        isTheirs = All.Any(text => text.Language == code);
        return All.FirstOrDefault(text => text.Language == code) ?? All[0];
    }

    public static readonly IReadOnlyList<ReceiptText> All =
    [
        new("eng", "en")
        {
            Title = "Receipt of your decision about your child",
            Lead = "This is what is on record. Check that it is what you said.",
            Parent = "Parent",
            Child = "Child",
            YouSaid = "You said",
            Choices = Table(
                ("accompany", "My child leaves with me."), ("remain", "My child stays."), ("undecided", "I have not decided yet."),
                ("declined", "I do not want to answer."), ("not_ascertained", "Nobody could find out what you want."),
                ("reunify_here", "I want to be together with my child here while the case continues."), ("counsel_first", "I want to talk to a lawyer first.")),
            Fields = Table(
                ("taken_at", "When you were asked"), ("recorded_at", "When it was written down"), ("spoken_language", "Language spoken"), ("parent_language", "Your language"),
                ("interpreter", "Interpreter"), ("form", "Form"), ("information_given", "You were told what each choice means"), ("options_offered", "Choices you were shown"),
                ("child_contact_offered", "You were offered to talk to your child"), ("counsel_offered", "You were offered to talk to a lawyer"), ("minutes_allowed", "Minutes you were given"),
                ("private", "You were asked in private"), ("parent_words", "Your own words"), ("signature", "Signature"), ("officer", "Officer"), ("supervisor", "Supervisor"),
                ("acknowledged_at", "When the supervisor read it"),
                ("options_in_order", "Order in which you saw the choices"), ("measured_seconds", "Minutes to think, as measured"), ("minutes_reason", "Why another number of minutes"), ("words_translation", "Your words, translated"), ("signed_how", "How you signed")),
            Words = Table(
                ("yes", "yes"), ("no", "no"), ("signed", "signed"), ("mark", "a mark"), ("refused", "you did not want to sign"), ("none", "none"),
                ("accompany", "leave together"), ("remain", "the child stays"), ("reunify_here", "be reunited here"), ("counsel_first", "talk to a lawyer first"), ("undecided", "not decided yet"),
                ("pen", "on the screen"), ("typed", "typed name"), ("paper", "on paper")),
            Code = "code",
            NotRecorded = "not recorded",
            Revoked = "You took this decision back.",
            ChangeOfMind = "You can change your mind until you leave. Tell any officer, your lawyer, or your consulate.",
            Keep = "Keep this page. Give a copy to your lawyer. It proves that this record existed, even if somebody says that it did not.",
            HowToCheck = "To check it, scan the code and put what it says into the checking page, which works without internet, together with the log's key.",
            NamesNotProven = "The names are shown for you. The proof covers the record next to them.",
            Approval = "Source text.",
            NoWrittenText = "There is no written text in this language. An interpreter must read this page to you.",
        },
        new("spa", "es")
        {
            Title = "Comprobante de su decisión sobre su hija o hijo",
            Lead = "Esto es lo que está registrado. Revise que sea lo que usted dijo.",
            Parent = "Madre o padre",
            Child = "Hija o hijo",
            YouSaid = "Usted dijo",
            Choices = Table(
                ("accompany", "Mi hija o hijo sale conmigo."), ("remain", "Mi hija o hijo se queda."), ("undecided", "Todavía no lo he decidido."),
                ("declined", "No quiero contestar."), ("not_ascertained", "No se pudo saber lo que usted quiere."),
                ("reunify_here", "Quiero estar con mi hija o hijo aquí mientras sigue el caso."), ("counsel_first", "Quiero hablar primero con un abogado.")),
            Fields = Table(
                ("taken_at", "Cuándo le preguntaron"), ("recorded_at", "Cuándo se anotó"), ("spoken_language", "Idioma en que se habló"), ("parent_language", "Su idioma"),
                ("interpreter", "Intérprete"), ("form", "Formulario"), ("information_given", "Le explicaron qué significa cada opción"), ("options_offered", "Opciones que le mostraron"),
                ("child_contact_offered", "Le ofrecieron hablar con su hija o hijo"), ("counsel_offered", "Le ofrecieron hablar con un abogado"), ("minutes_allowed", "Minutos que le dieron"),
                ("private", "Le preguntaron en privado"), ("parent_words", "Sus propias palabras"), ("signature", "Firma"), ("officer", "Oficial"), ("supervisor", "Supervisor"),
                ("acknowledged_at", "Cuándo lo leyó el supervisor"),
                ("options_in_order", "Orden en que vio las opciones"), ("measured_seconds", "Minutos para pensar, medidos"), ("minutes_reason", "Por qué otro número de minutos"), ("words_translation", "Sus palabras, traducidas"), ("signed_how", "Cómo firmó")),
            Words = Table(
                ("yes", "sí"), ("no", "no"), ("signed", "firmado"), ("mark", "una marca"), ("refused", "usted no quiso firmar"), ("none", "ninguna"),
                ("accompany", "salir juntos"), ("remain", "que se quede"), ("reunify_here", "reunirse aquí"), ("counsel_first", "hablar primero con un abogado"), ("undecided", "no decidido todavía"),
                ("pen", "en la pantalla"), ("typed", "nombre escrito"), ("paper", "en papel")),
            Code = "código",
            NotRecorded = "no consta",
            Revoked = "Usted retiró esta decisión.",
            ChangeOfMind = "Usted puede cambiar de opinión hasta que salga. Dígaselo a cualquier oficial, a su abogado o a su consulado.",
            Keep = "Guarde esta hoja. Dé una copia a su abogado. Demuestra que este registro existió, aunque alguien diga que no.",
            HowToCheck = "Para verificarla, escanee el código y ponga lo que dice en la página de verificación, que funciona sin internet, junto con la clave del registro.",
            NamesNotProven = "Los nombres se muestran para usted; la prueba es sobre los datos que están al lado.",
            Approval = "Este texto todavía no ha sido aprobado por un traductor certificado.",
            NoWrittenText = "No hay texto escrito en este idioma. Un intérprete debe leerle esta hoja.",
        },
        new("por", "pt")
        {
            Title = "Recibo da sua decisão sobre sua filha ou seu filho",
            Lead = "Isto é o que está registrado. Confira se foi o que você disse.",
            Parent = "Mãe ou pai",
            Child = "Filha ou filho",
            YouSaid = "Você disse",
            Choices = Table(
                ("accompany", "Minha filha ou meu filho sai comigo."), ("remain", "Minha filha ou meu filho fica."), ("undecided", "Ainda não decidi."),
                ("declined", "Não quero responder."), ("not_ascertained", "Não foi possível saber o que você quer."),
                ("reunify_here", "Quero ficar com minha filha ou meu filho aqui enquanto o caso continua."), ("counsel_first", "Quero falar primeiro com um advogado.")),
            Fields = Table(
                ("taken_at", "Quando perguntaram"), ("recorded_at", "Quando foi anotado"), ("spoken_language", "Língua falada"), ("parent_language", "Sua língua"),
                ("interpreter", "Intérprete"), ("form", "Formulário"), ("information_given", "Explicaram o que significa cada opção"), ("options_offered", "Opções que mostraram"),
                ("child_contact_offered", "Ofereceram falar com sua filha ou seu filho"), ("counsel_offered", "Ofereceram falar com um advogado"), ("minutes_allowed", "Minutos que deram"),
                ("private", "Perguntaram em particular"), ("parent_words", "Suas próprias palavras"), ("signature", "Assinatura"), ("officer", "Agente"), ("supervisor", "Supervisor"),
                ("acknowledged_at", "Quando o supervisor leu"),
                ("options_in_order", "Ordem em que viu as opções"), ("measured_seconds", "Minutos para pensar, medidos"), ("minutes_reason", "Por que outro número de minutos"), ("words_translation", "Suas palavras, traduzidas"), ("signed_how", "Como assinou")),
            Words = Table(
                ("yes", "sim"), ("no", "não"), ("signed", "assinado"), ("mark", "uma marca"), ("refused", "você não quis assinar"), ("none", "nenhuma"),
                ("accompany", "sair juntos"), ("remain", "ficar"), ("reunify_here", "reunir-se aqui"), ("counsel_first", "falar primeiro com um advogado"), ("undecided", "ainda não decidido"),
                ("pen", "na tela"), ("typed", "nome digitado"), ("paper", "em papel")),
            Code = "código",
            NotRecorded = "não consta",
            Revoked = "Você retirou esta decisão.",
            ChangeOfMind = "Você pode mudar de ideia até sair. Diga a qualquer agente, ao seu advogado ou ao seu consulado.",
            Keep = "Guarde esta folha. Dê uma cópia ao seu advogado. Ela prova que este registro existiu, mesmo que alguém diga que não.",
            HowToCheck = "Para conferir, leia o código e coloque o que ele diz na página de conferência, que funciona sem internet, junto com a chave do registro.",
            NamesNotProven = "Os nomes são mostrados para você; a prova é sobre os dados ao lado.",
            Approval = "Este texto ainda não foi aprovado por um tradutor certificado.",
            NoWrittenText = "Não há texto escrito nesta língua. Um intérprete deve ler esta folha para você.",
        },
        new("hat", "ht")
        {
            Title = "Resi desizyon ou sou pitit ou",
            Lead = "Men sa ki ekri nan dosye a. Gade si se sa ou te di.",
            Parent = "Manman oswa papa",
            Child = "Pitit",
            YouSaid = "Ou te di",
            Choices = Table(
                ("accompany", "Pitit mwen ap pati avè m."), ("remain", "Pitit mwen ap rete."), ("undecided", "Mwen poko deside."),
                ("declined", "Mwen pa vle reponn."), ("not_ascertained", "Yo pa t ka konnen sa ou vle."),
                ("reunify_here", "Mwen vle ansanm ak pitit mwen isit la pandan dosye a ap kontinye."), ("counsel_first", "Mwen vle pale ak yon avoka anvan.")),
            Fields = Table(
                ("taken_at", "Kilè yo te mande ou"), ("recorded_at", "Kilè yo te ekri li"), ("spoken_language", "Lang yo te pale"), ("parent_language", "Lang ou"),
                ("interpreter", "Entèprèt"), ("form", "Fòmilè"), ("information_given", "Yo te eksplike ou sa chak chwa vle di"), ("options_offered", "Chwa yo te montre ou"),
                ("child_contact_offered", "Yo te ofri ou pale ak pitit ou"), ("counsel_offered", "Yo te ofri ou pale ak yon avoka"), ("minutes_allowed", "Konbyen minit yo te ba ou"),
                ("private", "Yo te mande ou apa"), ("parent_words", "Pwòp mo ou"), ("signature", "Siyati"), ("officer", "Ajan"), ("supervisor", "Sipèvizè"),
                ("acknowledged_at", "Kilè sipèvizè a te li li"),
                ("options_in_order", "Nan ki lòd ou te wè chwa yo"), ("measured_seconds", "Minit pou reflechi, jan yo mezire yo"), ("minutes_reason", "Poukisa yon lòt kantite minit"), ("words_translation", "Mo ou yo, tradui"), ("signed_how", "Kijan ou te siyen")),
            Words = Table(
                ("yes", "wi"), ("no", "non"), ("signed", "siyen"), ("mark", "yon mak"), ("refused", "ou pa t vle siyen"), ("none", "okenn"),
                ("accompany", "pati ansanm"), ("remain", "pitit la rete"), ("reunify_here", "reyini isit la"), ("counsel_first", "pale ak yon avoka anvan"), ("undecided", "poko deside"),
                ("pen", "sou ekran an"), ("typed", "non ou tape"), ("paper", "sou papye")),
            Code = "kòd",
            NotRecorded = "pa ekri",
            Revoked = "Ou te retire desizyon sa a.",
            ChangeOfMind = "Ou ka chanje lide jiskaske ou pati. Di nenpòt ajan, avoka ou, oswa konsila ou.",
            Keep = "Kenbe paj sa a. Bay avoka ou yon kopi. Li pwouve dosye sa a te egziste, menm si yon moun di non.",
            HowToCheck = "Pou verifye li, eskane kòd la epi mete sa li di nan paj verifikasyon an, ki mache san entènèt, ansanm ak kle rejis la.",
            NamesNotProven = "Non yo la pou ou; prèv la se sou done ki bò kote yo.",
            Approval = "Tèks sa a poko apwouve pa yon tradiktè sètifye.",
            NoWrittenText = "Pa gen tèks ekri nan lang sa a. Yon entèprèt dwe li paj sa a pou ou.",
        },
    ];

    private static Dictionary<string, string> Table(params ReadOnlySpan<(string Key, string Value)> rows)
    {
        Dictionary<string, string> table = new(StringComparer.Ordinal);
        foreach ((string key, string value) in rows)
        {
            table.Add(key, value);
        }

        return table;
    }
}
