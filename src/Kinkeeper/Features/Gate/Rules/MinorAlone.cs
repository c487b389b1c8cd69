using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a minor who would leave without a parent who has decided to take them.</summary>
public sealed class MinorAlone : PassengerRule
{
    public override string Code => "minor-alone";

    public override string Citation => "William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008, 8 U.S.C. 1232; " + Oig;

    public override Remedy LiftedOn => Remedy.Family;

    public override RuleText Text => new(
        "This is a minor, and no parent on the same manifest has decided to take them along.",
        "Es una persona menor de edad y ningún padre o madre en el mismo manifiesto ha decidido llevarla consigo.",
        "Put a parent with a standing decision to accompany this child on the same manifest, or take the child off it.",
        "Incluya en el mismo manifiesto a la madre o al padre con una decisión vigente de ir con la niña o el niño, o retírelo de él.");

    public override bool Holds(Passenger passenger) =>
        passenger.Age is Age.Under18
        && !passenger.Person.AsChild.Exists(family =>
            passenger.Aboard.Contains(family.Parent.Id)
            && family.StandingFrom(passenger.Vantage) is LinkStanding.OnRecord
            && family.LatestDecision(passenger.Vantage) is { Choice: Choice.Accompany } decision
            && !DecisionGrading.IsRevoked(decision, passenger.Vantage));
}
