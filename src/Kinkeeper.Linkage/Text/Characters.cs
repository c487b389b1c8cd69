using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Text;

/// <summary>Text functions on Unicode code points, as DuckDB counts them.</summary>
internal static class Characters
{
    /// <summary>Counts code points: all bytes except continuation bytes.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Returns SQL's substring. The first character is 1. A negative start counts from the end; a negative length reads
    /// backwards from the start.
    /// </summary>
    public static string Substring(string text, double start, double? length)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        double from = start < 0 ? runes.Length + start : start - 1;
        double to = length is { } l ? from + l : runes.Length;
        if (start == 0)
        {
            // In DuckDB, position 0 is before the first character.
            from = -1;
            to = length is { } l0 ? from + l0 : runes.Length;
        }

        if (to < from)
        {
            (from, to) = (to, from);
        }

        int first = (int)Math.Clamp(from, 0, runes.Length);
        int end = (int)Math.Clamp(to, first, runes.Length);
        return Join(runes.AsSpan(first, end - first));
    }

    public static string Left(string text, double count)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        double take = count < 0 ? runes.Length + count : count;
        return Join(runes.AsSpan(0, (int)Math.Clamp(take, 0, runes.Length)));
    }

    public static string Right(string text, double count)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        int take = (int)Math.Clamp(count < 0 ? runes.Length + count : count, 0, runes.Length);
        return Join(runes.AsSpan(runes.Length - take));
    }

    /// <summary>Reverses a text by user-perceived characters: marks stay on their letters.</summary>
    public static string Reverse(string text)
    {
        if (Ascii.IsValid(text))
        {
            // DuckDB reverses ASCII byte by byte, and so separates a CR from its LF (its reverse.cpp, StrReverseASCII).
            return string.Create(text.Length, text, (turned, from) =>
            {
                from.CopyTo(turned);
                turned.Reverse();
            });
        }

        StringBuilder reversed = new(text.Length);
        for (int end = text.Length; end > 0;)
        {
            int start = LastElement(text.AsSpan(0, end));
            reversed.Append(text.AsSpan(start, end - start));
            end = start;
        }

        return reversed.ToString();
    }

    private static int LastElement(ReadOnlySpan<char> text)
    {
        int start = 0;
        int length;
        while ((length = StringInfo.GetNextTextElementLength(text[start..])) < text.Length - start)
        {
            start += length;
        }

        return start;
    }

    /// <summary>Lower-cases each code point. Unlike .NET, DuckDB also lower-cases the dotted capital I.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace('\u0130', 'i');

    /// <summary>Upper-cases each code point. ß becomes one capital letter, and the dotless i becomes I.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace('ß', 'ẞ').Replace('ı', 'I');

    /// <summary>Removes characters from the ends; by default spaces of any width, but not tabs and line breaks, as in DuckDB.</summary>
    public static string Trim(string text, string? characters, bool start, bool end)
    {
        bool Goes(Rune rune) => characters is null
            ? Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator
            : characters.EnumerateRunes().Contains(rune);
        Rune[] runes = [.. text.EnumerateRunes()];
        int from = 0;
        int to = runes.Length;
        while (start && from < to && Goes(runes[from]))
        {
            from++;
        }

        while (end && to > from && Goes(runes[to - 1]))
        {
            to--;
        }

        return Join(runes.AsSpan(from, to - from));
    }

    /// <summary>Removes accents: é becomes e, ñ becomes n.</summary>
    public static string StripAccents(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in Normalized(text, NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                plain.Append(rune);
            }
        }

        return Normalized(plain.ToString(), NormalizationForm.FormC);
    }

    private static string Normalized(string text, NormalizationForm form)
    {
        // .NET refuses to normalise noncharacters such as U+FFFE. They have no accents.
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return string.Concat(
                text.EnumerateRunes().Select(rune => IsSetAside(rune.Value) ? rune.ToString() : rune.ToString().Normalize(form)));
        }
    }

    private static bool IsSetAside(int codePoint) => (codePoint & 0xFFFE) == 0xFFFE || codePoint is >= 0xFDD0 and <= 0xFDEF;

    private static string Join(ReadOnlySpan<Rune> runes)
    {
        StringBuilder text = new(runes.Length);
        foreach (Rune rune in runes)
        {
            text.Append(rune);
        }

        return text.ToString();
    }
}
