using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds an adult or person of unknown age without a child on record whom nobody has asked. Not asked is not "no".</summary>
public sealed class NotScreened : PassengerRule
{
    public override string Code => "not-screened";

    public override string Citation => "ICE Directive 11064.3 (14 Jul 2022): affirmatively ask about parental status; " + Oig;

    public override Remedy LiftedOn => Remedy.Screening;

    public override bool MayBeOverridden => false;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "Nobody has asked whether this person has children.",
        "Nadie ha preguntado si esta persona tiene hijos.",
        "Ask: do you have a child under 18, anywhere in the world, in anyone's care? Record the answer.",
        "Pregunte: ¿tiene una hija o un hijo menor de 18 años, en cualquier parte del mundo, al cuidado de quien sea? Registre la respuesta.");

    public override bool Holds(Passenger passenger) =>
        passenger.Age is not Age.Under18 && passenger.ChildrenOnRecord == 0 && !passenger.Answers.Any();
}
