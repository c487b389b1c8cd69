using System.Text;
using Kinkeeper.Platform.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>Languages as people call them, and as records do: by ISO 639-3, with the variant where one was named.</summary>
public static class LanguageName
{
    /// <summary>Codes with their names, for a list to choose from; the first name is the one shown.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
        [.. EmbeddedTable.Read("Languages.csv").Select(row => (row[0], row[1].Split(';')[0])).OrderBy(language => language.Item2, StringComparer.Ordinal)];

    /// <summary>ISO 639-3 where the spelling is known, with the variant; as written otherwise; null where nothing is.</summary>
    public static string? Code(string? written) => string.IsNullOrWhiteSpace(written) ? null : Codes.Language(Encoding.UTF8.GetBytes(written.Trim()));

    /// <summary>Such as "Mam (Todos Santos) · mam"; as written where it is not known.</summary>
    public static string Show(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || !LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag))
        {
            return written ?? string.Empty;
        }

        string name = NameOf(tag.Code, PageLanguage.IsSpanish ? "spa" : "eng")!;
        return tag.Variant is null ? $"{name} · {tag.Code}" : $"{name} ({tag.Variant}) · {tag.Code}";
    }

    /// <summary>Such as "Mam (Todos Santos)", without its code, for somebody who reads another language than the page's.</summary>
    /// <param name="written">As the record has it.</param>
    /// <param name="reader">ISO 639-3 of the language of the text around it.</param>
    /// <returns>Null where the language is not known, or has no name in the reader's.</returns>
    public static string? For(string written, string reader) =>
        LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag) && NameOf(tag.Code, reader) is { } name
            ? tag.Variant is null ? name : $"{name} ({tag.Variant})"
            : null;

    /// <summary>The three letters alone; null where the language is not known.</summary>
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
