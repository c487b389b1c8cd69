namespace Kinkeeper.Features.Records.Values;

/// <summary>A language by its ISO 639-3 code, with the variant as written if one was named.</summary>
/// <param name="Code">
/// Three small letters. For a name that covers many languages: the macrolanguage (<c>zap</c>) or the collective code of ISO 639-2
/// (<c>nah</c>, <c>oto</c>). Mixtec has neither, so it is <c>qmx</c> from the range reserved for private use.
/// </param>
/// <param name="Variant">As written, trimmed. Null if none was named.</param>
public readonly record struct LanguageTag(string Code, string? Variant = null)
{
    private static readonly SpellingTable<string> Spellings = new(EmbeddedTable.Read("Languages.csv").SelectMany(row =>
        row[1].Split(';').Prepend(row[0]).Select(spelling => (spelling, row[0]))));

    /// <summary>
    /// Reads a code of two or three letters, or a name. "Mam (Todos Santos)", "Mam de Todos Santos" and "mam-todos-santos" name
    /// a variant.
    /// </summary>
    /// <param name="utf8">As written.</param>
    /// <param name="language">The language.</param>
    /// <returns>False for blanks and for text that is not one known language ("Mayan", "dialect"). Such text is never read as
    /// Spanish.</returns>
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
