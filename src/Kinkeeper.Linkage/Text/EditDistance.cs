using System.Buffers;

namespace Kinkeeper.Linkage.Text;

/// <summary>
/// Edit distances on bytes, as DuckDB counts them, in a plain form. The hot loops use <c>SlotDistance</c> and fall back to this.
/// </summary>
internal static class EditDistance
{
    /// <summary>Counts insertions, deletions and substitutions (Levenshtein 1966).</summary>
    public static int Levenshtein(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        StripEnds(ref a, ref b);
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length;
        }

        int[]? rented = b.Length >= 128 ? ArrayPool<int>.Shared.Rent(b.Length + 1) : null;
        Span<int> row = rented ?? stackalloc int[128];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int substituted = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(diagonal, row[j]) + 1);
            }
        }

        int distance = row[b.Length];
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return distance;
    }

    /// <summary>
    /// Also counts transpositions of neighbours, with further edits allowed between them: the unrestricted distance (Damerau
    /// 1964; Lowrance and Wagner 1975). "ca" and "abc" are 2 apart.
    /// </summary>
    public static int Damerau(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        StripEnds(ref a, ref b);
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length;
        }

        int width = b.Length + 2;
        int size = checked((a.Length + 2) * width);
        int[]? rented = size > 1024 ? ArrayPool<int>.Shared.Rent(size) : null;
        Span<int> d = rented ?? stackalloc int[1024];
        Span<int> lastRow = stackalloc int[256];
        lastRow.Clear();
        int infinity = a.Length + b.Length;
        d[0] = infinity;
        for (int i = 0; i <= a.Length; i++)
        {
            d[(i + 1) * width] = infinity;
            d[((i + 1) * width) + 1] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[j + 1] = infinity;
            d[width + j + 1] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int lastColumn = 0;
            for (int j = 1; j <= b.Length; j++)
            {
                int k = lastRow[b[j - 1]];
                int l = lastColumn;
                bool equal = a[i - 1] == b[j - 1];
                lastColumn = equal ? j : lastColumn;
                int best = Math.Min(
                    d[(i * width) + j] + (equal ? 0 : 1),
                    Math.Min(d[((i + 1) * width) + j], d[(i * width) + j + 1]) + 1);
                d[((i + 1) * width) + j + 1] = Math.Min(best, d[(k * width) + l] + (i - k - 1) + 1 + (j - l - 1));
            }

            lastRow[a[i - 1]] = i;
        }

        int distance = d[((a.Length + 1) * width) + b.Length + 1];
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return distance;
    }

    /// <summary>Counts positions that differ, plus the difference in length.</summary>
    public static int Hamming(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int distance = Math.Abs(a.Length - b.Length);
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            distance += a[i] == b[i] ? 0 : 1;
        }

        return distance;
    }

    private static void StripEnds(ref ReadOnlySpan<byte> a, ref ReadOnlySpan<byte> b)
    {
        int prefix = a.CommonPrefixLength(b);
        a = a[prefix..];
        b = b[prefix..];
        int suffix = 0;
        while (suffix < a.Length && suffix < b.Length && a[^(suffix + 1)] == b[^(suffix + 1)])
        {
            suffix++;
        }

        a = a[..^suffix];
        b = b[..^suffix];
    }
}
