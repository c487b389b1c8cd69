using System.Globalization;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Decisions.Interview.Texts;

/// <summary>
/// The texts the parent is shown and told, in one language. No wording steers: the options are shown side by side, in no order of
/// preference, and no label mentions what an option saves or costs.
/// </summary>
/// <param name="Language">ISO 639-3.</param>
/// <param name="HtmlLanguage">BCP 47, for the page.</param>
/// <param name="Name">The language's name for itself.</param>
/// <param name="Approval">A note that says if a certified translator has approved the text.</param>
/// <param name="Words">The texts by key; <c>{0}</c> is the child. The key also names the recording of the text.</param>
public sealed record ParentText(string Language, string HtmlLanguage, string Name, string Approval, IReadOnlyDictionary<string, string> Words)
{
    /// <summary>The facts every parent is told before choosing. Each is read and marked separately.</summary>
    public static readonly IReadOnlyList<string> Told = ["told-1", "told-2", "told-3", "told-4", "told-5", "told-6"];

    /// <summary>
    /// The written texts. In any other language an interpreter speaks the text and the record says so; no machine translates it. Mam,
    /// K'iche', Q'eqchi', Q'anjob'al, Ixil and Akateko have no reliable written translation.
    /// </summary>
    public static readonly IReadOnlyList<ParentText> All = [EnglishText.Text, SpanishText.Text, PortugueseText.Text, HaitianCreoleText.Text];

    /// <summary>
    /// Returns the text in the parent's language; if there is none, in the language spoken to the interpreter; if there is none, in the
    /// page's.
    /// </summary>
    /// <param name="parentLanguage">The recorded language; null if it is not known.</param>
    /// <param name="spokenLanguage">The recorded language; null if it is not known.</param>
    /// <returns>The text, and true if it is in the parent's own language.</returns>
    public static (ParentText Text, bool IsTheirs) For(string? parentLanguage, string? spokenLanguage)
    {
        ParentText? theirs = Find(LanguageName.Letters(parentLanguage));
        return (theirs ?? Find(LanguageName.Letters(spokenLanguage)) ?? All.First(text => text.HtmlLanguage == PageLanguage), theirs is not null);
    }

    /// <summary>Returns the text in a language; null if there is no written text in it.</summary>
    public static ParentText? Find(string? language) => All.FirstOrDefault(text => text.Language == language);

    /// <summary>Returns a text with the child's name filled in.</summary>
    public string Say(string key, string child) => Words[key].Replace("{0}", child, StringComparison.Ordinal);

    private static string PageLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? "es" : "en";
}
