namespace Kinkeeper.Features.Decisions.Screening;

/// <summary>The screening question as it is read out, in one language.</summary>
/// <param name="Language">ISO 639-3.</param>
/// <param name="Question">The question.</param>
/// <param name="Counts">The children that count, among them those that were overlooked.</param>
/// <param name="Approval">A note that says if a certified translator has approved the text.</param>
public sealed record ScreeningQuestion(string Language, string Question, string Counts, string Approval)
{
    /// <summary>
    /// The written texts. In any other language an interpreter asks and the record says so; no machine translates it. Mam, K'iche',
    /// Q'eqchi', Q'anjob'al, Ixil and Akateko have no reliable written translation.
    /// </summary>
    public static readonly IReadOnlyList<ScreeningQuestion> All =
    [
        new(
            "eng",
            "Do you have a child under 18, anywhere in the world, in anyone's care?",
            "Count children who are U.S. citizens, children held by any agency or shelter, and children with relatives, friends or foster carers.",
            "Source text."),
        new(
            "spa",
            "¿Tiene usted una hija o un hijo menor de 18 años, en cualquier parte del mundo, al cuidado de quien sea?",
            "Cuente a los que son ciudadanos de Estados Unidos, a los que tiene cualquier agencia o albergue, y a los que están con familiares, amigos o familias de acogida.",
            "Este texto todavía no ha sido aprobado por un traductor certificado."),
        new(
            "por",
            "Você tem filha ou filho menor de 18 anos, em qualquer lugar do mundo, sob os cuidados de quem for?",
            "Conte os que são cidadãos dos Estados Unidos, os que estão com qualquer órgão ou abrigo, e os que estão com parentes, amigos ou famílias acolhedoras.",
            "Este texto ainda não foi aprovado por um tradutor certificado."),
        new(
            "hat",
            "Èske ou gen pitit ki poko gen 18 an, nenpòt kote sou latè, nan men nenpòt moun?",
            "Konte timoun ki sitwayen ameriken, timoun ki nan men nenpòt ajans oswa abri, ak timoun ki avèk fanmi, zanmi oswa fanmi akèy.",
            "Tèks sa a poko apwouve pa yon tradiktè sètifye."),
    ];
}
