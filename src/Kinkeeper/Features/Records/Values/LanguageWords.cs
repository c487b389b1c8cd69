using System.Collections.Frozen;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Names of languages in the languages that families read, if they differ from the English name. Peoples' own names for their
/// languages (Mam, K'iche', Wolof) are the same everywhere and are not listed. Null means that we have no name yet.
/// </summary>
internal static class LanguageWords
{
    /// <summary>Names in Spanish, Portuguese and Haitian Creole, by ISO 639-3.</summary>
    public static readonly FrozenDictionary<string, (string Spanish, string Portuguese, string? HaitianCreole)> All = new Dictionary<string, (string, string, string?)>(StringComparer.Ordinal)
    {
        ["spa"] = ("español", "espanhol", "panyòl"),
        ["eng"] = ("inglés", "inglês", "angle"),
        ["por"] = ("portugués", "português", "pòtigè"),
        ["hat"] = ("criollo haitiano", "crioulo haitiano", "kreyòl ayisyen"),
        ["fra"] = ("francés", "francês", "franse"),
        ["ara"] = ("árabe", "árabe", "arab"),
        ["zho"] = ("chino", "chinês", "chinwa"),
        ["cmn"] = ("mandarín", "mandarim", "mandaren"),
        ["yue"] = ("cantonés", "cantonês", null),
        ["rus"] = ("ruso", "russo", "ris"),
        ["ron"] = ("rumano", "romeno", "women"),
        ["rom"] = ("romaní", "romani", null),
        ["tur"] = ("turco", "turco", "tik"),
        ["deu"] = ("alemán", "alemão", "alman"),
        ["ita"] = ("italiano", "italiano", "italyen"),
        ["pol"] = ("polaco", "polonês", "polonè"),
        ["ukr"] = ("ucraniano", "ucraniano", "ikrenyen"),
        ["sqi"] = ("albanés", "albanês", null),
        ["hye"] = ("armenio", "armênio", null),
        ["kat"] = ("georgiano", "georgiano", null),
        ["kur"] = ("kurdo", "curdo", null),
        ["uzb"] = ("uzbeko", "uzbeque", null),
        ["fas"] = ("farsi", "farsi", null),
        ["pus"] = ("pastún", "pachto", null),
        ["jpn"] = ("japonés", "japonês", "japonè"),
        ["kor"] = ("coreano", "coreano", "koreyen"),
        ["vie"] = ("vietnamita", "vietnamita", "vyetnamyen"),
        ["tgl"] = ("tagalo", "tagalo", null),
        ["ind"] = ("indonesio", "indonésio", null),
        ["mya"] = ("birmano", "birmanês", null),
        ["hin"] = ("hindi", "hindi", "endi"),
        ["pan"] = ("panyabí", "punjabi", null),
        ["guj"] = ("guyaratí", "guzerate", null),
        ["ben"] = ("bengalí", "bengali", null),
        ["nep"] = ("nepalí", "nepalês", null),
        ["urd"] = ("urdu", "urdu", null),
        ["tam"] = ("tamil", "tâmil", null),
        ["tel"] = ("telugu", "télugo", null),
        ["sin"] = ("cingalés", "cingalês", null),
        ["swa"] = ("suajili", "suaíli", null),
        ["som"] = ("somalí", "somali", null),
        ["amh"] = ("amárico", "amárico", null),
        ["tir"] = ("tigriña", "tigrínia", null),
        ["ful"] = ("fula", "fula", null),
        ["nah"] = ("náhuatl", "náuatle", null),
        ["zap"] = ("zapoteco", "zapoteca", null),
        ["qmx"] = ("mixteco", "mixteca", null),
        ["oto"] = ("otomí", "otomi", null),
        ["yua"] = ("maya yucateco", "maia iucateque", null),
        ["grn"] = ("guaraní", "guarani", null),
        ["aym"] = ("aimara", "aimará", null),
        ["que"] = ("quechua", "quíchua", null),
        ["cab"] = ("garífuna", "garífuna", null),
        ["ase"] = ("lengua de señas americana", "língua de sinais americana", null),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
