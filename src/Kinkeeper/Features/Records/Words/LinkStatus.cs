namespace Kinkeeper.Features.Records.Words;

/// <summary>
/// The certainty of a parent–child link. On the same day the greater value outranks the lesser: rejected, disputed, confirmed,
/// claimed (docs/handbook.md, "Links").
/// </summary>
public enum LinkStatus
{
    /// <summary>Somebody claimed it, or a decision about the pair was recorded.</summary>
    Claimed = 1,
    Confirmed = 2,
    Disputed = 3,
    Rejected = 4,
}
