using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a person who stated more children under 18 than are on record.</summary>
public sealed class ChildNotRecorded : PassengerRule
{
    public override string Code => "child-not-recorded";

    public override string Citation => Oig;

    public override Remedy LiftedOn => Remedy.Screening;

    public override bool ConcernsWish => true;

    public override RuleText Text => new(
        "This person stated more children than are on record.",
        "Esta persona declaró más hijos de los que constan en los registros.",
        "Record each child that the person stated, wherever the child is, or the person's correction of the number.",
        "Registre a cada hija o hijo que la persona declaró, esté donde esté, o la corrección del número por la persona misma.");

    public override bool Holds(Passenger passenger) =>
        passenger.Age is not Age.Under18 && Stated(passenger) > passenger.ChildrenOnRecord;

    protected override string? Detail(Passenger passenger) => $"stated {Stated(passenger)}, on record {passenger.ChildrenOnRecord}";

    /// <summary>Returns the highest number ever stated; "yes" without a number counts as one.</summary>
    private static int Stated(Passenger passenger) =>
        passenger.Answers.Select(answer => answer.Stated).DefaultIfEmpty(0).Max();
}
