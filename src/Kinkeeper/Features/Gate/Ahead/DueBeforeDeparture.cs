using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Gate.Plans;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Ahead;

/// <summary>An unconfirmed step of a plan for a coming departure.</summary>
/// <param name="Decision">The decision the plan carries out.</param>
/// <param name="Step">The step.</param>
/// <param name="DueAt">The due time; null if an agency's file gave none.</param>
/// <param name="DepartsAt">The parent's departure.</param>
/// <param name="Parent">The parent.</param>
/// <param name="Child">The child.</param>
public sealed record DueStep(string Decision, PlanStepKind Step, DateTimeOffset? DueAt, DateTimeOffset DepartsAt, NamedPerson Parent, NamedPerson Child)
{
    public PlanTemplate? Template => PlanTemplate.All.FirstOrDefault(template => template.Step == Step);
}

/// <summary>Finds the work to do before coming departures. It starts from the departures, so past ones are not searched.</summary>
public sealed class DueBeforeDeparture(Store store)
{
    private readonly WhileUnchanged<IReadOnlyList<DueStep>> _steps = new();
    private readonly WhileUnchanged<IReadOnlyList<PersonId>> _unacknowledged = new();

    private const string OfDepartures =
        """
        FROM removals r
        JOIN records own ON own.id = r.record_key
        JOIN records parent ON parent.person_id = own.person_id
        JOIN decisions d ON d.parent_record_key = parent.id
        """;

    private const string Ahead = "WHERE r.status = 1 AND r.departs_at >= ?1 AND r.departs_at < ?2 AND d.revoked_at IS NULL";

    /// <summary>
    /// Returns unconfirmed steps, the first due first, including departures up to <see cref="WhileUnchanged{T}.Longest"/> ago.
    /// </summary>
    /// <param name="now">Departures from this time on.</param>
    /// <param name="until">Departures before this time.</param>
    public IReadOnlyList<DueStep> Steps(DateTimeOffset now, DateTimeOffset until)
    {
        using DatabaseConnection connection = store.Connect();
        return _steps.Get(EvidenceVersion.Read(connection), now, () => ReadSteps(connection, now, until));
    }

    private static IReadOnlyList<DueStep> ReadSteps(DatabaseConnection connection, DateTimeOffset now, DateTimeOffset until)
    {
        using SqlStatement rows = connection.Prepare(
            $"""
            SELECT p.decision_id, p.step, p.due_at, r.departs_at, r.departs_offset_minutes,
                parent.id, parent.person_id, parent.given_names, parent.surnames, child.id, child.person_id, child.given_names, child.surnames
            {OfDepartures}
            JOIN plans p ON p.decision_id = d.decision_id
            JOIN records child ON child.id = d.child_record_key
            {Ahead} AND p.confirmed_at IS NULL
            ORDER BY COALESCE(p.due_at, r.departs_at), p.decision_id, p.step
            """);
        rows.Bind(1, now.ToMicroseconds());
        rows.Bind(2, until.ToMicroseconds());
        List<DueStep> steps = [];
        while (rows.Step())
        {
            steps.Add(new DueStep(
                rows.Text(0)!,
                (PlanStepKind)rows.Number(1),
                rows.NumberOrNull(2) is { } due ? Microseconds.ToInstant(due) : null,
                Microseconds.ToInstant(rows.Number(3), (int)rows.Number(4)),
                Person(rows, 5),
                Person(rows, 9)));
        }

        return [.. steps.DistinctBy(step => (step.Decision, step.Step))];
    }

    /// <summary>Returns each parent about to leave whose decision no supervisor has acknowledged, once.</summary>
    public IReadOnlyList<PersonId> Unacknowledged(DateTimeOffset now, DateTimeOffset until)
    {
        using DatabaseConnection connection = store.Connect();
        return _unacknowledged.Get(EvidenceVersion.Read(connection), now, () => ReadUnacknowledged(connection, now, until));
    }

    private static List<PersonId> ReadUnacknowledged(DatabaseConnection connection, DateTimeOffset now, DateTimeOffset until)
    {
        using SqlStatement rows = connection.Prepare($"SELECT DISTINCT own.person_id {OfDepartures} {Ahead} AND d.acknowledged_at IS NULL");
        rows.Bind(1, now.ToMicroseconds());
        rows.Bind(2, until.ToMicroseconds());
        List<PersonId> parents = [];
        while (rows.Step())
        {
            parents.Add(new PersonId(rows.Number(0)));
        }

        return parents;
    }

    private static NamedPerson Person(SqlStatement row, int first) =>
        new(new RecordKey(row.Number(first)), new PersonId(row.Number(first + 1)), $"{row.Text(first + 2)} {row.Text(first + 3)}".Trim());
}
