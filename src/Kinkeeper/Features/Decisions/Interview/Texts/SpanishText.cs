namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>The parent's texts in Spanish.</summary>
internal static class SpanishText
{
    public static readonly ParentText Text = new(
        "spa",
        "es",
        "español",
        "Este texto todavía no ha sido aprobado por un traductor certificado.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["parent"] = "Madre o padre",
            ["listen"] = "Escuchar",
            ["language"] = "¿Qué idioma entiende usted mejor? Se le debe preguntar en ese idioma, con un intérprete si lo necesita. Diga si no le entiende al intérprete.",
            ["private"] = "Se le debe preguntar a solas. ¿Quién más está en el cuarto? Diga si quiere que alguien salga, o que alguien le acompañe.",
            ["information"] = "Antes de preguntarle, quiero explicarle lo siguiente.",
            ["told-1"] = "Esto es solo sobre {0}. Se le pregunta por cada hija o hijo por separado.",
            ["told-2"] = "Usted elige. Nadie puede elegir por usted, presionarle ni prometerle algo por su respuesta.",
            ["told-3"] = "Si no contesta, nadie puede decidir por usted.",
            ["told-4"] = "Usted puede hablar con su hija o hijo y con un abogado antes de elegir.",
            ["told-5"] = "Usted puede tomarse tiempo para pensar antes de contestar.",
            ["told-6"] = "Usted puede cambiar su respuesta hasta que salga.",
            ["contact"] = "¿Quiere hablar con {0} antes de elegir?",
            ["counsel"] = "¿Quiere hablar con un abogado antes de elegir?",
            ["choices"] = "Estas son las cosas que podrían pasar con {0}. Escúchelas todas. No tiene que elegir ahora.",
            ["option-accompany"] = "Salir junto con {0}",
            ["option-remain"] = "{0} se queda aquí",
            ["option-reunify_here"] = "Volver a estar con {0} aquí mientras sigue el caso",
            ["option-counsel_first"] = "Hablar primero con un abogado sobre {0}",
            ["option-undecided"] = "Todavía sin decidir sobre {0}",
            ["repeat"] = "Por favor diga con sus propias palabras qué significa cada una.",
            ["time"] = "Tómese el tiempo que necesite. Puede pensar a solas y hablar con su familia.",
            ["answer"] = "¿Qué quiere usted para {0}?",
            ["words"] = "Si quiere, dígalo con sus propias palabras. Se anotan tal como las dice.",
            ["child"] = "{0} también puede decir lo que quiere. Se anota aparte y no se muestra a los oficiales.",
            ["signature"] = "Usted puede firmar, hacer una marca o no firmar. Firme solo lo que se le leyó y lo que entiende.",
            ["check"] = "Escuche una vez más lo que se anotó. Diga qué está mal.",
        });
}
