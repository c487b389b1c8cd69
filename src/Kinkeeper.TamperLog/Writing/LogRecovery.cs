using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Opens a log as the last writer left it, however it ended. Entries that were acknowledged are in the journals or in tiles forced
/// to the disk; tiles and bundles after the journals' start are written again from the journals; the right edge is recomputed and
/// compared with the last signed checkpoint. Anything that does not fit is refused, never mended.
/// </summary>
internal static class LogRecovery
{
    /// <summary>The state to go on from.</summary>
    /// <param name="Tiles">Bundles and tiles of everything that is durable, forced to the disk.</param>
    /// <param name="Active">The journal to append to.</param>
    /// <param name="Spare">The other one, not in use.</param>
    /// <param name="Recovered">Entries that were durable but in no checkpoint.</param>
    public sealed record State(TileWriter Tiles, Journal Active, Journal Spare, long Recovered);

    /// <summary>Whether nothing was ever signed here. Whatever else there is but a log being made is refused.</summary>
    /// <exception cref="LogIntegrityException">The last signed checkpoint is missing from a log that has one published.</exception>
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
                "The log has entries, but what was signed last is missing: nothing more is signed, since it could contradict it.");
    }

    /// <summary>Brings journals, bundles and tiles into step with each other.</summary>
    /// <param name="folder">The log.</param>
    /// <param name="signed">The last checkpoint signed.</param>
    /// <exception cref="LogIntegrityException">They contradict each other or the checkpoint.</exception>
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
            // Only a log that was never finished being made: a writer always leaves one in use.
            if (signed.Size > 0)
            {
                throw new LogIntegrityException("journal", $"one that continues {signed.Size} entries", "none in use", "The log's journals are empty: entries that were acknowledged may be lost.");
            }

            journals[0].Journal.Begin(0);
            return new State(TileWriter.Load(folder, 0), journals[0].Journal, journals[1].Journal, 0);
        }

        long first = used[0].Journal.First;
        if (first > signed.Size)
        {
            throw new LogIntegrityException(
                "last-signed", $"a checkpoint of at least {first} entries", $"one of {signed.Size}", "The last signed checkpoint is older than the journals: it was put back.");
        }

        if (used.Count == 2 && first + used[0].Entries.Count != used[1].Journal.First)
        {
            throw new LogIntegrityException(
                "journal", $"entries {first} to {used[1].Journal.First - 1}", $"{used[0].Entries.Count} entries from {first}", "Entries between the log's two journals are missing.");
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
                "journal", $"{signed.Size} entries with the root {signed.Root}", $"{tiles.Size} entries", "Entries that were signed are missing from the log's journals.");
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
                "The right edge of the log, computed again from its tiles and journals, does not lead to the last signed root. Nothing more is signed.");
        }
    }
}
