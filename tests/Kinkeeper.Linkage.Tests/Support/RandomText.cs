using System.Text;
using CsCheck;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>
/// Random texts that are likely to be related: few letters, of one to four bytes, mixed with marks, spaces and unusual
/// characters.
/// </summary>
internal static class RandomText
{
    private static readonly string[] Few =
        ["a", "b", "c", "A", "B", "é", "ñ", "e\u0301", "漢", "字", "😀", "👩‍👧", " ", "\u00a0", "\u3000", "\t", "-", "1", "2", "'", "%", "_"];

    private static readonly string[] Odd =
        ["ß", "İ", "ı", "ſ", "ﬁ", "Ǆ", "ǅ", "Σ", "ς", "\u200b", "\u0300", "𐐀", "\n", "\r", "\\", "(", "\"", "Å", "K", "\u0345", "ŉ", "Ω"];

    /// <summary>Any code point of the blocks in use except U+0897, a mark newer than DuckDB's Unicode tables.</summary>
    private static readonly Gen<string> AnyRune = Gen.OneOf(
        Gen.Int[1, 0xFFFF], Gen.Int[0x10300, 0x1044F], Gen.Int[0x1F300, 0x1F64F], Gen.Int[0x20000, 0x2A6DF])
        .Where(value => Rune.IsValid(value) && value != 0x897).Select(value => new Rune(value).ToString());

    private static readonly Gen<string> Piece = Gen.Frequency((12, Gen.OneOf(Few)), (2, Gen.OneOf(Odd)), (1, AnyRune));

    private static readonly Gen<string> Ascii = Gen.String[Gen.Char["abcdXYZ 0123-"], 0, 24];

    /// <summary>Short texts, many of them similar; sometimes long ones.</summary>
    public static readonly Gen<string> Any = Gen.Frequency(
        (6, Piece.Array[0, 8].Select(string.Concat)),
        (4, Ascii),
        (1, Piece.Array[20, 90].Select(string.Concat)),
        (1, Gen.OneOf("MARTHA", "MARHTA", "DIXON", "DICKSONX", "JELLYFISH", "SMELLYFISH", "ca", "abc", "Hernández", "Hernandez")));

    /// <summary>Two texts, often a few edits apart.</summary>
    public static readonly Gen<(string First, string Second)> Pair = Gen.Frequency(
        (2, Gen.Select(Any, Any)),
        (3, from text in Any
            from edits in Gen.Select(Gen.Int[0, 100], Piece, Gen.Int[0, 3]).Array[0, 3]
            select (text, edits.Aggregate(text, Edited))));

    /// <summary>A text, or sometimes null.</summary>
    public static Gen<string?> Nullable(Gen<string> text) =>
        Gen.Frequency((5, text.Select(value => (string?)value)), (1, Gen.Const((string?)null)));

    private static string Edited(string text, (int Place, string Piece, int Kind) edit)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        int at = runes.Length == 0 ? 0 : edit.Place % runes.Length;
        string before = string.Concat(runes.Take(at));
        string after = string.Concat(runes.Skip(at + 1));
        return runes.Length == 0 ? edit.Piece : edit.Kind switch
        {
            0 => before + after,
            1 => before + runes[at] + edit.Piece + after,
            2 => before + edit.Piece + after,
            _ => at + 1 < runes.Length ? $"{before}{runes[at + 1]}{runes[at]}{string.Concat(runes.Skip(at + 2))}" : text,
        };
    }
}
