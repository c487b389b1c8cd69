using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>Builds the tree from checked entries and compares it with the log's tiles, level by level.</summary>
internal sealed class FsckTree(ITileSource source, Checkpoint checkpoint, CancellationToken cancellation)
{
    private readonly TileEdge _edge = new();
    private readonly List<(int Level, long Index, Digest[] Hashes)> _full = [];

    public long Tiles { get; private set; }

    public async ValueTask AddFullAsync(TileCheck check)
    {
        await CompareAsync(check).ConfigureAwait(false);
        _edge.AppendFull(check.Root, (level, index, hashes) => _full.Add((level, index, hashes.ToArray())));
        Tiles++;
        foreach ((int level, long index, Digest[] hashes) in _full)
        {
            await CompareTileAsync(level, index, hashes).ConfigureAwait(false);
        }

        _full.Clear();
    }

    public async ValueTask AddLastAsync(TileCheck check)
    {
        await CompareAsync(check).ConfigureAwait(false);
        foreach (Digest leaf in check.Entries!)
        {
            _edge.Append(leaf);
        }

        Tiles++;
    }

    public async ValueTask FinishAsync()
    {
        for (int level = 1; level < _edge.Levels; level++)
        {
            if (_edge.PartialWidth(level) > 0)
            {
                await CompareTileAsync(level, _edge.PartialIndex(level), _edge.Partial(level).ToArray()).ConfigureAwait(false);
            }
        }

        Digest root = _edge.Root();
        if (root != checkpoint.Root)
        {
            throw new LogIntegrityException(
                "checkpoint", checkpoint.Root.ToString(), root.ToString(),
                $"The {checkpoint.Size} entries match their tiles, but not the signed root: entries and tiles were rewritten together.");
        }
    }

    private async ValueTask CompareAsync(TileCheck check)
    {
        if (check.Broken is { } broken)
        {
            throw broken;
        }

        int different = check.FirstDifference();
        if (different >= 0)
        {
            string entry = $"entry {(check.Index * TilePath.FullWidth) + different}";
            string tile = TilePath.Tile(0, check.Index, check.Width);
            bool? entryIsSigned = await IsSignedAsync(check, check.Entries!).ConfigureAwait(false);
            bool? tileIsSigned = await IsSignedAsync(check, check.Tile!).ConfigureAwait(false);
            string message = (entryIsSigned, tileIsSigned) switch
            {
                (true, false) =>
                    $"A tile was changed: the entries of {tile} match the level above, but the tile does not ({entry} is the first "
                    + "that differs).",
                (false, true) => $"An entry was changed: its tile {tile} matches the level above, but the entry does not.",
                _ => $"An entry and its tile {tile} differ. No level above shows which of them was changed.",
            };
            throw new LogIntegrityException(
                entryIsSigned == true ? tile : entry, check.Tile![different].ToString(), check.Entries![different].ToString(), message);
        }
    }

    /// <summary>Returns true if these leaf hashes match the level above; null if that level cannot be read.</summary>
    private async ValueTask<bool?> IsSignedAsync(TileCheck check, Digest[] leaves)
    {
        if (check.Width < TilePath.FullWidth)
        {
            TileEdge edge = _edge.Copy();
            foreach (Digest leaf in leaves)
            {
                edge.Append(leaf);
            }

            return edge.Root() == checkpoint.Root;
        }

        try
        {
            long above = check.Index / TilePath.FullWidth;
            Digest[] parent = await TileCache.ReadUncachedAsync(
                source, 1, above, TilePath.Width(1, above, checkpoint.Size), cancellation).ConfigureAwait(false);
            return parent[check.Index % TilePath.FullWidth] == MerkleHash.Perfect(leaves);
        }
        catch (LogIntegrityException)
        {
            return null;
        }
    }

    private async ValueTask CompareTileAsync(int level, long index, Digest[] expected)
    {
        Digest[] found = await TileCache.ReadUncachedAsync(source, level, index, expected.Length, cancellation).ConfigureAwait(false);
        int same = MemoryMarshal.AsBytes(expected.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(found.AsSpan())) / Digest.Length;
        if (same < expected.Length)
        {
            throw new LogIntegrityException(
                TilePath.Tile(level, index, expected.Length), expected[same].ToString(), found[same].ToString(),
                $"A tile was changed: its hash {same} is not the root of the tile below.");
        }

        Tiles++;
    }
}
