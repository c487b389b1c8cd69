using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>A step of a plan as it stands.</summary>
/// <param name="Step">In the exchange file's word.</param>
/// <param name="Owner">The role that owns it; null where an agency's file named none.</param>
/// <param name="DueAt">Null where an agency's file gave none.</param>
/// <param name="ConfirmedAt">Null: not confirmed.</param>
/// <param name="ConfirmedBy">Who confirmed it.</param>
/// <param name="Evidence">On what evidence.</param>
/// <param name="GateAsks">Whether the gate holds while it is not confirmed.</param>
/// <param name="English">What is to be done.</param>
/// <param name="Spanish">The same in Spanish.</param>
public sealed record StepState(
    string Step, string? Owner, DateTimeOffset? DueAt, DateTimeOffset? ConfirmedAt, string? ConfirmedBy, string? Evidence, bool GateAsks, string English, string Spanish)
{
    public bool IsOverdueAt(DateTimeOffset now) => ConfirmedAt is null && DueAt < now;
}

/// <summary>The plan that carries one decision out.</summary>
public sealed record PlanState(string Decision, string Choice, DateTimeOffset? Departure, IReadOnlyList<StepState> Steps)
{
    /// <summary>Steps whose words say who has the child, where, and how to reach them.</summary>
    private static readonly string[] AboutTheCarer = ["carer_known", "contact_given", "child_release", "handover"];

    /// <summary>
    /// What a role may read of it: to enforcement such a step is done or not done, and since when. Those words flow from it, never to it
    /// (docs/security/permissions.md, "One-way flow").
    /// </summary>
    public PlanState SeenBy(AccountRole role) => Roles.IsEnforcement(role)
        ? this with { Steps = [.. Steps.Select(step => AboutTheCarer.Contains(step.Step) ? step with { Owner = PlanTemplate.Find(step.Step)!.Owner, Evidence = null, ConfirmedBy = null } : step)] }
        : this;
}

