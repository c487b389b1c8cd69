using System.Globalization;
using System.Text;

namespace Kinkeeper.Linkage.Text;

/// <summary>Text measured in Unicode code points, as DuckDB measures it.</summary>
internal static class Characters
{
    /// <summary>How many code points: the bytes that do not continue one.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>SQL's substring: from the first character 1; a negative start counts from the end; a negative length reads backwards from the start.</summary>
    public static string Substring(string text, double start, double? length)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        double from = start < 0 ? runes.Length + start : start - 1;
        double to = length is { } l ? from + l : runes.Length;
        if (start == 0)
        {
            // DuckDB: position 0 stands before the first character.
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

    /// <summary>Backwards, by what a reader takes for one character: marks stay on their letters.</summary>
    public static string Reverse(string text)
    {
        if (Ascii.IsValid(text))
        {
            // DuckDB turns ASCII around byte by byte, and so parts a CR from its LF (its reverse.cpp, StrReverseASCII).
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

    /// <summary>Lower case, code point by code point. .NET leaves the dotted capital I alone; DuckDB's tables do not.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace('\u0130', 'i');

    /// <summary>Upper case, code point by code point: ß has a capital of one letter, and the dotless i is an I.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace('ß', 'ẞ').Replace('ı', 'I');

    /// <summary>The text without spaces of any width at its ends; tabs and line breaks stay, as in DuckDB.</summary>
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

    /// <summary>The text without marks: é becomes e, ñ becomes n.</summary>
    public static string StripAccents(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in Normalized(text, NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                plain.Append(rune);
            }
        }

        return Normalized(plain.ToString(), NormalizationForm.FormC);
    }

    private static string Normalized(string text, NormalizationForm form)
    {
        // .NET refuses to normalise code points that Unicode sets aside, like U+FFFE; they have no accents.
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune => IsSetAside(rune.Value) ? rune.ToString() : rune.ToString().Normalize(form)));
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
