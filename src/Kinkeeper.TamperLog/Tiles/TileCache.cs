using System.Runtime.InteropServices;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>
/// Reads tiles as hashes and caches them. If a log has replaced a partial tile with the full one, it reads the full one, as
/// tlog-tiles allows.
/// </summary>
internal sealed class TileCache(ITileSource source, int capacity = 256)
{
    private readonly Dictionary<(int Level, long Index, int Width), Digest[]> _cached = [];

    /// <summary>Returns the first <paramref name="width"/> hashes of a tile.</summary>
    /// <exception cref="LogIntegrityException">The tile is missing or has another length.</exception>
    public async ValueTask<Digest[]> ReadAsync(int level, long index, int width, CancellationToken cancellation)
    {
        if (_cached.TryGetValue((level, index, width), out Digest[]? cached))
        {
            return cached;
        }

        Digest[] hashes = await ReadUncachedAsync(source, level, index, width, cancellation).ConfigureAwait(false);
        if (_cached.Count >= capacity)
        {
            _cached.Clear();
        }

        _cached[(level, index, width)] = hashes;
        return hashes;
    }

    public static async ValueTask<Digest[]> ReadUncachedAsync(
        ITileSource source, int level, long index, int width, CancellationToken cancellation)
    {
        string path = TilePath.Tile(level, index, width);
        byte[]? bytes = await source.ReadAsync(path, cancellation).ConfigureAwait(false);
        int expected = width * Digest.Length;
        if (bytes is null && width < TilePath.FullWidth)
        {
            bytes = await source.ReadAsync(TilePath.Tile(level, index, TilePath.FullWidth), cancellation).ConfigureAwait(false);
            expected = TilePath.FullWidth * Digest.Length;
        }

        if (bytes is null)
        {
            throw new LogIntegrityException(path, $"{expected} bytes", "nothing", "A tile is missing.");
        }

        return bytes.Length == expected
            ? MemoryMarshal.Cast<byte, Digest>(bytes)[..width].ToArray()
            : throw new LogIntegrityException(path, $"{expected} bytes", $"{bytes.Length} bytes", "A tile has the wrong length.");
    }
}
