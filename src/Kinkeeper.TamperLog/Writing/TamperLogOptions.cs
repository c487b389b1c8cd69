namespace Kinkeeper.TamperLog.Writing;

/// <summary>Options of a writer.</summary>
public sealed record TamperLogOptions
{
    /// <summary>
    /// The name of the log: a schema-less URL such as <c>example.gov/decisions</c>. A new log gets this name; an existing log must
    /// have it. Null if the log must exist.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>
    /// The minimum time between two checkpoints while entries keep coming. The first entry after a pause and a caller that waits in
    /// <see cref="TamperLogWriter.CheckpointAsync"/> get a checkpoint at once.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The length of each of the two journal files of a new log, in bytes; at least 262,144.</summary>
    public int JournalLength { get; init; } = 4 << 20;

    /// <summary>
    /// The file of the last signed checkpoint; null for the log's private folder. On another disk it survives the loss or the rollback
    /// of the log's own disk.
    /// </summary>
    public string? LastSignedFile { get; init; }
}
