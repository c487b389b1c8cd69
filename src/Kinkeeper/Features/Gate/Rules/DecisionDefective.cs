using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent whose latest valid decision has defects.</summary>
public sealed class DecisionDefective : ChildRule
{
    public override string Code => "decision-defective";

    public override string Citation => Oig + ": significantly flawed records";

    public override Remedy LiftedOn => Remedy.Acknowledgement;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "The record of the decision about this child has defects.",
        "El registro de la decisión sobre esta niña o este niño tiene defectos.",
        "Complete what is missing with the parent, in a new record.",
        "Complete lo que falta con la madre o el padre, en un registro nuevo.");

    public override bool Holds(ChildCase child) => child.DecisionInForce is not null && child.Defects is not Defects.None;

    protected override string? Detail(ChildCase child) => string.Join(", ", Defect.Codes(child.Defects));
}
