using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>Duties towards children at one moment. They add up to <see cref="All"/>.</summary>
/// <param name="Open">Nobody knows what the parent wants, and nobody has said why that cannot be found out.</param>
/// <param name="Located">The parent was found and informed; what they want is not recorded yet.</param>
/// <param name="Known">A complete decision is on record.</param>
/// <param name="Together">Parent and child left together.</param>
/// <param name="Excepted">Closed by a reasoned exception that two persons signed.</param>
public sealed record DutyState(long Open, long Located, long Known, long Together, long Excepted)
{
    public long All => Open + Located + Known + Together + Excepted;
}

/// <summary>The duties now and a day before, by the dates that the records bear.</summary>
public sealed record DutyCounts(DutyState Today, DutyState Yesterday, DateTimeOffset YesterdayAt);

/// <summary>Counts the duties that removals of parents have opened (see <see cref="Obligation"/>), at two moments from one reading.</summary>
public sealed class CountDuties(Store store, TimeProvider clock)
{
    public DutyCounts Execute()
    {
        DateTimeOffset now = clock.GetUtcNow(), before = now.AddDays(-1);
        ObligationClosing[] closings;
        using (KinkeeperDb db = store.Open())
        {
            closings = [.. db.Set<ObligationClosing>().AsNoTracking()];
        }

        using SqliteConnection connection = store.Connect();
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        CaseEvidence evidence = new EvidenceReader(connection, moment).ReadAll();
        return new DutyCounts(At(evidence, closings, now), At(evidence, closings, before), before);
    }

    private static DutyState At(CaseEvidence evidence, ObligationClosing[] closings, DateTimeOffset at)
    {
        Dictionary<(string Removal, PersonId Child), ClosingKind> closed = [];
        foreach (ObligationClosing closing in closings.Where(closing => closing.ClosedAt <= at))
        {
            if (evidence.OfRecord.TryGetValue(new RecordKey(closing.ChildRecordKey.Value), out PersonFile? child))
            {
                closed[(closing.RemovalId, child.Id)] = closing.Kind;
            }
        }

        long[] counts = new long[Enum.GetValues<ClosedBy>().Length];
        foreach (Obligation obligation in evidence.Persons.Where(person => person.AsParent.Count > 0).SelectMany(person => Obligation.Of(
            person, (removal, family) => closed.TryGetValue((removal.RemovalId, family.Child.Id), out ClosingKind kind) ? kind : null, at)))
        {
            counts[(int)obligation.ClosedBy]++;
        }

        return new DutyState(
            counts[(int)ClosedBy.Nothing], counts[(int)ClosedBy.LocatedAndInformed], counts[(int)ClosedBy.Decision], counts[(int)ClosedBy.Together], counts[(int)ClosedBy.Exception]);
    }
}
