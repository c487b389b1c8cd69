using System.Runtime.InteropServices;

namespace Kinkeeper.TamperLog;

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

/// <summary>One tile of level 0 beside the leaf hashes of its bundle of entries.</summary>
internal readonly record struct TileCheck(long Index, int Width, Digest[]? Entries, Digest[]? Tile, Digest Root, LogIntegrityException? Broken)
{
    /// <summary>Reads both and hashes; a missing or malformed file is kept for its turn, so that the first bad one is named.</summary>
    public static async ValueTask<TileCheck> ReadAsync(ITileSource source, long index, int width, CancellationToken cancellation)
    {
        string path = TilePath.Entries(index, width);
        using LentFile? named = await source.LendAsync(path, cancellation).ConfigureAwait(false);
        bool exact = named is not null || width == TilePath.FullWidth;
        using LentFile? full = exact ? null : await source.LendAsync(TilePath.Entries(index, TilePath.FullWidth), cancellation).ConfigureAwait(false);
        LentFile? bundle = named ?? full;

        if (bundle is null)
        {
            return Broke(new LogIntegrityException(path, $"{width} entries", "nothing", "A bundle of entries is missing."));
        }

        Digest[] entries = new Digest[width];
        int read = EntryBundle.HashLeaves(bundle.Bytes, entries, exact);
        if (read != width)
        {
            return Broke(read < 0
                ? new LogIntegrityException(path, $"{width} entries", $"{width} entries and bytes after them", "A bundle of entries has something added to it.")
                : new LogIntegrityException(
                    path, $"{width} entries", $"{read} whole entries in {bundle.Bytes.Length} bytes",
                    $"A bundle of entries is cut short at entry {(index * TilePath.FullWidth) + read}."));
        }

        try
        {
            Digest[] tile = await TileCache.ReadUncachedAsync(source, 0, index, width, cancellation).ConfigureAwait(false);
            Digest root = width == TilePath.FullWidth ? MerkleHash.Perfect(entries) : default;
            return new TileCheck(index, width, entries, tile, root, null);
        }
        catch (LogIntegrityException broken)
        {
            return Broke(broken);
        }

        TileCheck Broke(LogIntegrityException broken) => new(index, width, null, null, default, broken);
    }

    /// <summary>The position of the first entry that does not fit the tile; −1 where all do.</summary>
    public int FirstDifference()
    {
        int same = MemoryMarshal.AsBytes(Entries.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(Tile.AsSpan())) / Digest.Length;
        return same == Width ? -1 : same;
    }
}
