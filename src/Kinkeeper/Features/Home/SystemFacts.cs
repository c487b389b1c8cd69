using Kinkeeper.Features.Log;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Features.Home;

/// <summary>The state of the installation at a glance; <see cref="Doctor"/> examines it.</summary>
/// <param name="DatabaseBytes">The size of the database.</param>
/// <param name="FreeBytes">Free on the disk of the data folder.</param>
/// <param name="Unfinished">Imports that have not finished.</param>
/// <param name="Waiting">Entries that wait to be added to the log.</param>
/// <param name="Checkpoint">The log's newest checkpoint; null if there is none yet.</param>
/// <param name="LogProblem">The reason the log cannot be read; null if it can.</param>
public sealed record FactsNow(long DatabaseBytes, long FreeBytes, long Unfinished, long Waiting, Checkpoint? Checkpoint, string? LogProblem);

/// <summary>Reads <see cref="FactsNow"/>.</summary>
public sealed class SystemFacts(Store store, StoreLocation location)
{
    public FactsNow Read()
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement counts = connection.Prepare("SELECT (SELECT COUNT(*) FROM imports WHERE state <> 2), (SELECT COUNT(*) FROM log_outbox WHERE log_index IS NULL)");
        counts.Step();
        (long unfinished, long waiting) = (counts.Number(0), counts.Number(1));
        counts.Reset();
        (Checkpoint? checkpoint, string? problem) = NewestCheckpoint();
        return new FactsNow(connection.Size(), new DriveInfo(location.Folder).AvailableFreeSpace, unfinished, waiting, checkpoint, problem);
    }

    /// <summary>
    /// Returns the log's newest checkpoint, with its signature checked, or the reason it cannot be read; neither if there is no log yet.
    /// </summary>
    public (Checkpoint? Checkpoint, string? Problem) NewestCheckpoint()
    {
        LogFolder folder = new(location.LogFolder);
        try
        {
            return File.Exists(folder.Checkpoint)
                ? (SignedCheckpoint.Open(File.ReadAllBytes(folder.Checkpoint), VerifierKey.Parse(File.ReadAllText(folder.VerifierKey).TrimEnd('\n'))).Checkpoint, null)
                : (null, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or LogFormatException or LogIntegrityException)
        {
            return (null, unreadable.Message);
        }
    }
}
