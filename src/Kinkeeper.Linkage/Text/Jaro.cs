namespace Kinkeeper.Linkage.Text;

/// <summary>
/// Jaro and Jaro-Winkler similarity on bytes, as DuckDB computes them, in a plain form. The reference for <c>SlotJaro</c>.
/// </summary>
internal static class Jaro
{
    private const double BoostThreshold = 0.7;
    private const double PrefixWeight = 0.1;

    /// <summary>
    /// Returns the Jaro similarity (1989), 0 to 1, with transpositions halved as integers; 0 if either or both are empty.
    /// </summary>
    public static double Similarity(ReadOnlySpan<byte> p, ReadOnlySpan<byte> t)
    {
        if (p.Length == 0 || t.Length == 0)
        {
            return 0;
        }

        if (p.Length == 1 && t.Length == 1)
        {
            return p[0] == t[0] ? 1 : 0;
        }

        int window = Math.Max((Math.Max(p.Length, t.Length) / 2) - 1, 0);
        Span<bool> usedP = p.Length <= 256 ? stackalloc bool[256] : new bool[p.Length];
        Span<bool> usedT = t.Length <= 256 ? stackalloc bool[256] : new bool[t.Length];
        usedP.Clear();
        usedT.Clear();
        int matches = 0;
        for (int j = 0; j < t.Length; j++)
        {
            int end = Math.Min(p.Length, j + window + 1);
            for (int i = Math.Max(0, j - window); i < end; i++)
            {
                if (!usedP[i] && p[i] == t[j])
                {
                    usedP[i] = usedT[j] = true;
                    matches++;
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        int outOfOrder = 0;
        int at = 0;
        for (int j = 0; j < t.Length; j++)
        {
            if (usedT[j])
            {
                while (!usedP[at])
                {
                    at++;
                }

                outOfOrder += p[at++] == t[j] ? 0 : 1;
            }
        }

        return Combine(matches, outOfOrder / 2, p.Length, t.Length);
    }

    /// <summary>
    /// Returns the Jaro-Winkler similarity (Winkler 1990), 0 to 1. A common prefix of up to four bytes raises similarities
    /// above 0.7.
    /// </summary>
    public static double WinklerSimilarity(ReadOnlySpan<byte> p, ReadOnlySpan<byte> t)
    {
        double similarity = Similarity(p, t);
        return Boost(similarity, Math.Min(p.CommonPrefixLength(t), 4));
    }

    /// <summary>Combines the counts in DuckDB's order of floating-point operations. Scores at a threshold depend on that order.</summary>
    public static double Combine(int matches, int transpositions, int lengthP, int lengthT)
    {
        double similarity = (double)matches / lengthP;
        similarity += (double)matches / lengthT;
        similarity += (double)(matches - transpositions) / matches;
        return similarity / 3.0;
    }

    public static double Boost(double similarity, int prefix) =>
        similarity > BoostThreshold ? similarity + (prefix * PrefixWeight * (1.0 - similarity)) : similarity;
}
