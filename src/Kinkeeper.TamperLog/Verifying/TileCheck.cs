using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

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
