using System.Globalization;

namespace Kinkeeper.Platform.Text;

/// <summary>Chooses between a page's two languages for texts that are not in <see cref="Words"/> but next to their subject.</summary>
public static class PageLanguage
{
    public static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    /// <summary>The refusal's sentence for the page; in English if it has no Spanish.</summary>
    public static string InPageLanguage(this Refusal refusal) => IsSpanish ? refusal.Spanish ?? refusal.Sentence : refusal.Sentence;
}
