using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tests.Merkle;

/// <summary>
/// RFC 6962 section 2.1 word for word, on a list of leaf hashes. Slow; shares only the node hash with the code under test.
/// </summary>
internal static class DefinitionOfMerkleTree
{
    public static Digest Root(ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 0 ? MerkleHash.Empty : leaves[0];
        }

        int k = Split(leaves.Length);
        return MerkleHash.Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<Digest> Inclusion(int m, ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int k = Split(leaves.Length);
        return m < k
            ? [.. Inclusion(m, leaves[..k]), Root(leaves[k..])]
            : [.. Inclusion(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<Digest> Consistency(int m, ReadOnlySpan<Digest> leaves) => m == 0 ? [] : SubProof(m, leaves, true);

    private static List<Digest> SubProof(int m, ReadOnlySpan<Digest> leaves, bool whole)
    {
        if (m == leaves.Length)
        {
            return whole ? [] : [Root(leaves)];
        }

        int k = Split(leaves.Length);
        return m <= k
            ? [.. SubProof(m, leaves[..k], whole), Root(leaves[k..])]
            : [.. SubProof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        int k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
