using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Kinkeeper.Linkage.Sql;

/// <summary>Regular expressions with the meaning of RE2, DuckDB's engine.</summary>
internal static class SqlRegex
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    /// <summary>Returns a group of the first match; empty if there is no match.</summary>
    public static string Extract(string text, string pattern, int group)
    {
        Match match = Of(pattern).Match(text);
        return match.Success && group < match.Groups.Count ? match.Groups[group].Value : "";
    }

    public static bool Matches(string text, string pattern) => Of(pattern).IsMatch(text);

    /// <summary>Replaces the first match, or all matches with option <c>g</c>. <c>\1</c> is the first group.</summary>
    public static string Replace(string text, string pattern, string replacement, string options)
    {
        StringBuilder dollars = new();
        for (int at = 0; at < replacement.Length; at++)
        {
            if (replacement[at] == '\\' && at + 1 < replacement.Length)
            {
                at++;
                dollars.Append(char.IsAsciiDigit(replacement[at]) ? $"${{{replacement[at]}}}" : replacement[at].ToString());
            }
            else
            {
                dollars.Append(replacement[at] == '$' ? "$$" : replacement[at].ToString());
            }
        }

        return Of(pattern).Replace(text, dollars.ToString(), options.Contains('g', StringComparison.Ordinal) ? -1 : 1);
    }

    private static Regex Of(string pattern) => Compiled.GetOrAdd(pattern, static text =>
    {
        (string translated, bool boundaries) = Re2Syntax.Translate(text);
        try
        {
            // Linear time, as RE2 guarantees. ASCII word boundaries need look-arounds, which only the other engine supports.
            return new Regex(translated, (boundaries ? RegexOptions.None : RegexOptions.NonBacktracking) | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(10));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new SqlException($"the regular expression {text} is not supported ({problem.Message})");
        }
    });
}
