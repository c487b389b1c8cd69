using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Acknowledging;

/// <summary>A decision that no supervisor has acknowledged.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Address">Its address on the pages.</param>
/// <param name="ParentRecord">The parent's record.</param>
/// <param name="ChildRecord">The child's record.</param>
/// <param name="Parent">The parent's name; empty if none is on record.</param>
/// <param name="Child">The child's name; empty if none is on record.</param>
/// <param name="Answer">The parent's exact choice if an interview held here recorded it; otherwise the exchange file's word.</param>
/// <param name="Words">The parent's own words; null if nobody recorded them.</param>
/// <param name="Interview">The extra facts from an interview held here; null if there was none.</param>
/// <param name="MinutesAllowed">Minutes to decide; null if nobody recorded them.</param>
/// <param name="TakenAt">The time the parent answered.</param>
/// <param name="Officer">The officer who asked; null if nobody recorded it.</param>
/// <param name="Departure">The parent's next departure after the decision, unless cancelled; null if none is known.</param>
/// <param name="Defects">The defects of the decision, except the missing acknowledgement.</param>
public sealed record WaitingDecision(
    string Decision, string Address, RecordKey ParentRecord, RecordKey ChildRecord, string Parent, string Child, string Answer, string? Words, InterviewRecord? Interview, int? MinutesAllowed, DateTimeOffset TakenAt, string? Officer, DateTimeOffset? Departure, IReadOnlyList<Defect> Defects);

/// <summary>Lists the decisions that wait for a supervisor, about people the account may see, most recently recorded first.</summary>
public sealed class ListWaiting(Store store, PersonScope scope, TimeProvider clock)
{
    /// <summary>Decisions checked in one batch for those of the account's offices.</summary>
    private const int AtOnce = 200;

    /// <summary>Decisions checked before the list stops and offers to continue.</summary>
    private const int MostLookedThrough = 2_000;

    /// <param name="account">The account that reads.</param>
    /// <param name="before">The number that the last list ended with; null to start from the latest.</param>
    /// <param name="most">The most decisions to list.</param>
    /// <returns>The decisions listed, and the number to continue with; null if no more are waiting.</returns>
    public (IReadOnlyList<WaitingDecision> Listed, long? Next) Execute(Account account, long? before, int most)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        DbSet<DecisionRow> decisions = db.Set<DecisionRow>();
        // A later record of the same answer replaces an earlier one: only the last version is read and acknowledged.
        IQueryable<DecisionRow> waiting = decisions.AsNoTracking().Where(row => row.AcknowledgedAt == null && row.RevokedAt == null && !decisions.Any(later =>
            later.ParentRecordKey == row.ParentRecordKey && later.ChildRecordKey == row.ChildRecordKey && later.TakenAt == row.TakenAt && later.RecordedAt > row.RecordedAt));
        List<DecisionRow> rows = [];
        Dictionary<long, SourceRecord> records = [];
        long? next = before;
        for (int looked = 0; rows.Count <= most && looked < MostLookedThrough; looked += AtOnce)
        {
            DecisionRow[] some = [.. waiting.Where(row => next == null || row.Id < next).OrderByDescending(row => row.Id).Take(AtOnce)];
            RecordKey[] keys = [.. some.SelectMany(row => (RecordKey[])[new(row.ParentRecordKey.Value), new(row.ChildRecordKey.Value)]).Distinct()];
            foreach (SourceRecord record in db.Set<SourceRecord>().AsNoTracking().Where(record => keys.Contains(record.Id)))
            {
                records[record.Id.Value] = record;
            }

            IReadOnlySet<PersonId> visible = scope.Visible(account, [.. some.Select(row => records[row.ParentRecordKey.Value].PersonId)]);
            rows.AddRange(some.Where(row => visible.Contains(records[row.ParentRecordKey.Value].PersonId)));
            next = some.Length < AtOnce ? null : some[^1].Id;
            if (next is null)
            {
                break;
            }
        }

        if (rows.Count > most)
        {
            rows.RemoveRange(most, rows.Count - most);
            next = rows[^1].Id;
        }

        PersonId[] parents = [.. rows.Select(row => records[row.ParentRecordKey.Value].PersonId).Distinct()];
        ILookup<PersonId, DateTimeOffset> departures = (
            from record in db.Set<SourceRecord>()
            join removal in db.Set<RemovalRow>() on record.Id equals removal.RecordKey
            where parents.Contains(record.PersonId) && removal.Status != RemovalStatus.Cancelled
            orderby removal.DepartsAt
            select new { record.PersonId, removal.DepartsAt }).ToLookup(removal => removal.PersonId, removal => removal.DepartsAt);
        return ([.. rows.Select(Waiting)], next);

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
                parent.Id,
                new RecordKey(row.ChildRecordKey.Value),
                Name(parent),
                Name(records[row.ChildRecordKey.Value]),
                row.Interview?.Answer ?? DecisionCells.Choices.WordFor(row.Choice),
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
