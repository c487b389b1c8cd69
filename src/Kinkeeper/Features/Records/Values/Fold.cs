using System.Text;
using AnyAscii;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Converts text to plain capital letters, so that two clerks' spellings of the same word compare equal. Folds accents and ñ,
/// spells out ß and Æ, and transliterates other scripts (AnyAscii). Drops the marks for glottal stops and ejectives in Mayan
/// names, of which a dozen kinds are in use (' ’ ʼ ʻ ꞌ ´ `).
/// </summary>
internal static class Fold
{
    /// <summary>Letters U+00C0 to U+017F without their marks.</summary>
    private static readonly string[] Latin = MakeLatin();

    /// <summary>
    /// Writes only the letters and digits of a text. The result is the key for looking up spellings of a code, column or place.
    /// </summary>
    /// <param name="utf8">Any text.</param>
    /// <param name="into">Receives the key. Characters that do not fit are dropped.</param>
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

    /// <summary>Returns the capital ASCII letters for a non-ASCII character. Empty for a dropped mark, a blank for a separator.</summary>
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

    /// <summary>
    /// Checks for a mark within a word: an apostrophe, modifier letter, prime, combining accent, or zero-width character.
    /// </summary>
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
