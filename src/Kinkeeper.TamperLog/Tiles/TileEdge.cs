using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>
/// The right edge of a tree: for each level the hashes of its last tile, which is not yet full. It is enough to append entries and to
/// compute the root of a tree of any size.
/// </summary>
internal sealed class TileEdge
{
    /// <summary>Receives a tile that became full: level, index, and its 256 hashes, which are valid during the call.</summary>
    public delegate void FullTile(int level, long index, ReadOnlySpan<Digest> hashes);

    private readonly List<Digest[]> _levels = [];

    /// <summary>Entries in the tree.</summary>
    public long Size { get; private set; }

    /// <summary>The number of levels with at least one tile.</summary>
    public int Levels
    {
        get
        {
            int levels = 0;
            for (long rest = Size; rest > 0; rest >>= 8)
            {
                levels++;
            }

            return levels;
        }
    }

    /// <summary>Returns the number of hashes in the last, not full tile of a level, 0 to 255.</summary>
    public int PartialWidth(int level) => (int)((Size >> (8 * level)) & 255);

    /// <summary>Returns the index of the tile that gets the next hash of a level.</summary>
    public long PartialIndex(int level) => Size >> (8 * (level + 1));

    /// <summary>Returns the hashes of the last, not full tile of a level.</summary>
    public ReadOnlySpan<Digest> Partial(int level) => level < _levels.Count ? _levels[level].AsSpan(0, PartialWidth(level)) : [];

    /// <summary>Adds the leaf hash of the next entry.</summary>
    public void Append(in Digest leaf, FullTile? full = null)
    {
        Put(0, (int)(Size & 255), leaf);
        Size++;
        Digest carry = default;
        for (int level = 0; PartialWidth(level) == 0; level++)
        {
            // The tile of this level is full now: its root is the next hash of the level above.
            full?.Invoke(level, (Size >> (8 * (level + 1))) - 1, _levels[level]);
            carry = MerkleHash.Perfect(_levels[level]);
            Put(level + 1, (int)(((Size >> (8 * (level + 1))) - 1) & 255), carry);
        }
    }

    /// <summary>Adds 256 entries at once, given the root of their full tile of level 0.</summary>
    public void AppendFull(in Digest root, FullTile? full = null)
    {
        Size += TilePath.FullWidth;
        Put(1, (int)(((Size >> 8) - 1) & 255), root);
        for (int level = 1; PartialWidth(level) == 0; level++)
        {
            full?.Invoke(level, (Size >> (8 * (level + 1))) - 1, _levels[level]);
            Put(level + 1, (int)(((Size >> (8 * (level + 1))) - 1) & 255), MerkleHash.Perfect(_levels[level]));
        }
    }

    /// <summary>Returns the root of the tree (RFC 6962 section 2.1).</summary>
    public Digest Root()
    {
        if (Size == 0)
        {
            return MerkleHash.Empty;
        }

        // From right to left: the smallest perfect subtree first, then each larger one to its left.
        Digest? root = null;
        for (int level = 0; level < Levels; level++)
        {
            ReadOnlySpan<Digest> row = Partial(level);
            for (int width = 1; row.Length > 0; width <<= 1)
            {
                if ((row.Length & width) != 0)
                {
                    Digest subtree = MerkleHash.Perfect(row[^width..]);
                    root = root is { } right ? MerkleHash.Node(subtree, right) : subtree;
                    row = row[..^width];
                }
            }
        }

        return root!.Value;
    }

    /// <summary>Reads the edge of a tree of <paramref name="size"/> entries from its tiles.</summary>
    /// <exception cref="LogIntegrityException">A tile of the edge is missing or too short.</exception>
    public static async ValueTask<TileEdge> LoadAsync(TileCache tiles, long size, CancellationToken cancellation)
    {
        TileEdge edge = new() { Size = size };
        for (int level = 0; level < edge.Levels; level++)
        {
            int width = edge.PartialWidth(level);
            if (width > 0)
            {
                Digest[] hashes = await tiles.ReadAsync(level, edge.PartialIndex(level), width, cancellation).ConfigureAwait(false);
                for (int i = 0; i < width; i++)
                {
                    edge.Put(level, i, hashes[i]);
                }
            }
        }

        return edge;
    }

    /// <summary>Returns a copy that can grow independently.</summary>
    public TileEdge Copy()
    {
        TileEdge copy = new() { Size = Size };
        copy._levels.AddRange(_levels.Select(level => level.ToArray()));
        return copy;
    }

    private void Put(int level, int position, in Digest hash)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new Digest[TilePath.FullWidth]);
        }

        _levels[level][position] = hash;
    }
}
