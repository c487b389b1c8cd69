using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Families;

/// <summary>One person of a family, with the agencies' records of them.</summary>
/// <param name="File">The evidence about the person.</param>
/// <param name="Records">The agencies' records, in import order; never empty.</param>
/// <param name="IsChild">True if they are drawn below their parents in this family.</param>
public sealed record FamilyMember(PersonFile File, IReadOnlyList<SourceRecord> Records, bool IsChild)
{
    /// <summary>The member who links them to the page, as that person's child or parent; null for the person asked about.</summary>
    public PersonId? Through { get; init; }

    /// <summary>The number of people the account may see, recorded as their parents or children, who are on no part of this page.</summary>
    public int Beyond { get; init; }

    public PersonId Id => File.Id;

    /// <summary>The record number for use in addresses.</summary>
    public RecordKey Key => Records[0].Id;

    /// <summary>The first name on record; empty if there is none.</summary>
    public string Name => Records.Select(record => $"{record.GivenNames} {record.Surnames}".Trim()).FirstOrDefault(name => name.Length > 0) ?? string.Empty;
}

/// <summary>A departure on record, planned or executed.</summary>
/// <param name="Person">The person who leaves.</param>
/// <param name="Removal">The departure.</param>
/// <param name="Answer">The gate's last answer about this person on this movement; null if it was never asked.</param>
public sealed record FamilyDeparture(PersonId Person, Removal Removal, GateWord? Answer);

/// <summary>A custody of a person; no end is on record if <paramref name="To"/> is null.</summary>
public sealed record HeldBy(RecordKey RecordKey, string? Agency, string? Facility, DateTimeOffset From, DateTimeOffset? To, string? ReleaseReason);

/// <summary>The words of parent and child in a decision record, null if none were written down, and the address of its page.</summary>
public sealed record DecisionWords(string DecisionId, string? ParentWords, string? ChildView, string Address);

/// <summary>An answer of the gate, with its time.</summary>
public sealed record GateWord(DateTimeOffset At, LineAnswer Answer);

/// <summary>
/// Everything on record about one family as the records state it (<see cref="FamilyCircle"/>), or one part of a large one. Facts the
/// account may not see are removed before anything is made of it (<see cref="OneWayFlow"/>).
/// </summary>
public sealed record FamilyRecords
{
    public required PersonId Asked { get; init; }

    /// <summary>
    /// Parents first, starting with the nearest to the person asked about, then children from the eldest. People whose links are all
    /// rejected are not included.
    /// </summary>
    public required IReadOnlyList<FamilyMember> Members { get; init; }

    /// <summary>People connected only by rejected links. They are named at the link, and nowhere else.</summary>
    public required IReadOnlyList<FamilyMember> Rejected { get; init; }

    /// <summary>The number of people in it, on all parts of the page.</summary>
    public required int InAll { get; init; }

    /// <summary>The part of the page, from 1.</summary>
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

    /// <summary>The time of reading.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    public FamilyMember Person => Members.First(member => member.Id == Asked);

    /// <summary>Returns the member a record belongs to; null for a person outside this family.</summary>
    public FamilyMember? MemberOf(RecordKey record) => Members.FirstOrDefault(member => member.Records.Any(known => known.Id == record));
}
