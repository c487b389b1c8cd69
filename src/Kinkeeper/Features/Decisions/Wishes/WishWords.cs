using System.Text.RegularExpressions;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>
/// The words the screen looks for, in lower-case text without accents: English as officers write case comments, with their
/// abbreviations, and Spanish as parents write letters, with common spellings.
/// </summary>
internal static partial class WishWords
{
    private const string Child =
        @"(?:child(?:ren)?|kids?|sons?|daughters?|boys?|girls?|bab(?:y|ies)|minors?|uacs?|little ones?|toddlers?|infants?|teens?|family unity|h?ij[oa]s?|h?ijit[oa]s?|muchach(?:it)?[oa]s?|chiquit[oa]s?|chamac[oa]s?|peque(?:n|ñ)[oa]s?|nin[oa]s?|ninit[oa]s?|nen[ea]s?|menor(?:es)?|bebes?|criaturas?)(?!'s)\b";

    private const string Parent =
        @"(?:mothers?|fathers?|mom|dad|mama|papa|madres?|padres?|parents?|subj(?:ect)?|detainee|alien|pc|mr|mrs|ms|senora?|sr|sra|mujer|hombre|detenid[oa]|couple|both|los dos)\b";

    private const string Other =
        @"(?:foster (?:mother|father|parents?|family)|(?:madre|padre|familia) de acogida|aunts?|uncles?|grand\w+|sponsors?|(?:\w+ )?officers?|field office|office|judge|attorneys?|lawyers?|advocates?|consulates?|embassy|teachers?|doctors?|psychologists?|pastor|ero|dhs|court|case ?managers?|social workers?|shelter|orr|ice|hhs|cbp|jc|brothers?|sisters?|cousins?|neighbou?rs?" +
        @"|tias?|tios?|abuel[oa]s?|patrocinador\w*|oficial(?:es)?|juez|jueza|abogad[oa]s?|consulados?|trabajador\w* social|encargad[oa]|albergue|embajada|maestr[oa]s?|psicolog[oa]s?|doctora?|medic[oa]s?|tribunal|defensor\w*|patrona|padrinos|herman[oa]s?|prim[oa]s?|vecin[oa]s?|madrina|padrino)\b";

