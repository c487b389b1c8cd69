using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kinkeeper.TamperLog.Merkle;

/// <summary>
/// The hashes of a Merkle tree as RFC 6962 section 2.1 defines them. The two prefixes keep an inner node from
/// passing for an entry. Deterministic; no state.
/// </summary>
public static class MerkleHash
{
    /// <summary>The root of a tree without entries: SHA-256 of no bytes.</summary>
    public static readonly Digest Empty = new(SHA256.HashData([]));

    /// <summary>Returns the leaf hash of an entry: SHA-256(0x00 ‖ entry).</summary>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> prefixed = entry.Length < 1024 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        prefixed[0] = 0;
        entry.CopyTo(prefixed[1..]);
        return Raw(prefixed);
    }

    /// <summary>Returns the hash of an inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest Node(in Digest left, in Digest right)
    {
        Span<byte> prefixed = stackalloc byte[1 + (2 * Digest.Length)];
        prefixed[0] = 1;
        left.CopyTo(prefixed[1..]);
        right.CopyTo(prefixed[(1 + Digest.Length)..]);
        return Raw(prefixed);
    }

    /// <summary>Returns the hash of bytes that already have their prefix.</summary>
    internal static Digest Raw(ReadOnlySpan<byte> prefixed)
    {
        Digest hash = default;
        SHA256.HashData(prefixed, MemoryMarshal.AsBytes(new Span<Digest>(ref hash)));
        return hash;
    }

    /// <summary>Returns the root of neighbouring hashes of one level. Their number must be a power of two.</summary>
    internal static Digest Perfect(ReadOnlySpan<Digest> hashes)
    {
        if (hashes.Length == 1)
        {
            return hashes[0];
        }

        Span<Digest> row = stackalloc Digest[hashes.Length / 2];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Node(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        for (int width = row.Length / 2; width > 0; width /= 2)
        {
            for (int i = 0; i < width; i++)
            {
                row[i] = Node(row[2 * i], row[(2 * i) + 1]);
            }
        }

        return row[0];
    }
}
