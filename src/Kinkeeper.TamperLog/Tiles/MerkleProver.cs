using System.Numerics;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Computes roots and proofs of a tree. Reads only the tiles that it needs.</summary>
internal sealed class MerkleProver(TileCache tiles, long treeSize)
{
    public ValueTask<Digest> RootAsync(long size, CancellationToken cancellation) =>
        size == 0 ? ValueTask.FromResult(MerkleHash.Empty) : RangeAsync(0, size, cancellation);

    /// <summary>Returns PATH(m, D[n]) of RFC 6962 section 2.1.1, from the leaf's sibling up.</summary>
    public async ValueTask<List<Digest>> InclusionAsync(long index, long size, CancellationToken cancellation)
    {
        List<Digest> proof = [];
        for (long start = 0, end = size; end - start > 1;)
        {
            long middle = start + Split(end - start);
            if (index < middle)
            {
                proof.Add(await RangeAsync(middle, end, cancellation).ConfigureAwait(false));
                end = middle;
            }
            else
            {
                proof.Add(await RangeAsync(start, middle, cancellation).ConfigureAwait(false));
                start = middle;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Returns PROOF(m, D[n]) of RFC 6962 section 2.1.2; empty from size 0 and between equal sizes.</summary>
    public async ValueTask<List<Digest>> ConsistencyAsync(long oldSize, long newSize, CancellationToken cancellation)
    {
        List<Digest> proof = [];
        if (oldSize == 0 || oldSize == newSize)
        {
            return proof;
        }

        bool known = true;
        long start = 0;
        long end = newSize;
        while (oldSize != end)
        {
            long middle = start + Split(end - start);
            if (oldSize <= middle)
            {
                proof.Add(await RangeAsync(middle, end, cancellation).ConfigureAwait(false));
                end = middle;
            }
            else
            {
                proof.Add(await RangeAsync(start, middle, cancellation).ConfigureAwait(false));
                start = middle;
                known = false;
            }
        }

        if (!known)
        {
            proof.Add(await RangeAsync(start, end, cancellation).ConfigureAwait(false));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Returns the Merkle tree hash of entries [start, end).</summary>
    private async ValueTask<Digest> RangeAsync(long start, long end, CancellationToken cancellation)
    {
        long count = end - start;
        if (BitOperations.IsPow2(count))
        {
            return await NodeAsync(BitOperations.Log2((ulong)count), start / count, cancellation).ConfigureAwait(false);
        }

        long middle = start + Split(count);
        return MerkleHash.Node(
            await RangeAsync(start, middle, cancellation).ConfigureAwait(false),
            await RangeAsync(middle, end, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Returns the hash of the perfect subtree of 2^<paramref name="height"/> entries at <paramref name="position"/> of that
    /// height.
    /// </summary>
    private async ValueTask<Digest> NodeAsync(int height, long position, CancellationToken cancellation)
    {
        int level = height / 8;
        int within = height % 8;
        long first = position << within;
        long index = first / TilePath.FullWidth;
        int offset = (int)(first % TilePath.FullWidth);
        Digest[] tile = await tiles.ReadAsync(level, index, TilePath.Width(level, index, treeSize), cancellation).ConfigureAwait(false);
        return MerkleHash.Perfect(tile.AsSpan(offset, 1 << within));
    }

    /// <summary>Returns the largest power of two below <paramref name="count"/>.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
