using System.Globalization;
using System.Resources;
using Kinkeeper.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Features.Policies;

/// <summary>
/// A policy's title in the page's language. The file has one in English, and its text names the policy's version: the other languages
/// stand among the page's words instead, and hold only for the very title that they translate.
/// </summary>
public static class PolicyTitle
{
    private static readonly ResourceManager English = new(typeof(Words));

    /// <summary>As the file has it where nobody has put it into the page's language.</summary>
    public static string Of(Policy policy, IStringLocalizer<Words> words)
    {
        string key = $"policy.{policy.Id}";
        return English.GetString(key, CultureInfo.InvariantCulture) == policy.Title ? words[key].Value : policy.Title;
    }
}
