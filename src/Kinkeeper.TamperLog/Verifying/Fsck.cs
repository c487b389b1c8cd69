using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>
/// Checks a whole log: each entry against its tile, each tile against the tile above, and the top against the signed root. Reads the
/// log once from front to back, keeps only a few tiles in memory, and changes nothing.
/// </summary>
public static class Fsck
{
    private const int TilesAtOnce = 64;

    /// <summary>Checks the log at <paramref name="source"/>.</summary>
    /// <param name="source">The files of the log: a folder, a web server or a mirror.</param>
    /// <param name="log">The log's key. Get it from another place than the log.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <returns>A report. Everything up to the checkpoint is as it was signed.</returns>
    /// <exception cref="LogIntegrityException">
    /// The log has a bad part. The message names the first one in the order of the log, with both states.
    /// </exception>
    /// <exception cref="LogFormatException">The checkpoint cannot be read.</exception>
    public static async Task<FsckReport> CheckAsync(
        ITileSource source, VerifierKey log, FsckOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FsckOptions();
        TamperLogReader reader = new(source, log, options.Witnesses);
        SignedCheckpoint signed = await reader.CheckpointAsync(cancellation).ConfigureAwait(false);
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
                async (i, _) =>
                    row[i] = await TileCheck.ReadAsync(source, start + i, TilePath.FullWidth, cancellation).ConfigureAwait(false))
                .ConfigureAwait(false);
            for (int i = 0; i < count; i++)
            {
                await tree.AddFullAsync(row[i]).ConfigureAwait(false);
            }

            options.Progress?.Report((first + count) * TilePath.FullWidth);
        }

        if (checkpoint.Size % TilePath.FullWidth is var rest and > 0)
        {
            TileCheck last = await TileCheck.ReadAsync(source, fullTiles, (int)rest, cancellation).ConfigureAwait(false);
            await tree.AddLastAsync(last).ConfigureAwait(false);
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
    /// Checks that the root at the earlier size is unchanged. A kept checkpoint may be larger than the published one if its tiles
    /// exist, since a writer signs a moment before it publishes.
    /// </summary>
    private static async Task CheckEarlierAsync(ITileSource source, Checkpoint earlier, Checkpoint now, CancellationToken cancellation)
    {
        if (earlier.Origin != now.Origin)
        {
            throw new LogIntegrityException(
                "checkpoint", $"the log {earlier.Origin}", $"the log {now.Origin}", "The earlier checkpoint belongs to another log.");
        }

        Digest root;
        try
        {
            root = await new MerkleProver(new TileCache(source), earlier.Size).RootAsync(earlier.Size, cancellation).ConfigureAwait(false);
        }
        catch (LogIntegrityException missing) when (earlier.Size > now.Size)
        {
            throw new LogIntegrityException(
                missing.Part ?? "checkpoint", $"at least {earlier.Size} entries with the root {earlier.Root}",
                $"{now.Size} entries with the root {now.Root}",
                "The log is smaller than a checkpoint that it signed earlier: it was cut back.");
        }

        if (root != earlier.Root)
        {
            throw new LogIntegrityException(
                $"checkpoint of size {earlier.Size}", earlier.Root.ToString(), root.ToString(),
                "The log does not continue a checkpoint that it signed earlier: history was rewritten.");
        }
    }
}
