using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent who decided that the child remains while the child is on the manifest.</summary>
public sealed class ChildTravellingAgainstWish : ChildRule
{
    public override string Code => "child-travelling-against-wish";

    public override string Citation => Oig;

    public override Remedy LiftedOn => Remedy.Family;

    public override RuleText Text => new(
        "The parent decided that this child remains, and the child is on the manifest.",
        "La madre o el padre decidió que la niña o el niño se quede, y está en el manifiesto.",
        "Take the child off the manifest, or ask the parent again.",
        "Retire a la niña o al niño del manifiesto, o pregunte de nuevo a la madre o al padre.");

    public override bool Holds(ChildCase child) => child.DecisionInForce is { Choice: Choice.Remain } && child.IsAboard;
}
