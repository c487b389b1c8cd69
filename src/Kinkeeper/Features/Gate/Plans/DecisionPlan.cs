using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Gate.Plans;

/// <summary>The current state of a step of a plan.</summary>
/// <param name="Step">The exchange file's word for the step.</param>
/// <param name="Owner">The role that owns it; null if an agency's file named none.</param>
/// <param name="DueAt">The due time; null if an agency's file gave none.</param>
/// <param name="ConfirmedAt">The time of confirmation; null if not confirmed.</param>
/// <param name="ConfirmedBy">The person who confirmed it.</param>
/// <param name="Evidence">The evidence for the confirmation.</param>
/// <param name="GateAsks">True if the gate holds until it is confirmed.</param>
/// <param name="English">The instruction in English.</param>
/// <param name="Spanish">The instruction in Spanish.</param>
public sealed record StepState(
    string Step, string? Owner, DateTimeOffset? DueAt, DateTimeOffset? ConfirmedAt, string? ConfirmedBy, string? Evidence, bool GateAsks, string English, string Spanish)
{
    public bool IsOverdueAt(DateTimeOffset now) => ConfirmedAt is null && DueAt < now;
}

/// <summary>The plan that carries out one decision.</summary>
public sealed record PlanState(string Decision, string Choice, DateTimeOffset? Departure, IReadOnlyList<StepState> Steps)
{
    /// <summary>Steps whose evidence says who has the child, where, and how to reach them.</summary>
    private static readonly string[] AboutTheCarer = ["carer_known", "contact_given", "child_release", "handover"];

    /// <summary>
    /// Returns the plan as a role may read it. Enforcement sees only that such a step is done or not, and since when. The words flow from
    /// enforcement, never to it (docs/security/permissions.md, "One-way flow").
    /// </summary>
    public PlanState SeenBy(AccountRole role) => Roles.IsEnforcement(role)
        ? this with { Steps = [.. Steps.Select(step => AboutTheCarer.Contains(step.Step) ? step with { Owner = PlanTemplate.Find(step.Step)!.Owner, Evidence = null, ConfirmedBy = null } : step)] }
        : this;
}

/// <summary>
/// Plans of decisions: made after a decision is taken, dated from the departure, confirmed step by step with evidence. The steps are in
/// the same table as the agencies' steps, so the gate reads one table.
/// </summary>
public sealed class DecisionPlan(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <summary>The import id of rows recorded here, not by an import.</summary>
    private static readonly ImportId NoImport = new(0);

    /// <summary>
    /// Makes the plan of a decision. Making it again only sets new due dates for unconfirmed steps from the departure known now.
    /// </summary>
    /// <param name="decisionId">The decision's id.</param>
    /// <param name="by">The person who makes it.</param>
    /// <exception cref="Platform.RefusalException">The decision does not exist, is revoked, or leaves nothing to carry out.</exception>
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
    /// <param name="decisionId">The decision's id.</param>
    /// <param name="step">The exchange file's word for the step.</param>
    /// <param name="by">The person who confirms.</param>
    /// <param name="evidence">The evidence, in words.</param>
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
        // If two confirm at once, the second fails here because the subject's next event number is taken.
        StoredDecision.Save(db);
        return State(decision, rows);
    }

    /// <summary>Returns the current plan; no steps if none was made.</summary>
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
