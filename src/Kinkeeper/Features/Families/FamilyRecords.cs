using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Families;

/// <summary>One person of a family, with the agencies' records of them.</summary>
/// <param name="File">What is known of them.</param>
/// <param name="Records">The agencies' records, in the order in which they came; never empty.</param>
/// <param name="IsChild">Whether they stand below their parents in this family.</param>
public sealed record FamilyMember(PersonFile File, IReadOnlyList<SourceRecord> Records, bool IsChild)
{
    /// <summary>By whose link they stand on the page, as a child of that person or a parent; null for the person asked about.</summary>
    public PersonId? Through { get; init; }

    /// <summary>People whom the account may see, recorded as their parents or children, who stand on no part of this page.</summary>
    public int Beyond { get; init; }

    public PersonId Id => File.Id;

    /// <summary>The number by which an address names them.</summary>
    public RecordKey Key => Records[0].Id;

    /// <summary>The first name on record; empty where none is.</summary>
    public string Name => Records.Select(record => $"{record.GivenNames} {record.Surnames}".Trim()).FirstOrDefault(name => name.Length > 0) ?? string.Empty;
}

/// <summary>A departure on record, planned or executed.</summary>
/// <param name="Person">Who leaves.</param>
/// <param name="Removal">The departure.</param>
/// <param name="Answer">What the gate last said about this person on this movement; null where it was never asked.</param>
public sealed record FamilyDeparture(PersonId Person, Removal Removal, GateWord? Answer);

/// <summary>Who held a person, from when; no end on record where <paramref name="To"/> is null.</summary>
public sealed record HeldBy(RecordKey RecordKey, string? Agency, string? Facility, DateTimeOffset From, DateTimeOffset? To, string? ReleaseReason);

/// <summary>What somebody said in a decision record, null where nothing is written down; and the address of its page.</summary>
public sealed record DecisionWords(string DecisionId, string? ParentWords, string? ChildView, string Address);

/// <summary>What the gate said.</summary>
public sealed record GateWord(DateTimeOffset At, LineAnswer Answer);

/// <summary>
/// Everything on record about one family as the records state it (<see cref="FamilyCircle"/>), or one part of a large one. What an
/// account may not see is taken out before anything is made of it (<see cref="OneWayFlow"/>).
/// </summary>
public sealed record FamilyRecords
{
    public required PersonId Asked { get; init; }

    /// <summary>Parents first, the nearest to the person asked about before the others, then children from the eldest; one whose links are all rejected is not among them.</summary>
    public required IReadOnlyList<FamilyMember> Members { get; init; }

    /// <summary>People connected only by links that were rejected: named beside the link, and nowhere else.</summary>
    public required IReadOnlyList<FamilyMember> Rejected { get; init; }

    /// <summary>How many people belong to it, on all parts of the page.</summary>
    public required int InAll { get; init; }

    /// <summary>Which part of the page this is, from 1.</summary>
    public int Part { get; init; } = 1;

    public int Parts { get; init; } = 1;

    /// <summary>Pairs of members, or of a member and one of <see cref="Rejected"/>.</summary>
    public required IReadOnlyList<FamilyFile> Families { get; init; }

    public required IReadOnlyList<RelationshipRow> Links { get; init; }

    public required IReadOnlyList<HeldBy> Custody { get; init; }

    public required IReadOnlyList<ScreeningRow> Screenings { get; init; }

    public required IReadOnlyList<StatementRow> Statements { get; init; }

    public required IReadOnlyList<DecisionWords> Words { get; init; }

    public required IReadOnlyList<FamilyDeparture> Departures { get; init; }

    public required IReadOnlyList<Obligation> Obligations { get; init; }

    /// <summary>When all this was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    public FamilyMember Person => Members.First(member => member.Id == Asked);

    /// <summary>Whose record it is; null for somebody outside this family.</summary>
    public FamilyMember? MemberOf(RecordKey record) => Members.FirstOrDefault(member => member.Records.Any(known => known.Id == record));
}
