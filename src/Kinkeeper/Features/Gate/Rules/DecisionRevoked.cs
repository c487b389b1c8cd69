namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent who has taken the latest decision back.</summary>
public sealed class DecisionRevoked : ChildRule
{
    public override string Code => "decision-revoked";

    public override string Citation => "Revocable until departure (docs/handbook.md, \"What makes a decision valid\")";

    public override Remedy LiftedOn => Remedy.Interview;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "The parent has taken the decision about this child back.",
        "La madre o el padre retiró la decisión sobre esta niña o este niño.",
        "Ask again, and record the new answer.",
        "Pregunte de nuevo y registre la nueva respuesta.");

    public override bool Holds(ChildCase child) => child.IsRevoked;
}
