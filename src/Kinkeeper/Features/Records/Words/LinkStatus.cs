namespace Kinkeeper.Features.Records.Words;

/// <summary>
/// How sure a parent–child link is. Ordered so that on the same day the greater outranks the lesser: rejected, disputed,
/// confirmed, claimed (docs/handbook.md, "Links").
/// </summary>
public enum LinkStatus
{
    /// <summary>Somebody has said so, or a decision was recorded about the pair.</summary>
    Claimed = 1,
    Confirmed = 2,
    Disputed = 3,
    Rejected = 4,
}
