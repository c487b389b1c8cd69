using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Parsing;

/// <summary>The parsed values of one record. Null means "not recorded".</summary>
internal struct RecordValues
{
    public int? ANumber { get; set; }

    public DateOnly? BirthDate { get; set; }

    public DateOnly? LatestBirthDate { get; set; }

    public Role Role { get; set; }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long? EncounteredAt { get; set; }

    public int? StatedChildren { get; set; }
}

/// <summary>The texts of one record as written in the file, in UTF-8. Empty means "not recorded".</summary>
internal ref struct RecordTexts
{
    public ReadOnlySpan<byte> Source { get; set; }

    public ReadOnlySpan<byte> GivenNames { get; set; }

    public ReadOnlySpan<byte> Surnames { get; set; }

    public ReadOnlySpan<byte> Sex { get; set; }

    public ReadOnlySpan<byte> Citizenship { get; set; }

    public ReadOnlySpan<byte> Language { get; set; }

    public ReadOnlySpan<byte> Sector { get; set; }

    public ReadOnlySpan<byte> EventNumber { get; set; }

    public ReadOnlySpan<byte> FamilyUnitNumber { get; set; }

    public ReadOnlySpan<byte> ParentNamesStated { get; set; }

    public ReadOnlySpan<byte> ChildNamesStated { get; set; }
}
