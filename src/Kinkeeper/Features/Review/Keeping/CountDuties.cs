using Kinkeeper.Features.Decisions.Obligations;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>The state of a duty, from "nobody knows" to "it is known".</summary>
public enum DutyStanding
{
    /// <summary>Nobody knows what the parent wants, and no approved exception says why it cannot be found out.</summary>
    Open = 0,

    /// <summary>The parent was found and informed, but their wish is not recorded yet.</summary>
    Located = 1,

    /// <summary>A complete decision is on record.</summary>
    Known = 2,

    /// <summary>Parent and child left together.</summary>
    Together = 3,

    /// <summary>Closed by an exception with reasons, signed by two persons.</summary>
    Excepted = 4,
}

/// <summary>One duty in a list. The records say to whom it is owed.</summary>
/// <param name="RemovalId">The agency's id of the removal that opened the duty.</param>
/// <param name="DepartsAt">The departure, in the offset in which it is written.</param>
/// <param name="Standing">The state of the duty.</param>
public sealed record Duty(string RemovalId, DateTimeOffset DepartsAt, DutyStanding Standing);

/// <summary>Counts of duties to children at one moment. They add up to <see cref="All"/>.</summary>
public sealed record DutyState(long Open, long Located, long Known, long Together, long Excepted)
{
    public long All => Open + Located + Known + Together + Excepted;

    public long this[DutyStanding standing] => standing switch
    {
        DutyStanding.Open => Open,
        DutyStanding.Located => Located,
        DutyStanding.Known => Known,
        DutyStanding.Together => Together,
        _ => Excepted,
    };

    public static DutyState Of(IEnumerable<Duty> duties)
    {
        long[] counts = new long[Enum.GetValues<DutyStanding>().Length];
        foreach (Duty duty in duties)
        {
            counts[(int)duty.Standing]++;
        }

        return new DutyState(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }
}

/// <summary>The duties now and a day before, by the dates in the records.</summary>
/// <param name="Today">The current counts.</param>
/// <param name="Yesterday">The counts at <paramref name="YesterdayAt"/>.</param>
/// <param name="YesterdayAt">The moment a day before.</param>
/// <param name="Duties">Today's duties, oldest departure first.</param>
public sealed record DutyCounts(DutyState Today, DutyState Yesterday, DateTimeOffset YesterdayAt, IReadOnlyList<Duty> Duties);

/// <summary>Counts the duties opened by removals of parents (see <see cref="Obligation"/>), at two moments from one reading.</summary>
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

        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        CaseEvidence evidence = new EvidenceReader(connection).ReadAll();
        Duty[] duties = [.. At(evidence, closings, now).OrderBy(duty => duty.DepartsAt).ThenBy(duty => duty.RemovalId, StringComparer.Ordinal)];
        return new DutyCounts(DutyState.Of(duties), DutyState.Of(At(evidence, closings, before)), before, duties);
    }

    private static IEnumerable<Duty> At(CaseEvidence evidence, ObligationClosing[] closings, DateTimeOffset at)
    {
        Dictionary<(string Removal, PersonId Child), ClosingKind> closed = [];
        foreach (ObligationClosing closing in closings.Where(closing => closing.ClosedAt <= at))
        {
            if (evidence.OfRecord.TryGetValue(new RecordKey(closing.ChildRecordKey.Value), out PersonFile? child))
            {
                closed[(closing.RemovalId, child.Id)] = closing.Kind;
            }
        }

        return evidence.Persons.Where(person => person.AsParent.Count > 0)
            .SelectMany(person => Obligation.Of(person, (removal, family) => closed.TryGetValue((removal.RemovalId, family.Child.Id), out ClosingKind kind) ? kind : null, at))
            .Select(obligation => new Duty(obligation.Removal.RemovalId, obligation.Removal.DepartsAt, Standing(obligation.ClosedBy)));
    }

    private static DutyStanding Standing(ClosedBy closed) => closed switch
    {
        ClosedBy.LocatedAndInformed => DutyStanding.Located,
        ClosedBy.Decision => DutyStanding.Known,
        ClosedBy.Together => DutyStanding.Together,
        ClosedBy.Exception => DutyStanding.Excepted,
        _ => DutyStanding.Open,
    };
}
