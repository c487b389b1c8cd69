using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>Options of a full check.</summary>
public sealed record FsckOptions
{
    /// <summary>Witnesses whose cosignatures are checked and reported.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; init; } = [];

    /// <summary>
    /// Checkpoints of this log that were kept from earlier, with signatures already checked. Without one, a log that was cut back to an
    /// older signed state looks whole. Only a kept checkpoint or a witness reveals it.
    /// </summary>
    public IReadOnlyList<Checkpoint> Earlier { get; init; } = [];

    /// <summary>The number of tiles checked at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Receives the number of entries checked so far, from time to time.</summary>
    public IProgress<long>? Progress { get; init; }
}
