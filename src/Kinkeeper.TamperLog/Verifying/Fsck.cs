using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>
/// Checks a whole log: every entry against its tile, every tile against the tiles above, the top against the signed root. Reads
/// the log once from front to back, keeps a few tiles in memory whatever its size, and changes nothing.
/// </summary>
public static class Fsck
{
    private const int TilesAtOnce = 64;

    /// <summary>Checks the log at <paramref name="source"/>.</summary>
    /// <param name="source">A folder, a web server, a mirror.</param>
    /// <param name="log">The log's key, from somewhere other than the log.</param>
    /// <param name="options">Null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was checked: everything up to the checkpoint is as it was signed.</returns>
    /// <exception cref="LogIntegrityException">The first bad part in the order of the log, with both states.</exception>
    /// <exception cref="LogFormatException">The checkpoint cannot be read as one.</exception>
    public static async Task<FsckReport> CheckAsync(
        ITileSource source, VerifierKey log, FsckOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FsckOptions();
        SignedCheckpoint signed = await new TamperLogReader(source, log, options.Witnesses).CheckpointAsync(cancellation).ConfigureAwait(false);
        Checkpoint checkpoint = signed.Checkpoint;
        FsckTree tree = new(source, checkpoint, cancellation);

        long fullTiles = checkpoint.Size / TilePath.FullWidth;
        TileCheck[] row = new TileCheck[TilesAtOnce];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        for (long first = 0; first < fullTiles; first += TilesAtOnce)
        {
            int count = (int)Math.Min(TilesAtOnce, fullTiles - first);
            long start = first;
            await Parallel.ForAsync(
                0, count, parallel,
                async (i, _) => row[i] = await TileCheck.ReadAsync(source, start + i, TilePath.FullWidth, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                await tree.AddFullAsync(row[i]).ConfigureAwait(false);
            }

            options.Progress?.Report((first + count) * TilePath.FullWidth);
        }

        if (checkpoint.Size % TilePath.FullWidth is var rest and > 0)
        {
            await tree.AddLastAsync(await TileCheck.ReadAsync(source, fullTiles, (int)rest, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await tree.FinishAsync().ConfigureAwait(false);
        foreach (Checkpoint earlier in options.Earlier)
        {
            await CheckEarlierAsync(source, earlier, checkpoint, cancellation).ConfigureAwait(false);
        }

        options.Progress?.Report(checkpoint.Size);
        return new FsckReport(signed, checkpoint.Size, tree.Tiles, options.Earlier.Count);
    }

    /// <summary>
    /// The root at the earlier size must still be what it was. A checkpoint ahead of the published one is allowed where its tiles
    /// are there: a writer signs a moment before it publishes.
    /// </summary>
    private static async Task CheckEarlierAsync(ITileSource source, Checkpoint earlier, Checkpoint now, CancellationToken cancellation)
    {
        if (earlier.Origin != now.Origin)
        {
            throw new LogIntegrityException("checkpoint", $"the log {earlier.Origin}", $"the log {now.Origin}", "The checkpoint kept from before is another log's.");
        }

        Digest root;
        try
        {
            root = await new MerkleProver(new TileCache(source), earlier.Size).RootAsync(earlier.Size, cancellation).ConfigureAwait(false);
        }
        catch (LogIntegrityException missing) when (earlier.Size > now.Size)
        {
            throw new LogIntegrityException(
                missing.Part ?? "checkpoint", $"at least {earlier.Size} entries with the root {earlier.Root}", $"{now.Size} entries with the root {now.Root}",
                "The log has become smaller than it once was signed to be: it was cut back.");
        }

        if (root != earlier.Root)
        {
            throw new LogIntegrityException(
                $"checkpoint of size {earlier.Size}", earlier.Root.ToString(), root.ToString(),
                "The log is not a continuation of what it was signed to be before: history was rewritten.");
        }
    }
}
