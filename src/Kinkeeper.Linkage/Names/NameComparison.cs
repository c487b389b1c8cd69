using System.Text;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Names;

/// <summary>Compares names where people have two surnames and several given names.</summary>
internal static class NameComparison
{
    private const double CloseSpelling = 0.88;

    /// <summary>Compares surnames.</summary>
    /// <returns>
    /// 5 same, in the same order · 4 same by sound, in any order · 3 one record lacks a surname, the rest agrees by sound ·
    /// 2 one surname in common by sound · 1 one surname spelt closely · 0 nothing in common.
    /// </returns>
    public static int Surnames(string left, string right)
    {
        List<string> a = SpanishSound.Parts(left);
        List<string> b = SpanishSound.Parts(right);
        if (a.Count == 0 || b.Count == 0)
        {
            return left == right ? 5 : 0;
        }

        if (a.SequenceEqual(b))
        {
            return 5;
        }

        int shared = Shared(a, b);
        return shared == a.Count && shared == b.Count ? 4
            : shared == Math.Min(a.Count, b.Count) ? 3
            : shared > 0 ? 2
            : AnyClose(a, b) ? 1 : 0;
    }

    /// <summary>Compares given names. Records may have one, two or all of a person's.</summary>
    /// <returns>
    /// 4 same · 3 same by sound, in any order · 2 all given names of one record are among the other's · 1 one in common by
    /// sound, or spelt closely · 0 nothing in common.
    /// </returns>
    public static int GivenNames(string left, string right)
    {
        List<string> a = SpanishSound.Parts(left);
        List<string> b = SpanishSound.Parts(right);
        if (a.Count == 0 || b.Count == 0)
        {
            return left == right ? 4 : 0;
        }

        if (a.SequenceEqual(b))
        {
            return 4;
        }

        int shared = Shared(a, b);
        return shared == a.Count && shared == b.Count ? 3
            : shared == Math.Min(a.Count, b.Count) ? 2
            : shared > 0 || AnyClose(a, b) ? 1 : 0;
    }

    /// <summary>
    /// Tells if an adult's surnames passed to a child by custom: a child takes the first surname of the father, then that of
    /// the mother.
    /// </summary>
    /// <returns>
    /// 3 the child's first surname is the adult's first · 2 the child's second is the adult's first · 1 another in common ·
    /// 0 none.
    /// </returns>
    public static int Inheritance(string adult, string child)
    {
        List<string> a = [.. SpanishSound.Parts(adult).Select(SpanishSound.Key)];
        List<string> c = [.. SpanishSound.Parts(child).Select(SpanishSound.Key)];
        return a.Count == 0 || c.Count == 0 ? 0
            : c[0] == a[0] ? 3
            : c.Count > 1 && c[1] == a[0] ? 2
            : a.Exists(c.Contains) ? 1 : 0;
    }

    /// <summary>Compares a stated name with a recorded name. Either may be a list separated by semicolons; the best pair counts.</summary>
    /// <returns>
    /// 3 same parts by sound · 2 at least two parts in common, and no part of the shorter name left over · 1 two parts in common ·
    /// 0 fewer.
    /// </returns>
    public static int Stated(string left, string right)
    {
        int best = 0;
        foreach (string one in left.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string other in right.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                List<string> a = SpanishSound.Parts(one);
                List<string> b = SpanishSound.Parts(other);
                int shared = Shared(a, b);
                int agreement = shared < 2 ? 0 : shared == a.Count && shared == b.Count ? 3 : shared == Math.Min(a.Count, b.Count) ? 2 : 1;
                best = Math.Max(best, agreement);
            }
        }

        return best;
    }

    /// <summary>
    /// Returns a key for every two parts of a name, by sound, in any order. Names with two parts in common share a key. A list
    /// gives the keys of all its names.
    /// </summary>
    public static IEnumerable<string> PairKeys(string names)
    {
        foreach (string name in names.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] keys = [.. SpanishSound.Parts(name).Select(SpanishSound.Key).Where(key => key.Length > 0).Distinct()
                .Order(StringComparer.Ordinal)];
            for (int first = 0; first < keys.Length; first++)
            {
                for (int second = first + 1; second < keys.Length; second++)
                {
                    yield return $"{keys[first]} {keys[second]}";
                }
            }
        }
    }

    /// <summary>Counts the parts of one name that have a part of their own in the other with the same sound.</summary>
    private static int Shared(List<string> a, List<string> b)
    {
        List<string> left = [.. b.Select(SpanishSound.Key)];
        return a.Count(part => left.Remove(SpanishSound.Key(part)));
    }

    private static bool AnyClose(List<string> a, List<string> b) => a.Exists(part => b.Exists(other =>
        Jaro.WinklerSimilarity(Encoding.UTF8.GetBytes(part), Encoding.UTF8.GetBytes(other)) >= CloseSpelling));
}
