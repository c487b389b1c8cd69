using System.Buffers;
using System.Buffers.Binary;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tiles;

/// <summary>Reads and writes bundles: up to 256 entries in one file, each after its big-endian 16-bit length (C2SP tlog-tiles).</summary>
internal static class EntryBundle
{
    /// <summary>The longest entry that a bundle can hold, in bytes.</summary>
    public const int MaximumEntry = ushort.MaxValue;

    /// <summary>
    /// Hashes the first entries of a bundle. To avoid copies it overwrites the byte before each entry with the leaf prefix, so that
    /// the bundle cannot be read afterwards.
    /// </summary>
    /// <param name="bundle">The whole file. Its bytes are changed.</param>
    /// <param name="hashes">One element per expected entry.</param>
    /// <param name="exact">True if nothing may follow the last expected entry.</param>
    /// <returns>The number of entries hashed: fewer than expected if the bundle ends early, −1 if bytes follow the last one.</returns>
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

    /// <summary>Returns the first <paramref name="count"/> entries of a bundle; null if it holds fewer.</summary>
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
