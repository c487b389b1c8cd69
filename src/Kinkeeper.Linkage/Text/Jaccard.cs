namespace Kinkeeper.Linkage.Text;

/// <summary>Jaccard similarity of the byte sets of two texts, as DuckDB computes it.</summary>
internal static class Jaccard
{
    /// <summary>Returns shared distinct bytes / all distinct bytes, 0 to 1; NaN if either is empty (DuckDB refuses that).</summary>
    public static double Similarity(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<ulong> inA = stackalloc ulong[4];
        Span<ulong> inB = stackalloc ulong[4];
        inA.Clear();
        inB.Clear();
        Mark(a, inA);
        Mark(b, inB);
        int shared = 0;
        int all = 0;
        for (int word = 0; word < 4; word++)
        {
            shared += System.Numerics.BitOperations.PopCount(inA[word] & inB[word]);
            all += System.Numerics.BitOperations.PopCount(inA[word] | inB[word]);
        }

        return a.Length == 0 || b.Length == 0 ? double.NaN : (double)shared / all;
    }

    private static void Mark(ReadOnlySpan<byte> text, Span<ulong> set)
    {
        foreach (byte b in text)
        {
            set[b >> 6] |= 1UL << (b & 63);
        }
    }
}
