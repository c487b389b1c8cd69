using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent who decided to leave together with a child on the manifest while a required step is unconfirmed.</summary>
public sealed class ChildNotReady : ChildRule
{
    public override string Code => "child-not-ready";

    public override string Citation => Oig;

    public override Remedy LiftedOn => Remedy.Family;

    public override RuleText Text => new(
        "This child is to travel with the parent, and the child's release, travel document or seats are not confirmed.",
        "La niña o el niño debe viajar con la madre o el padre, y no está confirmada su entrega, su documento de viaje o sus asientos.",
        "Confirm the missing steps of the plan.",
        "Confirme los pasos del plan que faltan.");

    private static readonly PlanStepKind[] MustComeFirst = [PlanStepKind.ChildRelease, PlanStepKind.TravelDocument, PlanStepKind.Seats];

    public override bool Holds(ChildCase child) =>
        child.DecisionInForce is { Choice: Choice.Accompany } && child.IsAboard && !MustComeFirst.All(child.IsConfirmed);
}
