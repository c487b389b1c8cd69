using System.Text;
using AnyAscii;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Brings text to plain capital letters, so that what two clerks wrote for the same word compares equal: accents and ñ
/// folded, ß and Æ spelled out, other scripts transliterated (AnyAscii), and the marks of glottal stops and ejectives of
/// Mayan names, of which a dozen kinds are in use (' ’ ʼ ʻ ꞌ ´ `), left out.
/// </summary>
internal static class Fold
{
    /// <summary>Letters U+00C0 to U+017F without their marks.</summary>
    private static readonly string[] Latin = MakeLatin();

    /// <summary>Writes only letters and digits: the key under which spellings of a code, column or place are looked up.</summary>
    /// <param name="utf8">Any text.</param>
    /// <param name="into">Receives the key; what does not fit is left out.</param>
    /// <returns>Characters written.</returns>
    public static int Key(ReadOnlySpan<byte> utf8, Span<char> into)
    {
        int written = 0;
        for (int at = 0; at < utf8.Length && written < into.Length;)
        {
            byte value = utf8[at];
            if (value < 0x80)
            {
                at++;
                if (char.IsAsciiLetterOrDigit((char)value))
                {
                    into[written++] = (char)(char.IsAsciiLetterLower((char)value) ? value - 0x20 : value);
                }

                continue;
            }

            Rune.DecodeFromUtf8(utf8[at..], out Rune rune, out int taken);
            at += taken;
            foreach (char letter in Letters(rune))
            {
                if (char.IsAsciiLetterOrDigit(letter) && written < into.Length)
                {
                    into[written++] = letter;
                }
            }
        }

        return written;
    }

    public static string Key(string text)
    {
        Span<char> key = stackalloc char[256];
        return new string(key[..Key(Encoding.UTF8.GetBytes(text), key)]);
    }

    /// <summary>The capital ASCII letters for a character beyond ASCII; empty for marks that are left out; a blank for separators.</summary>
    public static string Letters(Rune rune)
    {
        int value = rune.Value;
        if (value is >= 0xC0 and < 0x180)
        {
            return Latin[value - 0xC0];
        }

        if (IsMark(value))
        {
            return "";
        }

        if (Rune.IsWhiteSpace(rune) || value is >= 0x2010 and <= 0x2015)
        {
            return " ";
        }

        return Rune.IsLetter(rune) ? rune.ToString().Transliterate().ToUpperInvariant() : " ";
    }

    /// <summary>Marks written within a word: apostrophes, modifier letters, primes, combining accents, and the zero-width characters that come along with them.</summary>
    public static bool IsMark(int value) =>
        value is '\'' or '`' or 0xB4 or 0x2018 or 0x2019 or 0x201B or 0x2032 or 0xA78B or 0xA78C or 0xFF07 or 0xAD or 0xFEFF
            or (>= 0x2B0 and <= 0x36F)
            or (>= 0x200B and <= 0x200D);

    private static string[] MakeLatin()
    {
        string[] table = new string[0x180 - 0xC0];
        for (int value = 0xC0; value < 0x180; value++)
        {
            StringBuilder plain = new();
            foreach (char letter in ((char)value).ToString().Transliterate().ToUpperInvariant())
            {
                if (char.IsAsciiLetter(letter))
                {
                    plain.Append(letter);
                }
            }

            table[value - 0xC0] = plain.ToString();
        }

        return table;
    }
}
