using Kinkeeper.Features.Policies;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>Holds everyone if the policy cannot be read: the gate fails closed.</summary>
public sealed class PolicyUnavailable : ClearanceRule
{
    public override string Code => "policy-unavailable";

    public override string Citation => "Fail closed (docs/handbook.md, \"The gate\")";

    public override Remedy LiftedOn => Remedy.Nowhere;

    public override bool MayBeOverridden => false;

    public override RuleText Text => new(
        "The policy cannot be read; until it can, everyone is held.",
        "No se puede leer la política; hasta entonces todas las personas quedan retenidas.",
        "Fix the policy file.",
        "Repare el archivo de la política.");

    /// <summary>Returns no reasons: the gate adds this reason to every line if it has no policy.</summary>
    public override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) => [];
}
