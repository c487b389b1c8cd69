using System.Globalization;
using System.Resources;
using Kinkeeper.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Policies;

/// <summary>
/// Finds a policy's title in the page's language. The file has the English title, and the file's text determines the policy's version.
/// So translations are kept with the page's words, and apply only if the English title is exactly the one they translate.
/// </summary>
public static class PolicyTitle
{
    private static readonly ResourceManager English = new(typeof(Words));

    /// <summary>Returns the translated title, or the file's title if there is no translation.</summary>
    public static string Of(Policy policy, IStringLocalizer<Words> words)
    {
        string key = $"policy.{policy.Id}";
        return English.GetString(key, CultureInfo.InvariantCulture) == policy.Title ? words[key].Value : policy.Title;
    }
}
