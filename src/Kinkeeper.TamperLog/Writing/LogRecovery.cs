using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Opens a log in the state in which the last writer left it, after a normal end or a crash. Acknowledged entries are in the journals or
/// in flushed tiles. Tiles and bundles of the entries in the journals are written again. The right edge is recomputed and compared
/// with the last signed checkpoint. Any contradiction is refused and never repaired.
/// </summary>
internal static class LogRecovery
{
    /// <summary>The state from which the writer continues.</summary>
    /// <param name="Tiles">Bundles and tiles of all durable entries, flushed to the disk.</param>
    /// <param name="Active">The journal for new entries.</param>
    /// <param name="Spare">The other journal, not in use.</param>
    /// <param name="Recovered">The number of entries that were durable but in no checkpoint.</param>
    public sealed record State(TileWriter Tiles, Journal Active, Journal Spare, long Recovered);

    /// <summary>
    /// Returns true if nothing was ever signed here. Refuses a folder with the files of a log but without its last signed
    /// checkpoint.
    /// </summary>
    /// <exception cref="LogIntegrityException">
    /// The log has a published checkpoint or tiles, but its last signed checkpoint is missing.
    /// </exception>
    public static bool IsNew(LogFolder folder, string lastSigned)
    {
        if (File.Exists(lastSigned))
        {
            return false;
        }

        return !File.Exists(folder.Checkpoint) && !Directory.Exists(folder.File("tile"))
            ? true
            : throw new LogIntegrityException(
                lastSigned, "the last checkpoint that was signed", "nothing",
                "The log has entries, but the checkpoint that was signed last is missing. The log signs nothing more, since that could "
                + "contradict it.");
    }

    /// <summary>Makes journals, bundles and tiles consistent with each other.</summary>
    /// <param name="folder">The files of the log.</param>
    /// <param name="signed">The last signed checkpoint.</param>
    /// <exception cref="LogIntegrityException">The files contradict each other or the checkpoint.</exception>
    public static State Recover(LogFolder folder, Checkpoint signed)
    {
        List<(Journal Journal, List<ReadOnlyMemory<byte>> Entries)> journals = [];
        try
        {
            for (int number = 0; number < 2; number++)
            {
                journals.Add(Journal.Open(folder.Journal(number)));
            }

            return Recover(folder, signed, journals);
        }
        catch
        {
            foreach ((Journal journal, _) in journals)
            {
                journal.Dispose();
            }

            throw;
        }
    }

    private static State Recover(LogFolder folder, Checkpoint signed, List<(Journal Journal, List<ReadOnlyMemory<byte>> Entries)> journals)
    {
        var used = journals.Where(journal => journal.Journal.First >= 0).OrderBy(journal => journal.Journal.First).ToList();
        Journal? unused = journals.Find(journal => journal.Journal.First < 0).Journal;
        if (used.Count == 0)
        {
            // A writer always leaves one journal in use, so this can only be a log whose creation was interrupted.
            if (signed.Size > 0)
            {
                throw new LogIntegrityException(
                    "journal", $"one that continues {signed.Size} entries", "none in use",
                    "The log's journals are empty: entries that were acknowledged may be lost.");
            }

            journals[0].Journal.Begin(0);
            return new State(TileWriter.Load(folder, 0), journals[0].Journal, journals[1].Journal, 0);
        }

        long first = used[0].Journal.First;
        if (first > signed.Size)
        {
            throw new LogIntegrityException(
                "last-signed", $"a checkpoint of at least {first} entries", $"one of {signed.Size}",
                "The last signed checkpoint is older than the journals: it was restored from a copy.");
        }

        if (used.Count == 2 && first + used[0].Entries.Count != used[1].Journal.First)
        {
            throw new LogIntegrityException(
                "journal", $"entries {first} to {used[1].Journal.First - 1}", $"{used[0].Entries.Count} entries from {first}",
                "Entries between the log's two journals are missing.");
        }

        TileWriter tiles = TileWriter.Load(folder, first);
        Compare(tiles, signed);
        foreach (ReadOnlyMemory<byte> entry in used.SelectMany(journal => journal.Entries))
        {
            tiles.Add(entry.Span);
            Compare(tiles, signed);
        }

        if (tiles.Size < signed.Size)
        {
            throw new LogIntegrityException(
                "journal", $"{signed.Size} entries with the root {signed.Root}", $"{tiles.Size} entries",
                "Entries that were signed are missing from the log's journals.");
        }

        tiles.WritePartials();
        tiles.Sync();
        return used.Count == 1 && used[0].Entries.Count == 0
            ? new State(tiles, used[0].Journal, unused!, 0)
            : new State(tiles, used[^1].Journal, used.Count == 2 ? used[0].Journal : unused!, tiles.Size - signed.Size);
    }

    private static void Compare(TileWriter tiles, Checkpoint signed)
    {
        if (tiles.Size == signed.Size && tiles.Root() is var root && root != signed.Root)
        {
            throw new LogIntegrityException(
                $"checkpoint of size {signed.Size}", signed.Root.ToString(), root.ToString(),
                "The right edge of the log, recomputed from its tiles and journals, does not give the last signed root. The log signs "
                + "nothing more.");
        }
    }
}
