using System.Text;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Names;

/// <summary>Compares numbers as people copy them, for example A-numbers. Only the digits count.</summary>
internal static class NumberComparison
{
    /// <summary>Returns how well two numbers agree.</summary>
    /// <returns>3 same digits · 2 two neighbouring digits exchanged · 1 one digit wrong, missing or too many · 0 further apart.</returns>
    public static int Agreement(string left, string right)
    {
        byte[] a = Encoding.ASCII.GetBytes(Digits(left));
        byte[] b = Encoding.ASCII.GetBytes(Digits(right));
        return a.AsSpan().SequenceEqual(b) ? 3
            : EditDistance.Damerau(a, b) > 1 ? 0
            : a.Length == b.Length && EditDistance.Levenshtein(a, b) == 2 ? 2 : 1;
    }

    /// <summary>Returns the ASCII digits of a text; empty if it has none.</summary>
    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
