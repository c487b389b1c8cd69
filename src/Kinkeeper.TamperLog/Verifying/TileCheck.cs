using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>A tile of level 0, with the leaf hashes of its bundle of entries.</summary>
internal readonly record struct TileCheck(
    long Index, int Width, Digest[]? Entries, Digest[]? Tile, Digest Root, LogIntegrityException? Broken)
{
    /// <summary>
    /// Reads the tile and the bundle and hashes the entries. It keeps the error of a missing or malformed file, so that the caller
    /// reports the first bad file in the order of the log.
    /// </summary>
    public static async ValueTask<TileCheck> ReadAsync(ITileSource source, long index, int width, CancellationToken cancellation)
    {
        string path = TilePath.Entries(index, width);
        using LentFile? requested = await source.LendAsync(path, cancellation).ConfigureAwait(false);
        bool exact = requested is not null || width == TilePath.FullWidth;
        using LentFile? full = exact
            ? null
            : await source.LendAsync(TilePath.Entries(index, TilePath.FullWidth), cancellation).ConfigureAwait(false);
        LentFile? bundle = requested ?? full;

        if (bundle is null)
        {
            return Failed(new LogIntegrityException(path, $"{width} entries", "nothing", "A bundle of entries is missing."));
        }

        Digest[] entries = new Digest[width];
        int read = EntryBundle.HashLeaves(bundle.Bytes, entries, exact);
        if (read != width)
        {
            return Failed(read < 0
                ? new LogIntegrityException(
                    path, $"{width} entries", $"{width} entries and bytes after them", "A bundle of entries has extra bytes at its end.")
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
            return Failed(broken);
        }

        TileCheck Failed(LogIntegrityException broken) => new(index, width, null, null, default, broken);
    }

    /// <summary>Returns the position of the first entry that does not match the tile; −1 if all match.</summary>
    public int FirstDifference()
    {
        int same = MemoryMarshal.AsBytes(Entries.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(Tile.AsSpan())) / Digest.Length;
        return same == Width ? -1 : same;
    }
}
