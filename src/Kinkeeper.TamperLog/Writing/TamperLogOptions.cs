namespace Kinkeeper.TamperLog.Writing;

/// <summary>How a writer works.</summary>
public sealed record TamperLogOptions
{
    /// <summary>
    /// The name of a new log: a schema-less URL such as <c>example.gov/decisions</c>. Of an existing log it must be the name. Null:
    /// the log must exist.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>
    /// The least time between two checkpoints while entries keep coming. The first entry after a pause, and anyone who waits in
    /// <see cref="TamperLogWriter.CheckpointAsync"/>, gets one at once.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Length of each of the two journal files of a new log, in bytes; at least 262,144.</summary>
    public int JournalLength { get; init; } = 4 << 20;

    /// <summary>
    /// Where the last signed checkpoint is kept; null for the log's private folder. On another disk it survives the loss or the
    /// rollback of the log's own.
    /// </summary>
    public string? LastSignedFile { get; init; }
}
