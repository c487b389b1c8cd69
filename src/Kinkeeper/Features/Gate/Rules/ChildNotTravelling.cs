using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent who decided to leave together with a child who is not on the manifest.</summary>
public sealed class ChildNotTravelling : ChildRule
{
    public override string Code => "child-not-travelling";

    public override string Citation => Oig;

    public override Remedy LiftedOn => Remedy.Family;

    public override RuleText Text => new(
        "The parent decided to go together, and this child is not on the manifest.",
        "La madre o el padre decidió irse junto con la niña o el niño, que no está en el manifiesto.",
        "Put the child on the same manifest, or the parent on a later one with the child.",
        "Incluya a la niña o al niño en el mismo manifiesto, o a la madre o al padre en uno posterior junto con la niña o el niño.");

    public override bool Holds(ChildCase child) => child.DecisionInForce is { Choice: Choice.Accompany } && !child.IsAboard;
}
