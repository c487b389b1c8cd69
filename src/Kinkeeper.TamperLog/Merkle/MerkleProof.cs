using System.Numerics;

namespace Kinkeeper.TamperLog.Merkle;

/// <summary>
/// Checks Merkle proofs (RFC 6962 sections 2.1.1 and 2.1.2, with the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2).
/// Refuses a proof with one hash too many or too few. Deterministic; never throws on bad proofs.
/// </summary>
public static class MerkleProof
{
    /// <summary>The most hashes in a proof: one per level of a tree of fewer than 2^63 entries.</summary>
    public const int MaximumHashes = 63;

    /// <summary>Returns true if <paramref name="leaf"/> is at <paramref name="index"/> of the tree with <paramref name="root"/>.</summary>
    /// <param name="index">Zero-based; below <paramref name="size"/>.</param>
    /// <param name="size">Entries in the tree.</param>
    /// <param name="leaf">The entry's leaf hash (<see cref="MerkleHash.Leaf"/>).</param>
    /// <param name="proof">Hashes from the leaf's sibling up to the root's child.</param>
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
    /// Returns true if the newer tree continues the older one, by the rule of tlog-witness: every tree continues the empty tree with
    /// an empty proof. Other trees are checked by <see cref="Consistent"/>.
    /// </summary>
    /// <inheritdoc cref="Consistent"/>
    public static bool Continues(long oldSize, long newSize, IReadOnlyList<Digest> proof, Digest oldRoot, Digest newRoot) =>
        oldSize == 0 && newSize > 0
            ? proof.Count == 0 && oldRoot == MerkleHash.Empty
            : Consistent(oldSize, newSize, proof, oldRoot, newRoot);

    /// <summary>Returns true if the newer tree only adds entries to the older one.</summary>
    /// <param name="oldSize">
    /// Entries in the older tree. With 0 and a larger newer tree the result is false, since nothing is proven: see
    /// <see cref="Continues"/>.
    /// </param>
    /// <param name="newSize">Entries in the newer tree.</param>
    /// <param name="proof">Hashes in the order of RFC 6962 section 2.1.2; empty if the sizes are equal.</param>
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

        // If the older size is a power of two, the older tree is a node of the newer tree, and the proof omits its hash.
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
