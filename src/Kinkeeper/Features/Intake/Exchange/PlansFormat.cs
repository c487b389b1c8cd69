using Kinkeeper.Features.Intake.Agencies;


using Kinkeeper.Features.Intake.Vocabulary;

namespace Kinkeeper.Features.Intake.Exchange;

/// <summary>Steps of the plan that carries a decision out. A row about the same decision and step is the step's current version.</summary>
public sealed class PlansFormat : ExchangeFormat
{
    private static readonly string[] Stored = ["decision_id", "step", "owner", "due_at", "confirmed_at", "confirmed_by", "evidence"];

    private static readonly CellTable<PlanStepKind> Steps = new(
        ("orr_told", PlanStepKind.OrrTold), ("child_release", PlanStepKind.ChildRelease), ("travel_document", PlanStepKind.TravelDocument),
        ("seats", PlanStepKind.Seats), ("handover", PlanStepKind.Handover), ("carer_known", PlanStepKind.CarerKnown),
        ("contact_given", PlanStepKind.ContactGiven), ("papers", PlanStepKind.Papers));

    public override string Name => "plans";

    public override string Description => "The steps that carry a decision out, and who has confirmed them.";

    public override IReadOnlyList<string> Columns { get; } = ["decision_id", "step", "owner", "due_at", "confirmed_at", "confirmed_by", "evidence"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["decision_id", "step"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard>();

    public override string? PeriodColumn => "confirmed_at";

    public override RowOutcome Store(ExchangeRow row, ExchangeWriter writer)
    {
        row.Required(0);
        PlanStepKind step = row.RequiredChoice(1, Steps);
        DateTimeOffset? dueAt = row.Instant(3);
        DateTimeOffset? confirmedAt = row.Instant(4);
        if (row.Rejects.Count > 0)
        {
            return RowOutcome.Rejected;
        }

        string decisionId = row.Text(0)!;
        return writer.Store(
            "plans",
            keys: 2,
            Stored,
            () => $"{decisionId}/{Steps.WordFor(step)}",
            decisionId,
            StoredCell.Of(step),
            row.Text(2),
            dueAt,
            confirmedAt,
            row.Text(5),
            row.Text(6));
    }
}
