namespace Kinkeeper.Features.Records.Values;

/// <summary>Reasons why a child was separated, from the agency's free text. One text often names several.</summary>
[Flags]
public enum SeparationReason
{
    None = 0,

    /// <summary>
    /// "Zero Tolerance Policy": prosecution of every adult for illegal entry, April to June 2018, and the earlier pilots.
    /// </summary>
    ZeroTolerance = 1,
    CriminalHistory = 2,
    GangAffiliation = 4,

    /// <summary>Referred for prosecution for an immigration offence (8 U.S.C. 1325, 1326).</summary>
    ImmigrationProsecution = 8,
    ImmigrationHistory = 16,
    ParentIllness = 32,
    UnverifiedRelationship = 64,
    ChildSafety = 128,

    /// <summary>The adult was a relative other than a parent or guardian.</summary>
    OtherRelative = 256,

    /// <summary>Another reason, or a text that names none of these. The text is kept.</summary>
    Other = 512,
}

/// <summary>Reads the reasons in ORR's list, which has them in 63 spellings, with line breaks and misspellings.</summary>
public static class SeparationReasons
{
    private static readonly (string Stem, SeparationReason Reason)[] Stems =
    [
        ("ZEROTOLER", SeparationReason.ZeroTolerance),
        ("CRIMINALIMMIGRATIONHISTOR", SeparationReason.CriminalHistory | SeparationReason.ImmigrationHistory),
        ("CRIMINAL", SeparationReason.CriminalHistory),
        ("GANG", SeparationReason.GangAffiliation),
        ("CARTEL", SeparationReason.GangAffiliation),
        ("IMMIGRATIONHISTOR", SeparationReason.ImmigrationHistory),
        ("PROSECUTION", SeparationReason.ImmigrationProsecution),
        ("PROSEUCTION", SeparationReason.ImmigrationProsecution),
        ("1325", SeparationReason.ImmigrationProsecution),
        ("1326", SeparationReason.ImmigrationProsecution),
        ("HOSPITAL", SeparationReason.ParentIllness),
        ("HEALTH", SeparationReason.ParentIllness),
        ("MEDICAL", SeparationReason.ParentIllness),
        ("UNVERIFIED", SeparationReason.UnverifiedRelationship),
        ("UNABLETOVERIFY", SeparationReason.UnverifiedRelationship),
        ("NOTVERIFIABLE", SeparationReason.UnverifiedRelationship),
        ("FRAUD", SeparationReason.UnverifiedRelationship),
        ("CHILDSAFETY", SeparationReason.ChildSafety),
        ("DANGER", SeparationReason.ChildSafety),
        ("ABUSE", SeparationReason.ChildSafety),
        ("UNFIT", SeparationReason.ChildSafety),
        ("ADULTRELATIVE", SeparationReason.OtherRelative),
        ("NONPARENT", SeparationReason.OtherRelative),
    ];

    /// <summary>
    /// Returns all reasons that the text names: <see cref="SeparationReason.Other"/> if it names none of these, none for blank or withheld
    /// text.
    /// </summary>
    public static SeparationReason Parse(ReadOnlySpan<byte> utf8) => Parse(utf8, out _);

    /// <param name="utf8">As written.</param>
    /// <param name="first">The reason named first, for counts that count each child once.</param>
    public static SeparationReason Parse(ReadOnlySpan<byte> utf8, out SeparationReason first)
    {
        first = SeparationReason.None;
        Span<char> key = stackalloc char[512];
        key = key[..Fold.Key(utf8, key)];
        if (key.IsEmpty || Redaction.Is(utf8))
        {
            return SeparationReason.None;
        }

        SeparationReason all = SeparationReason.None;
        int firstAt = int.MaxValue;
        foreach ((string stem, SeparationReason reason) in Stems)
        {
            int at = key.IndexOf(stem);
            if (at < 0)
            {
                continue;
            }

            all |= reason;
            if (at < firstAt)
            {
                firstAt = at;
                first = reason;
            }
        }

        if (all == SeparationReason.None)
        {
            all = SeparationReason.Other;
            first = SeparationReason.Other;
        }

        if (!System.Numerics.BitOperations.IsPow2((int)first))
        {
            // "both Criminal & Immigration history": the criminal history is named first.
            first = (SeparationReason)((int)first & -(int)first);
        }

        return all;
    }

    /// <summary>Returns the stored and published code of a reason, for example <c>zero-tolerance</c>.</summary>
    public static string Code(SeparationReason reason) => reason switch
    {
        SeparationReason.None => "not-recorded",
        SeparationReason.ZeroTolerance => "zero-tolerance",
        SeparationReason.CriminalHistory => "criminal-history",
        SeparationReason.GangAffiliation => "gang-affiliation",
        SeparationReason.ImmigrationProsecution => "immigration-prosecution",
        SeparationReason.ImmigrationHistory => "immigration-history",
        SeparationReason.ParentIllness => "parent-illness",
        SeparationReason.UnverifiedRelationship => "unverified-relationship",
        SeparationReason.ChildSafety => "child-safety",
        SeparationReason.OtherRelative => "other-relative",
        _ => "other",
    };

    /// <summary>Returns every code in <paramref name="reasons"/>, separated by semicolons.</summary>
    public static string Codes(SeparationReason reasons) =>
        reasons == SeparationReason.None
            ? Code(SeparationReason.None)
            : string.Join(';', Enum.GetValues<SeparationReason>().Where(reason => reason != SeparationReason.None && reasons.HasFlag(reason)).Select(Code));
}
