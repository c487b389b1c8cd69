using System.Globalization;
using System.Text;
using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Normalise;

namespace Kinkeeper.Features.Decisions.Interviewing;

/// <summary>Languages as people call them, and as records do: by ISO 639-3, with the variant where one was named.</summary>
public static class LanguageName
{
    /// <summary>Codes with their names, for a list to choose from; the first name is the one shown.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
        [.. EmbeddedTable.Read("Languages.csv").Select(row => (row[0], row[1].Split(';')[0])).OrderBy(language => language.Item2, StringComparer.Ordinal)];

    private static readonly Dictionary<string, string> Spanish = new(StringComparer.Ordinal)
    {
        ["spa"] = "español",
        ["eng"] = "inglés",
        ["por"] = "portugués",
        ["hat"] = "criollo haitiano",
        ["fra"] = "francés",
        ["ara"] = "árabe",
        ["zho"] = "chino",
        ["cmn"] = "mandarín",
        ["rus"] = "ruso",
        ["ron"] = "rumano",
        ["tur"] = "turco",
        ["deu"] = "alemán",
        ["ita"] = "italiano",
        ["nah"] = "náhuatl",
        ["zap"] = "zapoteco",
        ["qmx"] = "mixteco",
        ["ukr"] = "ucraniano",
        ["jpn"] = "japonés",
        ["kor"] = "coreano",
        ["hin"] = "hindi",
    };

    /// <summary>ISO 639-3 where the spelling is known, with the variant; as written otherwise; null where nothing is.</summary>
    public static string? Code(string? written) => string.IsNullOrWhiteSpace(written) ? null : Codes.Language(Encoding.UTF8.GetBytes(written.Trim()));

    /// <summary>Such as "Mam (Todos Santos) · mam"; as written where it is not known.</summary>
    public static string Show(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || !LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag))
        {
            return written ?? string.Empty;
        }

        string name = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" && Spanish.TryGetValue(tag.Code, out string? spanish)
            ? spanish
            : All.First(language => language.Code == tag.Code).Name;
        return tag.Variant is null ? $"{name} · {tag.Code}" : $"{name} ({tag.Variant}) · {tag.Code}";
    }

    /// <summary>The three letters alone; null where the language is not known.</summary>
    public static string? Letters(string? written) =>
        !string.IsNullOrWhiteSpace(written) && LanguageTag.TryParse(Encoding.UTF8.GetBytes(written.Trim()), out LanguageTag tag) ? tag.Code : null;
}