/// <summary>
/// Plans of decisions: made when a decision is taken, dated by the departure, confirmed step by step with evidence. The steps
/// stand in the same table as those that agencies send, so the gate asks one place.
/// </summary>
public sealed class DecisionPlan(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <summary>Recorded here, and not by an import.</summary>
    private static readonly ImportId NoImport = new(0);

    /// <summary>Makes the plan of a decision. Made again, it dates the steps that nobody has confirmed by the departure known now, and changes nothing else.</summary>
    /// <param name="decisionId">Which.</param>
    /// <param name="by">Who makes it.</param>
    /// <exception cref="Platform.RefusalException">No such decision, a revoked one, or one that there is nothing to carry out of.</exception>
    public PlanState Make(string decisionId, string by)
    {
        using KinkeeperDb db = store.Open();
        StoredDecision decision = Carried(db, decisionId);
        List<PlanRow> rows = Rows(db, decisionId);
        bool changed = false;
        foreach (PlanTemplate template in PlanTemplate.After(decision.Row.Choice))
        {
            DateTimeOffset due = template.DueAt(decision.Row.TakenAt, decision.Departure);
            PlanRow? row = rows.Find(row => row.Step == template.Step);
            if (row is null)
            {
                row = new PlanRow { ImportId = NoImport, RowHash = Hash(decisionId, template), DecisionId = decisionId, Step = template.Step, Owner = template.Owner, DueAt = due };
                db.Add(row);
                rows.Add(row);
                changed = true;
            }
            else if (row.ConfirmedAt is null && row.ImportId == NoImport && row.DueAt != due)
            {
                db.Entry(row).Property(plan => plan.DueAt).CurrentValue = due;
                changed = true;
            }
        }

        if (changed)
        {
            ledger.Append(db, "plan-made", Subject(decisionId), new { decision = decisionId, by, steps = rows.Select(Logged) });
            db.SaveChanges();
        }

        return State(decision, rows);
    }

    /// <summary>Confirms a step.</summary>
    /// <param name="decisionId">Whose plan.</param>
    /// <param name="step">In the exchange file's word.</param>
    /// <param name="by">Who confirms.</param>
    /// <param name="evidence">On what evidence, in words.</param>
    /// <exception cref="Platform.RefusalException">See <see cref="PlanRefusals"/>.</exception>
    public PlanState Confirm(string decisionId, string step, string by, string evidence)
    {
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(evidence))
        {
            throw PlanRefusals.EvidenceMissing();
        }

        using KinkeeperDb db = store.Open();
        StoredDecision decision = Carried(db, decisionId);
        List<PlanRow> rows = Rows(db, decisionId);
        PlanRow row = PlanTemplate.Find(step) is { } template && rows.Find(row => row.Step == template.Step) is { } known
            ? known
            : throw PlanRefusals.NotOfThePlan(decisionId, step);
        if (row.ConfirmedAt is not null)
        {
            throw PlanRefusals.Confirmed(step, row.ConfirmedBy);
        }

        db.Entry(row).Property(plan => plan.ConfirmedAt).CurrentValue = Microseconds.ToInstant(clock.GetUtcNow().ToMicroseconds());
        db.Entry(row).Property(plan => plan.ConfirmedBy).CurrentValue = by.Trim();
        db.Entry(row).Property(plan => plan.Evidence).CurrentValue = evidence.Trim();
        ledger.Append(db, "plan-step-confirmed", Subject(decisionId), new { decision = decisionId, confirmed = Logged(row) });
        // Of two who confirm at once the second fails here: the subject's next event is taken.
        StoredDecision.Save(db);
        return State(decision, rows);
    }

    /// <summary>The plan as it stands; no steps where none was made.</summary>
    /// <exception cref="Platform.RefusalException">There is no such decision.</exception>
    public PlanState Show(string decisionId)
    {
        using KinkeeperDb db = store.Open();
        return State(StoredDecision.Find(db, decisionId), Rows(db, decisionId));
    }

    private static StoredDecision Carried(KinkeeperDb db, string decisionId)
    {
        StoredDecision decision = StoredDecision.Find(db, decisionId);
        return decision.Row.RevokedAt is not null ? throw PlanRefusals.Revoked(decisionId)
            : PlanTemplate.After(decision.Row.Choice).Count == 0 ? throw PlanRefusals.NothingToCarryOut(decisionId)
            : decision;
    }

    private static List<PlanRow> Rows(KinkeeperDb db, string decisionId) =>
        [.. db.Set<PlanRow>().Where(row => row.DecisionId == decisionId).OrderBy(row => row.Step)];

    private static PlanState State(StoredDecision decision, List<PlanRow> rows)
    {
        IReadOnlyList<PlanTemplate> templates = PlanTemplate.After(decision.Row.Choice);
        return new PlanState(
            decision.Row.DecisionId,
            decision.Row.Choice.ToString().ToLowerInvariant(),
            decision.Departure,
            [
                .. templates
                    .Select(template => (Template: template, Row: rows.Find(row => row.Step == template.Step)))
                    .Where(step => step.Row is not null)
                    .Select(step => new StepState(
                        step.Template.Code, step.Row!.Owner, step.Row.DueAt, step.Row.ConfirmedAt, step.Row.ConfirmedBy, step.Row.Evidence, step.Template.GateAsks, step.Template.English, step.Template.Spanish)),
            ]);
    }

    private static LedgerSubject Subject(string decisionId) => new("plan", decisionId);

    private static object Logged(PlanRow row) => new
    {
        step = (int)row.Step,
        owner = row.Owner,
        dueAt = row.DueAt,
        confirmedAt = row.ConfirmedAt,
        confirmedBy = row.ConfirmedBy,
        evidence = row.Evidence,
    };

    private static byte[] Hash(string decisionId, PlanTemplate template) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{decisionId}/{template.Code}"))[..16];
}
