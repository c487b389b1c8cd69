using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;

namespace Kinkeeper.Features.Gate.Rules;

/// <summary>
/// Holds a person with a family link that is disputed or proposed by statistics, until somebody decides. A score never clears anyone.
/// </summary>
public sealed class PossibleChild : ClearanceRule
{
    public override string Code => "possible-child";

    public override string Citation => "DHS OIG-20-06 (Nov 2019): relationships deleted when families were separated; " + Oig;

    public override Remedy LiftedOn => Remedy.Comparison;

    public override RuleText Text => new(
        "This person may be a parent of this child, and nobody has decided.",
        "Esta persona puede ser madre o padre de esta niña o este niño, y nadie lo ha decidido.",
        "Compare the two records and confirm or reject the link.",
        "Compare los dos registros y confirme o rechace el vínculo.");

    public override IEnumerable<HoldReason> Reasons(Passenger passenger, Policy policy) =>
        passenger.Children
            .Where(child => child.Standing is LinkStanding.Disputed
                || (child.Standing is LinkStanding.Proposed && child.Family.Proposal >= policy.Parameters.ProposalThreshold))
            .Select(child => Reason(child.Key));
}
