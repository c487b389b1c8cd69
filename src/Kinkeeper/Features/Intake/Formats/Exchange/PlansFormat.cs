using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Intake.Formats.Exchange;

/// <summary>
/// Steps of the plan that carries out a decision. A later row about the same decision and step replaces the earlier version.
/// </summary>
public sealed class PlansFormat : ExchangeFormat
{
    private static readonly TableShape Stored = new("plans", 2, ["decision_id", "step", "owner", "due_at", "confirmed_at", "confirmed_by", "evidence"]);

    private static readonly CellTable<PlanStepKind> Steps = new(
        ("orr_told", PlanStepKind.OrrTold), ("child_release", PlanStepKind.ChildRelease), ("travel_document", PlanStepKind.TravelDocument),
        ("seats", PlanStepKind.Seats), ("handover", PlanStepKind.Handover), ("carer_known", PlanStepKind.CarerKnown),
        ("contact_given", PlanStepKind.ContactGiven), ("papers", PlanStepKind.Papers));

    public override string Name => "plans";

    public override string Description => "The steps that carry out a decision, and who confirmed them.";

    public override IReadOnlyList<string> Columns { get; } = ["decision_id", "step", "owner", "due_at", "confirmed_at", "confirmed_by", "evidence"];

    public override IReadOnlyList<string> RequiredColumns { get; } = ["decision_id", "step"];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } =
        new Dictionary<string, Safeguard>();

    public override string? PeriodColumn => "confirmed_at";

    internal override void Parse(ExchangeRow row, ParsedRows rows)
    {
        row.Required(0);
        PlanStepKind step = row.RequiredChoice(1, Steps);
        DateTimeOffset? dueAt = row.Instant(3);
        DateTimeOffset? confirmedAt = row.Instant(4);
        if (row.Rejects.Count > 0)
        {
            return;
        }

        string decisionId = row.Text(0)!;
        rows.Add(
            Stored,
            decisionId,
            StoredCell.Of(step),
            row.Text(2),
            dueAt,
            confirmedAt,
            row.Text(5),
            row.Text(6));
    }
}
