using System.Globalization;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>
/// The text that a parent sees and hears, in one language. No wording steers: the options are side by side, none comes first because
/// it is better, and none is described by what it saves or costs.
/// </summary>
/// <param name="Language">ISO 639-3.</param>
/// <param name="HtmlLanguage">BCP 47, for the page.</param>
/// <param name="Name">The name of the language in itself.</param>
/// <param name="Approval">States if a certified translator has approved the text.</param>
/// <param name="Words">The texts by key; <c>{0}</c> is the child. The key also names the recording of the text.</param>
public sealed record ParentText(string Language, string HtmlLanguage, string Name, string Approval, IReadOnlyDictionary<string, string> Words)
{
    /// <summary>The statements that every parent hears before choosing, each said and marked separately.</summary>
    public static readonly IReadOnlyList<string> Told = ["told-1", "told-2", "told-3", "told-4", "told-5", "told-6"];

    /// <summary>
    /// For any other language an interpreter speaks, and the record says so. A machine never translates: Mam, K'iche', Q'eqchi',
    /// Q'anjob'al, Ixil and Akateko have no reliable written translation.
    /// </summary>
    public static readonly IReadOnlyList<ParentText> All = [EnglishText.Text, SpanishText.Text, PortugueseText.Text, HaitianCreoleText.Text];

    /// <summary>The text to show: in the parent's language; else in the language spoken to the interpreter; else in the page's.</summary>
    /// <param name="parentLanguage">As recorded; null if unknown.</param>
    /// <param name="spokenLanguage">As recorded; null if unknown.</param>
    /// <returns>The text, and true if it is in the parent's own language.</returns>
    public static (ParentText Text, bool IsTheirs) For(string? parentLanguage, string? spokenLanguage)
    {
        ParentText? theirs = Find(LanguageName.Letters(parentLanguage));
        return (theirs ?? Find(LanguageName.Letters(spokenLanguage)) ?? All.First(text => text.HtmlLanguage == PageLanguage), theirs is not null);
    }

    /// <summary>The text in a language; null if there is none.</summary>
    public static ParentText? Find(string? language) => All.FirstOrDefault(text => text.Language == language);

    /// <summary>A text with the child's name filled in.</summary>
    public string Say(string key, string child) => Words[key].Replace("{0}", child, StringComparison.Ordinal);

    private static string PageLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? "es" : "en";
}
