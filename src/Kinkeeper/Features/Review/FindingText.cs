namespace Kinkeeper.Features.Review;

/// <summary>The classes in plain words.</summary>
public static class FindingText
{
    public static string Sentence(FindingClass found) => found switch
    {
        FindingClass.Contradicted => "Had asked to go together, and left alone",
        FindingClass.Undocumented => "Nobody recorded what the parent wanted",
        FindingClass.Flawed => "A record with defects, or no decision to leave the child",
        FindingClass.Unknown => "Not known whether this is their child",
        FindingClass.Documented => "A valid decision that the child remains",
        _ => "Left together",
    };

    public static string Code(FindingClass found) => found.ToString().ToLowerInvariant();
}
