using System.Text;
using Kinkeeper.Platform.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>Converts between the names of languages and ISO 639-3, with the variant if one was named.</summary>
public static class LanguageName
{
    /// <summary>Codes with their names, for a list to choose from. The first name is shown.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
        [.. EmbeddedTable.Read("Languages.csv").Select(row => (row[0], row[1].Split(';')[0])).OrderBy(language => language.Item2, StringComparer.Ordinal)];

    /// <summary>Returns ISO 639-3 with the variant if the spelling is known, otherwise the text as written. Null for blank text.</summary>
    public static string? Code(string? written) => string.IsNullOrWhiteSpace(written) ? null : Codes.Language(Encoding.UTF8.GetBytes(written.Trim()));

    /// <summary>Returns text such as "Mam (Todos Santos) · mam", or the text as written if the language is not known.</summary>
    public static string Show(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || !LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag))
        {
            return written ?? string.Empty;
        }

        string name = NameOf(tag.Code, PageLanguage.IsSpanish ? "spa" : "eng")!;
        return tag.Variant is null ? $"{name} · {tag.Code}" : $"{name} ({tag.Variant}) · {tag.Code}";
    }

    /// <summary>Returns text such as "Mam (Todos Santos)" without the code, for a reader of another language than the page's.</summary>
    /// <param name="written">The text in the record.</param>
    /// <param name="reader">ISO 639-3 code of the surrounding text's language.</param>
    /// <returns>Null if the language is not known, or has no name in the reader's language.</returns>
    public static string? For(string written, string reader) =>
        LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag) && NameOf(tag.Code, reader) is { } name
            ? tag.Variant is null ? name : $"{name} ({tag.Variant})"
            : null;

    /// <summary>Returns only the three letters. Null if the language is not known.</summary>
    public static string? Letters(string? written) =>
        !string.IsNullOrWhiteSpace(written) && LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag) ? tag.Code : null;

    private static string? NameOf(string code, string reader)
    {
        string english = All.First(language => language.Code == code).Name;
        return reader == "eng" || !LanguageWords.All.TryGetValue(code, out (string Spanish, string Portuguese, string? HaitianCreole) names) ? english
            : reader switch
            {
                "spa" => names.Spanish,
                "por" => names.Portuguese,
                "hat" => names.HaitianCreole,
                _ => null,
            };
    }
}
