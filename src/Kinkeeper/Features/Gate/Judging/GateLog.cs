using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Gate.Judging;

/// <summary>
/// The gate's view of the log: its number of entries at the time of the question, and whether it can be read. A log that is missing, cut
/// off or signed by another key shows that something is wrong, so nobody is cleared.
/// </summary>
public sealed class GateLog(StoreLocation location)
{
    private byte[] _checked = [];

    /// <summary>Entries in the log, as the database knew at the moment of the connection's transaction; 0 before the first.</summary>
    /// <exception cref="RefusalException">The log ought to be there and cannot be read.</exception>
    /// <exception cref="LogIntegrityException">The checkpoint is not the log's own.</exception>
    public long Size(DatabaseConnection connection)
    {
        long size = connection.ReadNumber("SELECT COALESCE(MAX(log_index), -1) + 1 FROM log_outbox");
        if (size > 0)
        {
            Check();
        }

        return size;
    }

    private void Check()
    {
        LogFolder folder = new(location.LogFolder);
        try
        {
            byte[] checkpoint = File.ReadAllBytes(folder.Checkpoint);
            if (!checkpoint.AsSpan().SequenceEqual(_checked))
            {
                SignedCheckpoint.Open(checkpoint, VerifierKey.Parse(File.ReadAllText(folder.VerifierKey).TrimEnd('\n')));
                _checked = checkpoint;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or LogFormatException)
        {
            throw new RefusalException(
                new Refusal("log-unreadable", $"The tamper-evident log in {folder.Path} cannot be read ({unreadable.Message}). Until it can, nobody is cleared. Run: kinkeeper log verify"),
                unreadable);
        }
    }
}
