namespace Kinkeeper.Features.Records.Values;

/// <summary>A language by its ISO 639-3 code, with the variant as written where one was named.</summary>
/// <param name="Code">
/// Three small letters. Where a name covers many languages: the macrolanguage (<c>zap</c>), the collective code of ISO 639-2
/// (<c>nah</c>, <c>oto</c>), or for Mixtec, which has neither, <c>qmx</c> from the range reserved for private use.
/// </param>
/// <param name="Variant">As written, trimmed; null where none was.</param>
public readonly record struct LanguageTag(string Code, string? Variant = null)
{
    private static readonly SpellingTable<string> Spellings = new(EmbeddedTable.Read("Languages.csv").SelectMany(row =>
        row[1].Split(';').Prepend(row[0]).Select(spelling => (spelling, row[0]))));

    /// <summary>
    /// From a code of two or three letters or a name; "Mam (Todos Santos)", "Mam de Todos Santos" and "mam-todos-santos" name
    /// a variant.
    /// </summary>
    /// <param name="utf8">As written.</param>
    /// <param name="language">The language.</param>
    /// <returns>False for blanks and for what is not one known language ("Mayan", "dialect"): it is never taken for Spanish.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out LanguageTag language)
    {
        if (Spellings.TryGet(utf8, out string code))
        {
            language = new LanguageTag(code);
            return true;
        }

        int cut = utf8.IndexOfAny("(-"u8);
        ReadOnlySpan<byte> separator = " de "u8;
        int article = utf8.IndexOf(separator);
        int start = cut >= 0 ? cut : article;
        if (start > 0 && Spellings.TryGet(utf8[..start], out code))
        {
            ReadOnlySpan<byte> variant = utf8[(start + (cut >= 0 ? 1 : separator.Length))..].Trim(" ()-"u8);
            language = new LanguageTag(code, variant.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(variant));
            return true;
        }

        language = default;
        return false;
    }

    public override string ToString() => Variant is null ? Code : $"{Code} ({Variant})";
}
