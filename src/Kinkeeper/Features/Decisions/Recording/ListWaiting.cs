using Kinkeeper.Features.Decisions.Grading;
using Kinkeeper.Features.Intake.Exchange;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>A decision that no supervisor has acknowledged.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Address">Where the pages show it.</param>
/// <param name="Parent">The parent's name; empty where none is on record.</param>
/// <param name="Child">The child's name; empty where none is on record.</param>
/// <param name="Answer">What exactly the parent chose, where an interview held here says so; else the choice in the exchange file's word.</param>
/// <param name="Words">The parent's own words; null where nobody recorded them.</param>
/// <param name="Interview">What an interview held here says besides; null where there was none.</param>
/// <param name="MinutesAllowed">Minutes to decide; null where nobody recorded them.</param>
/// <param name="TakenAt">When the parent answered.</param>
/// <param name="Officer">Who asked; null where nobody recorded it.</param>
/// <param name="Departure">The parent's next departure after it that was not cancelled; null: none is known.</param>
/// <param name="Defects">What it lacks besides the acknowledgement.</param>
public sealed record WaitingDecision(
    string Decision, string Address, string Parent, string Child, string Answer, string? Words, InterviewRecord? Interview, int? MinutesAllowed, DateTimeOffset TakenAt, string? Officer, DateTimeOffset? Departure, IReadOnlyList<Defect> Defects);

/// <summary>The decisions that wait for a supervisor, the latest recorded first.</summary>
public sealed class ListWaiting(Store store, TimeProvider clock)
{
    /// <param name="after">How many to leave out from the start, 0 or more.</param>
    /// <param name="most">How many to list at most.</param>
    /// <returns>Those listed, and how many wait in all.</returns>
    public (IReadOnlyList<WaitingDecision> Listed, int All) Execute(int after, int most)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        DbSet<DecisionRow> decisions = db.Set<DecisionRow>();
        // A later record of the same answer stands in place of an earlier one: only the last version is read and acknowledged.
        IQueryable<DecisionRow> waiting = decisions.AsNoTracking().Where(row => row.AcknowledgedAt == null && row.RevokedAt == null && !decisions.Any(later =>
            later.ParentRecordKey == row.ParentRecordKey && later.ChildRecordKey == row.ChildRecordKey && later.TakenAt == row.TakenAt && later.RecordedAt > row.RecordedAt));
        DecisionRow[] rows = [.. waiting.OrderByDescending(row => row.RecordedAt).ThenByDescending(row => row.Id).Skip(after).Take(most)];
        RecordKey[] keys = [.. rows.SelectMany(row => (RecordKey[])[new(row.ParentRecordKey.Value), new(row.ChildRecordKey.Value)]).Distinct()];
        Dictionary<long, SourceRecord> records = db.Set<SourceRecord>().AsNoTracking().Where(record => keys.Contains(record.Id)).ToDictionary(record => record.Id.Value);
        PersonId[] parents = [.. rows.Select(row => records[row.ParentRecordKey.Value].PersonId).Distinct()];
        ILookup<PersonId, DateTimeOffset> departures = (
            from record in db.Set<SourceRecord>()
            join removal in db.Set<RemovalRow>() on record.Id equals removal.RecordKey
            where parents.Contains(record.PersonId) && removal.Status != RemovalStatus.Cancelled
            orderby removal.DepartsAt
            select new { record.PersonId, removal.DepartsAt }).ToLookup(removal => removal.PersonId, removal => removal.DepartsAt);
        return ([.. rows.Select(Waiting)], waiting.Count());

        WaitingDecision Waiting(DecisionRow row)
        {
            SourceRecord parent = records[row.ParentRecordKey.Value];
            DateTimeOffset[] ahead = [.. departures[parent.PersonId].Where(departsAt => departsAt > row.TakenAt).Take(1)];
            DateTimeOffset? departure = ahead.Length == 0 ? null : ahead[0];
            Defects defects = DecisionGrading.Grade(
                Decision.Of(row), Vantage.StandingAt(now, departure ?? DateTimeOffset.MaxValue), GradingStandard.Everything) & ~Defects.NoAcknowledgement;
            return new WaitingDecision(
                row.DecisionId,
                ReadDecision.AddressOf(row),
                Name(parent),
                Name(records[row.ChildRecordKey.Value]),
                row.Interview?.Answer ?? DecisionsFormat.Choices.WordFor(row.Choice),
                row.ParentWords,
                row.Interview,
                row.MinutesAllowed,
                row.TakenAt,
                row.Officer,
                departure,
                [.. Defect.All.Where(defect => (defects & defect.Bit) != 0)]);
        }
    }

    private static string Name(SourceRecord record) => $"{record.GivenNames} {record.Surnames}".Trim();
}