    /// <summary>Matches a word for wanting, asking for or refusing something.</summary>
    [GeneratedRegex(
        @"\b(?<first>i want(?:ed)?|we want|i (?:would|'d) (?:like|rather)|i beg|i am asking|my wish|quiero|kiero|quise|quisiera|queremos|yo queria|pido|pedimos|ruego|prefiero|espero|mi deseo|mi voluntad|me urge|me gustaria|i hope|i ask|i need|i prefer|i will not|i won't|i can(?:'t|not)|we (?:ask|beg|hope|need)|my (?:heart|hope|choice|decision)|yo pido|lo que (?:yo )?(?:pido|quiero)|me l[oa]s? (?:voy a|quiero)|(?:no )?estoy (?:dispuest[oa]|conforme|de acuerdo))\b" +
        @"|\b(?:want(?:s|ed|ing)?|would (?:like|rather|prefer)|wish(?:es|ed)?|prefer(?:s|red|ence)?|desires?|hop(?:es|ed)|beg(?:s|ged)|insist(?:s|ed|ing)?|request(?:s|ed|ing)?|req'?d|ask(?:s|ed|ing)?|demand(?:s|ed)?|elect(?:s|ed)|chose|opt(?:s|ed)|agree[sd]?|consent(?:s|ed)?|refus(?:es|ed)|declin(?:es|ed)|waiv(?:es|ed)|decided|plead(?:s|ed)?|pled|adamant|willing|unwilling|ok with|okay with|fine with|in favor|against|chooses|choice|choosing|needs|intends?|intention|pleas?|petition(?:s|ed)?|appeal(?:s|ed)?|urg(?:es|ed)|keeps saying|accepts?|accepted|oppos(?:es|ed)|object(?:s|ed)? to|thought|(?:says?|said|stat(?:es|ed)|told \w+)(?= (?:to )?(?:take|leave|send|keep|bring))" +
        @"|quiere[n]?|kiere[n]?|quiso|quisieron|queria[n]?|desea[n]?|deseo|deseaba|pid(?:e|en|io|ieron|iendo)|solicit(?:a|an|o|aron)|prefiere[n]?|insiste[n]?|insistio|ruega[n]?|rog(?:o|aron)|suplic(?:a|an|o|aron)|exig(?:e|en|io)|espera[n]?|esperanza|rechaz(?:a|an|o|aron)|se neg(?:o|aron)|se niega|acept(?:a|an|o)|autoriz(?:a|o|aron)|decidi(?:o|eron)|elig(?:e|io)|opt(?:a|o|aron)|de acuerdo|conforme|renunci(?:a|an|o|aron)|opina[n]?|opino|prefirio|prefirieron|reitera[n]?|reitero|peticion|voluntad|con tal de|implor(?:a|o|aron)|reclam(?:a|an|o|aron)|necesita[n]?|dispuest[oa]|se opone[n]?|se opuso|anhela|le gustaria|mejor que|clam(?:a|o)|escog(?:e|io)|intencion)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Wanting();

    /// <summary>Matches where the child should be: with the parent, elsewhere, here, there.</summary>
    [GeneratedRegex(
        @"\b(?:together|with (?:him|me|them|us)|with her(?! (?:" + Child + @"|sister|brother|aunt|cousin|mother|family))|accompan\w+|travel\w*|return\w*|rtnd?|go(?:es)? (?:home|back)|com(?:e|es)\b|tak(?:e|es|ing)\b|leav(?:e|es|ing)|stay\w*|remain\w*|reunif\w*|reunit\w*|live with|behind|without|w/o|back|released?|deport\w*|removed|brought|bring|sent|send|pursue|continue|fl(?:y|ies)|hand(?:s|ed)? over|grow up|be with|live|living|raised|keep|kept|go forward|on the (?:flight|plane|bus)|get (?:his|her|their|my)|family unity|repatriated" +
        @"|conmigo|consigo|con (?:el|ella|ellos|ellas)\b|llev\w+|ir(?:se|me|nos)|se va|viaj\w+|regres\w+|volver\w*|vuelv\w+|de vuelta|devuelv\w+|qued\w+|perman\w+|dej(?:ar|aran?|en|an)\w*|entreg\w+|reun(?:ir|if)\w*|separ\w+|mand(?:en|an|ar)\b|enviad[oa]|sin|siga|venga|viene|continu\w+|deport\w+|expuls\w+|repatri\w+|junt[oa]s?|ir con|estar con|vivir|viva[n]?|cri(?:e|en|ar|arse)|seguir|con migo|den a m|trajer\w+|traigan|traer\w*|recuper\w+|regreso|de mi lado|a mi lado|acompanad[oa]|vaya[n]?|irnos)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Whereabouts();

    [GeneratedRegex(@"\b" + Child, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Children();

    /// <summary>
    /// Matches the person spoken of: a parent, a child or another. The longest match comes first, so a foster mother is not a mother.
    /// </summary>
    [GeneratedRegex(@"\b(?:(?<other>" + Other + @")|(?<parent>" + Parent + @")|(?<child>" + Child + "))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Actors();

    /// <summary>Matches a clause that tells somebody something: "the mother told the case manager that she wants".</summary>
    [GeneratedRegex(@"\b(?:told|tells|informed|dijo a|dice a|rogo a|pidio a|asked|begged) ?(?:the |los |las |al? |el |la )?" + Other, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Listeners();

    /// <summary>Matches a wish for contact or news, not for where the child should be.</summary>
    [GeneratedRegex(@"\b(?:speak|talk|call|phone|know|see|hablar|llamar|saber|ver|mandarle|visit\w*|address|direccion|llamada|wanted to know|interview\w*|entrevistar|file|records?|expediente|documents?|documentos?|certificate|acta|information|informacion|perdon)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Contact();

    /// <summary>Matches text that says nobody asked, nobody knows, or somebody should ask.</summary>
    [GeneratedRegex(
        @"\b(?:not asked|never asked|nobody asked|no record|not recorded|unknown|unable to|do(?:es)? not know|don't know|must be asked|should be asked|if the (?:parents?|mother|father)|ask the (?:parents?|mother|father)|no se le pregunt\w+|no consta|se desconoce|no sabemos|no se sabe|pregunt(?:en|e|ar)\b|si (?:la madre|el padre|los padres)|nadie le pregunt\w+)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex NobodyKnows();

    /// <summary>Matches a wish in other words: an appeal, a condition, a plain sentence.</summary>
    [GeneratedRegex(
        @"\b(?:give (?:me|us) back|please (?:do not|don't|let)|let me (?:leave|go|take)|devuelvan(?:me|nos)|regresen(?:me)?|no me quiten|no me separen)\b.*\b" + Child +
        @"|(?:\b(?:not|never|no|nunca|refuse[sd]?)\b|n't\b).*\b(?:without|w/o|unless|sin|si no)\b.*\b" + Child +
        @"|\b" + Child + @" (?:should|must|ought to|deben?|deberian?|tienen? que) (?:stay|remain|go|come|return|grow|live|seguir|quedarse|volver|estar|ir|regresar|viajar)" +
        @"|\bque mis? " + Child + @" (?:se quede|venga|regrese|vaya|vuelva)\w*" +
        @"|\bmy " + Child + @" (?:stays?|goes|comes?|leaves?)\b" +
        @"|\bmis? " + Child + @" se (?:queda|viene|va)n?\b" +
        @"|\b" + Child + @" no se queda|\bse l[oa]s? lleva\b|\brechaz\w+ la reunif\w*|\bdeclin\w+ reunif\w*|\bwaiv\w+ reunif\w*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex OtherWords();

    /// <summary>Matches reunification words, which refer to the child even without naming one.</summary>
    [GeneratedRegex(@"\breunif\w*|\breunit\w*|\breunir\w*|\bllevarsel[oa]s?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Reunion();
}
