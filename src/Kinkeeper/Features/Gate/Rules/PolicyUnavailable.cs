using Kinkeeper.Features.Policies;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>The policy cannot be read, so nobody can be cleared by it: the gate fails closed.</summary>
public sealed class PolicyUnavailable : ClearanceRule
{
    public override string Code => "policy-unavailable";

    public override string Citation => "Fail closed (docs/handbook.md, \"The gate\")";

    public override Remedy LiftedOn => Remedy.Nowhere;

    public override bool MayBeOverridden => false;

    public override RuleText Text => new(
        "The policy cannot be read; until it can, everyone is held.",
        "No se puede leer la política; hasta entonces todas las personas quedan retenidas.",
        "Mend the policy file.",
        "Repare el archivo de la política.");

    /// <summary>None here: the gate gives this reason to every line when it has no policy.</summary>
    public override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) => [];
}
