using System.Buffers;
using System.Buffers.Binary;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Up to 256 entries in one file: for each a big-endian 16-bit length, then the entry (C2SP tlog-tiles).</summary>
internal static class EntryBundle
{
    /// <summary>The longest entry a bundle can hold.</summary>
    public const int MaximumEntry = ushort.MaxValue;

    /// <summary>
    /// Hashes the first entries of a bundle, overwriting the byte in front of each entry with the leaf prefix so that
    /// nothing is copied. The bundle is used up by it.
    /// </summary>
    /// <param name="bundle">The whole file. Changed.</param>
    /// <param name="hashes">One place per entry expected.</param>
    /// <param name="exact">Nothing may follow the last entry expected.</param>
    /// <returns>The number of entries hashed: fewer than expected where the bundle ends early, −1 where bytes follow the last one.</returns>
    public static int HashLeaves(Span<byte> bundle, Span<Digest> hashes, bool exact)
    {
        int at = 0;
        for (int i = 0; i < hashes.Length; i++)
        {
            if (bundle.Length - at < 2)
            {
                return i;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]);
            if (bundle.Length - at - 2 < length)
            {
                return i;
            }

            bundle[at + 1] = 0;
            hashes[i] = MerkleHash.Raw(bundle.Slice(at + 1, length + 1));
            at += 2 + length;
        }

        return exact && at != bundle.Length ? -1 : hashes.Length;
    }

    /// <summary>The first <paramref name="count"/> entries of a bundle; null where it holds fewer.</summary>
    public static ReadOnlyMemory<byte>[]? Read(ReadOnlyMemory<byte> bundle, int count)
    {
        ReadOnlyMemory<byte>[] entries = new ReadOnlyMemory<byte>[count];
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            if (bundle.Length - at < 2)
            {
                return null;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span[at..]);
            if (bundle.Length - at - 2 < length)
            {
                return null;
            }

            entries[i] = bundle.Slice(at + 2, length);
            at += 2 + length;
        }

        return entries;
    }

    /// <summary>Adds an entry with its length to the end of <paramref name="bundle"/>.</summary>
    public static void Add(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        Span<byte> place = bundle.GetSpan(2 + entry.Length);
        BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)entry.Length);
        entry.CopyTo(place[2..]);
        bundle.Advance(2 + entry.Length);
    }
}
