using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats.Agencies;

/// <summary>A person described by one row of an agency's file.</summary>
/// <param name="RecordId">
/// Unique over all sources, such as <c>orr:12345</c>, if the agency gives an id. Otherwise <c>#</c> with a word (<c>#person</c>,
/// <c>#parent</c>, <c>#child</c>) that is unique within the row and is appended to the row's id. Never an A-number or a name.
/// </param>
public sealed record AgencyPerson(string RecordId)
{
    public ANumber? ANumber { get; init; }

    /// <summary>As written. Null if the format has no names.</summary>
    public string? GivenNames { get; init; }

    public string? Surnames { get; init; }

    public NameParts Name { get; init; } = new(string.Empty, string.Empty);

    public PartialDate? DateOfBirth { get; init; }

    /// <summary>Age in years at <see cref="EncounteredAt"/>.</summary>
    public int? Age { get; init; }

    public Sex Sex { get; init; }

    public CountryCode? Citizenship { get; init; }

    public LanguageTag? Language { get; init; }

    public AgencyRole Role { get; init; }

    /// <summary>Local day and time of the encounter. The offset is not known.</summary>
    public DateTime? EncounteredAt { get; init; }

    public FieldOffice? Office { get; init; }

    public string? EventNumber { get; init; }

    public string? FamilyUnitNumber { get; init; }

    /// <summary>Children stated when asked. Null if not asked or not recorded.</summary>
    public int? StatedChildren { get; init; }

    /// <summary>Local day of departure of an executed removal. Null for anything else.</summary>
    public DateOnly? DepartedOn { get; init; }
}

public enum AgencyRole
{
    Unknown,
    Adult,
    Minor,
}

/// <summary>A claim by the row that one person is the parent or guardian of another.</summary>
/// <param name="ParentRecordId">As in <see cref="AgencyPerson.RecordId"/>.</param>
/// <param name="ChildRecordId">As in <see cref="AgencyPerson.RecordId"/>. It may name a record of another row.</param>
/// <param name="Kind"><c>parent</c> or <c>legal_guardian</c>.</param>
/// <param name="Basis">As in the exchange file <c>relationships</c>.</param>
public sealed record AgencyLink(string ParentRecordId, string ChildRecordId, string Kind, string Basis);

/// <summary>A value in comparable form: an ISO date, a code, a number.</summary>
public readonly record struct NormalisedValue(string Name, string Value);

/// <summary>A reason why a row is rejected. The raw value goes to the reject file, never to a log.</summary>
public readonly record struct AgencyReject(string Column, string Value, string Reason);
