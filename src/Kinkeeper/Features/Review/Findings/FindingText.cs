namespace Kinkeeper.Features.Review.Findings;

/// <summary>The classes in plain words.</summary>
public static class FindingText
{
    public static string Sentence(FindingClass found) => found switch
    {
        FindingClass.Contradicted => "Had asked to go together, and left alone",
        FindingClass.Undocumented => "Nobody recorded what the parent wanted",
        FindingClass.Flawed => "A record with defects, or no decision that the child remains",
        FindingClass.Unknown => "Not known whether this is their child",
        FindingClass.Documented => "A valid decision that the child remains",
        _ => "Left together",
    };

    /// <summary>Returns the class in Spanish.</summary>
    public static string Spanish(FindingClass found) => found switch
    {
        FindingClass.Contradicted => "Había pedido irse con su hija o hijo, y se fue sin ella o él",
        FindingClass.Undocumented => "Nadie registró lo que quería la madre o el padre",
        FindingClass.Flawed => "Un registro con defectos, o sin decisión de que la niña o el niño se quede",
        FindingClass.Unknown => "No se sabe si es su hija o hijo",
        FindingClass.Documented => "Una decisión válida de que la niña o el niño se quede",
        _ => "Se fueron juntos",
    };

    public static string Code(FindingClass found) => found.ToString().ToLowerInvariant();
}
