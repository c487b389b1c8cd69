using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent who decided that the child remains while nobody can say with whom.</summary>
public sealed class ChildWhereaboutsUnknown : ChildRule
{
    public override string Code => "child-whereabouts-unknown";

    public override string Citation => "Convention on the Rights of the Child, art. 9(4): whereabouts of the absent family member; " + Oig;

    public override Remedy LiftedOn => Remedy.Family;

    public override RuleText Text => new(
        "The child is to remain, and the record does not show with whom.",
        "La niña o el niño se queda, y los registros no muestran con quién.",
        "Confirm who cares for the child.",
        "Confirme quién cuida a la niña o al niño.");

    public override bool Holds(ChildCase child) =>
        child.DecisionInForce is { Choice: Choice.Remain } && !child.IsInCustody && !child.IsConfirmed(PlanStepKind.CarerKnown);
}
