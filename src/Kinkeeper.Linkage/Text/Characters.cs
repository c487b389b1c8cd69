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

    public static string Reverse(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        Array.Reverse(runes);
        return Join(runes);
    }

    /// <summary>The text without combining marks: é becomes e, ñ becomes n.</summary>
    public static string StripAccents(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(rune);
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

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
