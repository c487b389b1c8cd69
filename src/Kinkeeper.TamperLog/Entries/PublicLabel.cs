using System.Text.RegularExpressions;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// Checks the few words that are readable in the log. They must say nothing about a person: no A-number in any spelling, and only
/// lower-case letters, digits and a few marks, so that a name with capitals and spaces is refused.
/// </summary>
internal static partial class PublicLabel
{
    public static string Check(string text, string what)
    {
        if (!Shape().IsMatch(text))
        {
            throw new LogFormatException($"The {what} \"{text}\" cannot stand in the log: 1 to 64 lower-case letters, digits, and . : / -");
        }

        return LikeAnANumber().IsMatch(text)
            ? throw new LogFormatException($"The {what} given looks like an A-number. The log must not contain one, in any form.")
            : text;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.:/-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    /// <summary>Matches nine digits together or in groups of three, or seven to nine digits after an "a".</summary>
    [GeneratedRegex(@"(?<![0-9a-z])(a[-.]?\d{7,9}|\d{9}|a?[-.]?\d{3}[-.]\d{3}[-.]\d{3})(?![0-9a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex LikeAnANumber();
}
