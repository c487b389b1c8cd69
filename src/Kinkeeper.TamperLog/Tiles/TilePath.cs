using System.Globalization;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>
/// Makes the paths of tiles and entry bundles (C2SP tlog-tiles): <c>tile/L/N[.p/W]</c> and <c>tile/entries/N[.p/W]</c>. N is
/// written in groups of three digits, of which all but the last begin with <c>x</c>.
/// </summary>
public static class TilePath
{
    /// <summary>The number of hashes in a full tile and of entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Returns the path of a tile of hashes, relative to the log, with <c>/</c> between its parts.</summary>
    /// <param name="level">0 for leaf hashes; each level above holds the roots of the full tiles below.</param>
    /// <param name="index">Position within the level, from 0.</param>
    /// <param name="width">Hashes in the tile, 1 to 256; 256 is a full tile.</param>
    public static string Tile(int level, long index, int width) =>
        $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Position(index, width)}";

    /// <summary>Returns the path of a bundle of entries.</summary>
    /// <inheritdoc cref="Tile"/>
    public static string Entries(long index, int width) => $"tile/entries/{Position(index, width)}";

    /// <summary>
    /// Returns the number of hashes or entries in the tile at <paramref name="index"/> of a tree of <paramref name="size"/>
    /// entries.
    /// </summary>
    /// <returns>0 (there is no such tile) to 256.</returns>
    public static int Width(int level, long index, long size) =>
        8 * level >= 63 ? 0 : (int)Math.Clamp((size >> (8 * level)) - (index * FullWidth), 0, FullWidth);

    private static string Position(long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        string path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (long rest = index / 1000; rest > 0; rest /= 1000)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        }

        return width == FullWidth ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.p/{width}");
    }
}
