using System.Globalization;

namespace Kinkeeper.Platform.Text;

/// <summary>Which of a page's two languages is asked for, where a text does not stand in <see cref="Words"/> but with what it is about.</summary>
public static class PageLanguage
{
    public static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    /// <summary>The refusal's sentence for the page; in English where it has no Spanish.</summary>
    public static string InPageLanguage(this Refusal refusal) => IsSpanish ? refusal.Spanish ?? refusal.Sentence : refusal.Sentence;
}
