using System.Globalization;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>
/// What the parent is shown and told, in one language. No wording steers: the options stand side by side, none comes first for
/// being better, and none is called by what it saves or costs.
/// </summary>
/// <param name="Language">ISO 639-3.</param>
/// <param name="HtmlLanguage">BCP 47, for the page.</param>
/// <param name="Name">What its speakers call the language.</param>
/// <param name="Approval">Whether a certified translator has approved the text.</param>
/// <param name="Words">By key; <c>{0}</c> is the child. The key also names the recording in which the text is spoken.</param>
public sealed record ParentText(string Language, string HtmlLanguage, string Name, string Approval, IReadOnlyDictionary<string, string> Words)
{
    /// <summary>What every parent is told before choosing, each said apart and marked apart.</summary>
    public static readonly IReadOnlyList<string> Told = ["told-1", "told-2", "told-3", "told-4", "told-5", "told-6"];

    /// <summary>
    /// Any other language is spoken by an interpreter and recorded as such, never translated by a machine: Mam, K'iche', Q'eqchi',
    /// Q'anjob'al, Ixil and Akateko have no reliable written translation.
    /// </summary>
    public static readonly IReadOnlyList<ParentText> All = [EnglishText.Text, SpanishText.Text, PortugueseText.Text, HaitianCreoleText.Text];

    /// <summary>The text to show: the parent's; where that language has none, the one spoken to the interpreter; where that has none either, the page's.</summary>
    /// <param name="parentLanguage">As recorded; null where it is not known.</param>
    /// <param name="spokenLanguage">As recorded; null where it is not known.</param>
    /// <returns>The text, and whether it is in the parent's own language.</returns>
    public static (ParentText Text, bool IsTheirs) For(string? parentLanguage, string? spokenLanguage)
    {
        ParentText? theirs = Find(LanguageName.Letters(parentLanguage));
        return (theirs ?? Find(LanguageName.Letters(spokenLanguage)) ?? All.First(text => text.HtmlLanguage == PageLanguage), theirs is not null);
    }

    /// <summary>Null where there is no written text in the language.</summary>
    public static ParentText? Find(string? language) => All.FirstOrDefault(text => text.Language == language);

    /// <summary>A text with the child's name in its place.</summary>
    public string Say(string key, string child) => Words[key].Replace("{0}", child, StringComparison.Ordinal);

    private static string PageLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? "es" : "en";
}
