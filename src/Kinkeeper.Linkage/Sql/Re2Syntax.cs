using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Sql;

/// <summary>
/// Translates RE2's syntax to .NET's. Classes are ASCII, <c>$</c> is the end of the text, and a one-character pattern matches a
/// whole code point (.NET would match half of one beyond U+FFFF).
/// </summary>
internal static class Re2Syntax
{
    private const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";
    private const string Surrogates = "\\uD800-\\uDFFF";
    private const string Word = "[0-9A-Za-z_]";

    private static readonly Dictionary<char, (string Inside, string Outside)> Classes = new()
    {
        ['d'] = ("0-9", "\\x00-/:-\\uD7FF\\uE000-\\uFFFF"),
        ['w'] = ("0-9A-Za-z_", "\\x00-/:-@\\[-\\^`{-\\uD7FF\\uE000-\\uFFFF"),
        ['s'] = ("\\t\\n\\f\\r ", "\\x00-\\x08\\x0B\\x0E-\\x1F!-\\uD7FF\\uE000-\\uFFFF"),
    };

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["alpha"] = "A-Za-z",
        ["digit"] = "0-9",
        ["alnum"] = "0-9A-Za-z",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["word"] = "0-9A-Za-z_",
        ["space"] = "\\t-\\r ",
        ["blank"] = "\\t ",
        ["punct"] = "!-/:-@\\[-`{-~",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>Returns the translation, and true if it uses look-arounds for word boundaries.</summary>
    public static (string Pattern, bool Boundaries) Translate(string pattern)
    {
        StringBuilder result = new();
        bool boundaries = false;
        for (int at = 0; at < pattern.Length; at++)
        {
            char c = pattern[at];
            if (c == '\\' && at + 1 < pattern.Length)
            {
                char next = pattern[++at];
                boundaries |= next is 'b' or 'B';
                result.Append(Escape(next));
            }
            else if (c == '[')
            {
                result.Append(Class(pattern, ref at));
            }
            else if (char.IsHighSurrogate(c) && at + 1 < pattern.Length)
            {
                result.Append(CultureInfo.InvariantCulture, $"(?:{c}{pattern[++at]})");
            }
            else
            {
                result.Append(c switch
                {
                    '.' => $"(?:[^\\n{Surrogates}]|{Pair})",
                    '$' => "\\z",
                    '(' when pattern.AsSpan(at).StartsWith("(?P<") => "(?",
                    _ => c.ToString(),
                });
                at += c == '(' && pattern.AsSpan(at).StartsWith("(?P<") ? 2 : 0;
            }
        }

        return (result.ToString(), boundaries);
    }

    private static string Escape(char character)
    {
        if (Classes.TryGetValue(char.ToLowerInvariant(character), out (string Inside, string Outside) known))
        {
            return char.IsLower(character) ? $"[{known.Inside}]" : $"(?:[{known.Outside}]|{Pair})";
        }

        return character switch
        {
            'b' => $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))",
            'B' => $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))",
            _ => $"\\{character}",
        };
    }

    /// <summary>Translates a class in brackets. <paramref name="at"/> moves from its opening to its closing bracket.</summary>
    private static string Class(string pattern, ref int at)
    {
        int start = at++;
        bool negated = at < pattern.Length && pattern[at] == '^';
        at += negated ? 1 : 0;
        StringBuilder ranges = new();
        List<string> astral = [];
        bool allAstral = false;
        for (bool first = true; ; first = false, at++)
        {
            if (at >= pattern.Length)
            {
                throw new SqlException($"the regular expression {pattern} has a bracket at position {start + 1} that is never closed");
            }

            char c = pattern[at];
            if (c == ']' && !first)
            {
                break;
            }

            if (c == '[' && pattern.AsSpan(at).StartsWith("[:") && pattern.IndexOf(":]", at, StringComparison.Ordinal) is > 0 and int end)
            {
                ranges.Append(Named.TryGetValue(pattern[(at + 2)..end], out string? named)
                    ? named
                    : throw new SqlException($"the class {pattern[at..(end + 2)]} of the regular expression {pattern} is not supported"));
                at = end + 1;
            }
            else if (c == '\\' && at + 1 < pattern.Length)
            {
                char next = pattern[++at];
                bool isClass = Classes.TryGetValue(char.ToLowerInvariant(next), out (string Inside, string Outside) known);
                ranges.Append(!isClass ? $"\\{next}" : char.IsLower(next) ? known.Inside : known.Outside);
                allAstral |= isClass && char.IsUpper(next);
            }
            else if (char.IsHighSurrogate(c) && at + 1 < pattern.Length)
            {
                astral.Add($"{c}{pattern[++at]}");
                if (at + 1 < pattern.Length && pattern[at + 1] == '-' && at + 2 < pattern.Length && pattern[at + 2] != ']')
                {
                    throw new SqlException(
                        $"the regular expression {pattern} has a range of characters beyond U+FFFF, which is not supported");
                }
            }
            else
            {
                ranges.Append(c is '[' or ']' ? $"\\{c}" : c.ToString());
            }
        }

        return negated ? Outside(pattern, ranges.ToString(), astral, allAstral) : Inside(ranges.ToString(), astral, allAstral);
    }

    private static string Inside(string ranges, List<string> astral, bool allAstral)
    {
        if (!allAstral && astral.Count == 0)
        {
            return $"[{ranges}]";
        }

        string[] narrow = ranges.Length > 0 ? [$"[{ranges}]"] : [];
        return $"(?:{string.Join('|', (string[])[.. narrow, .. allAstral ? [Pair] : astral])})";
    }

    private static string Outside(string pattern, string ranges, List<string> astral, bool allAstral) =>
        allAstral ? $"[^{ranges}{Surrogates}]"
        : astral.Count == 0 ? $"(?:[^{ranges}{Surrogates}]|{Pair})"
        : throw new SqlException($"the regular expression {pattern} excludes a character beyond U+FFFF, which is not supported");
}
