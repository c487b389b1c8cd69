using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a parent whose latest record is not a decision: not decided, declined to answer, or not ascertained.</summary>
public sealed class Undecided : ChildRule
{
    public override string Code => "undecided";

    public override string Citation => Recommendation1;

    public override Remedy LiftedOn => Remedy.Interview;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "The parent has not decided about this child, would not answer, or could not be asked properly.",
        "La madre o el padre no ha decidido sobre esta niña o este niño, no quiso responder, o no se le pudo preguntar debidamente.",
        "Give the parent time, counsel and contact with the child, then ask again.",
        "Dé a la madre o al padre tiempo, asesoría legal y contacto con la niña o el niño, y pregunte de nuevo.");

    public override bool Holds(ChildCase child) =>
        child.DecisionInForce is { Choice: Choice.Undecided or Choice.Declined or Choice.NotAscertained };
}
