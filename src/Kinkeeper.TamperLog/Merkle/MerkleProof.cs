using System.Numerics;

namespace Kinkeeper.TamperLog.Merkle;

/// <summary>
/// Checks Merkle proofs (RFC 6962 sections 2.1.1 and 2.1.2, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2).
/// Every check is exact: a proof with one hash too many or too few is refused. Deterministic; never throws on bad proofs.
/// </summary>
public static class MerkleProof
{
    /// <summary>The most hashes a proof can hold: one per level of a tree of fewer than 2^63 entries.</summary>
    public const int MaximumHashes = 63;

    /// <summary>Whether <paramref name="leaf"/> stands at <paramref name="index"/> of the tree with <paramref name="root"/>.</summary>
    /// <param name="index">Zero-based; below <paramref name="size"/>.</param>
    /// <param name="size">Entries in the tree.</param>
    /// <param name="leaf">The entry's leaf hash (<see cref="MerkleHash.Leaf"/>).</param>
    /// <param name="proof">From the leaf's sibling up to the root's child.</param>
    /// <param name="root">The root of the tree of <paramref name="size"/> entries.</param>
    public static bool Includes(long index, long size, Digest leaf, IReadOnlyList<Digest> proof, Digest root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        long node = index;
        long last = size - 1;
        Digest hash = leaf;
        foreach (Digest sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>
    /// Whether the newer tree continues the older one, as tlog-witness asks it: any tree continues the empty one, by an empty proof;
    /// otherwise as <see cref="Consistent"/>.
    /// </summary>
    /// <inheritdoc cref="Consistent"/>
    public static bool Continues(long oldSize, long newSize, IReadOnlyList<Digest> proof, Digest oldRoot, Digest newRoot) =>
        oldSize == 0 && newSize > 0
            ? proof.Count == 0 && oldRoot == MerkleHash.Empty
            : Consistent(oldSize, newSize, proof, oldRoot, newRoot);

    /// <summary>Whether the newer tree only adds to the older one.</summary>
    /// <param name="oldSize">Entries in the older tree. From zero to more nothing is proven, and the answer is false: see <see cref="Continues"/>.</param>
    /// <param name="newSize">Entries in the newer tree.</param>
    /// <param name="proof">As RFC 6962 section 2.1.2 orders it; empty where the sizes are equal.</param>
    /// <param name="oldRoot">The root of the older tree.</param>
    /// <param name="newRoot">The root of the newer tree.</param>
    public static bool Consistent(long oldSize, long newSize, IReadOnlyList<Digest> proof, Digest oldRoot, Digest newRoot)
    {
        if (oldSize < 0 || newSize < oldSize)
        {
            return false;
        }

        if (oldSize == 0)
        {
            return newSize == 0 && proof.Count == 0 && oldRoot == MerkleHash.Empty && newRoot == MerkleHash.Empty;
        }

        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot == newRoot;
        }

        if (proof.Count == 0)
        {
            return false;
        }

        // A tree whose size is a power of two is itself a node of the newer tree, so the proof leaves its hash out.
        bool wholeNode = BitOperations.IsPow2(oldSize);
        Digest first = wholeNode ? oldRoot : proof[0];
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        Digest older = first;
        Digest newer = first;
        for (int i = wholeNode ? 0 : 1; i < proof.Count; i++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                older = MerkleHash.Node(proof[i], older);
                newer = MerkleHash.Node(proof[i], newer);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newer = MerkleHash.Node(newer, proof[i]);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && older == oldRoot && newer == newRoot;
    }
}
