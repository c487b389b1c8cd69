using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Text;

/// <summary>Regular expressions with the meaning that RE2, DuckDB's engine, gives them: linear time, ASCII classes.</summary>
internal static class Patterns
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    /// <summary>The group of the first match; empty where there is none.</summary>
    public static string Extract(string text, string pattern, int group)
    {
        Match match = Of(pattern).Match(text);
        return match.Success && group < match.Groups.Count ? match.Groups[group].Value : "";
    }

    public static bool Matches(string text, string pattern) => Of(pattern).IsMatch(text);

    /// <summary>The first match replaced, or with option <c>g</c> all; <c>\1</c> is the first group.</summary>
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
        try
        {
            return new Regex(AsciiClasses(text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw new SqlException($"the regular expression {text} is not supported ({problem.Message})");
        }
    });

    private static string AsciiClasses(string pattern)
    {
        StringBuilder result = new();
        bool inClass = false;
        for (int at = 0; at < pattern.Length; at++)
        {
            char c = pattern[at];
            if (c == '\\' && at + 1 < pattern.Length)
            {
                char next = pattern[++at];
                string? ranges = next switch { 'd' => "0-9", 'w' => "0-9A-Za-z_", 's' => "\\t\\n\\f\\r ", _ => null };
                string? others = next switch { 'D' => "[^0-9]", 'W' => "[^0-9A-Za-z_]", 'S' => "[^\\t\\n\\f\\r ]", _ => null };
                result.Append(ranges is not null ? (inClass ? ranges : $"[{ranges}]") : others is not null && !inClass ? others : $"\\{next}");
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            result.Append(c == '$' && !inClass ? "\\z" : c.ToString());
        }

        return result.ToString();
    }
}
