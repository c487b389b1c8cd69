using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>What a full check is given besides the log and its key.</summary>
public sealed record FsckOptions
{
    /// <summary>Whose cosignatures to check and report.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; init; } = [];

    /// <summary>
    /// Checkpoints of this log kept from before, each checked already. Without one, a log cut back to an older signed state looks
    /// whole: this, or a witness, is what shows it.
    /// </summary>
    public IReadOnlyList<Checkpoint> Earlier { get; init; } = [];

    /// <summary>Tiles checked at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told the number of entries checked, now and then.</summary>
    public IProgress<long>? Progress { get; init; }
}
