using Kinkeeper.Features.Policies;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds a line that matches nobody or more than one person. A person who is not identified cannot have been asked.</summary>
public sealed class NotIdentified : ClearanceRule
{
    public override string Code => "not-identified";

    public override string Citation => Recommendation1;

    public override Remedy LiftedOn => Remedy.Nowhere;

    public override bool MayBeOverridden => false;

    public override RuleText Text => new(
        "Nobody on record fits this line, or more than one person does.",
        "Nadie en los registros corresponde a esta línea, o corresponde más de una persona.",
        "Correct the record id, A-number, or full name with date of birth, so that exactly one person fits.",
        "Corrija el número de registro, el número A, o el nombre completo con fecha de nacimiento, de modo que corresponda exactamente una persona.");

    /// <summary>Returns no reasons: a passenger is always identified. The gate adds this reason to lines that match nobody.</summary>
    public override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) => [];
}
