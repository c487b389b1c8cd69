using System.Globalization;
using System.Security.Claims;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// Checks that a person was signed in as strongly (<c>acr</c>) and as recently (<c>auth_time</c>) as the settings require. The
/// provider is asked for both, and its answer is checked, because it may ignore the request (OpenID Connect Core 1.0, 3.1.2.1; RFC 9470).
/// </summary>
internal static class SignInStrength
{
    /// <summary>The code of the refusal: the provider's answer is genuine but not enough.</summary>
    public const string TooWeak = "sign-in-too-weak";

    /// <summary>The greatest difference between two machines' clocks, in seconds.</summary>
    private const long Skew = 60;

    /// <param name="settings">The required strength and age.</param>
    /// <param name="token">The claims of the ID token, or of the person's access token: never those of the user info.</param>
    /// <param name="now">The application's time.</param>
    public static bool IsEnough(SignInSettings settings, IEnumerable<Claim> token, DateTimeOffset now)
    {
        Claim[] claims = [.. token];
        return (settings.AcrValues.Count == 0 || claims.Any(claim => claim.Type == "acr" && settings.AcrValues.Contains(claim.Value)))
            && (settings.MaxAge is not { } most || (SignedInAt(claims) is { } at && now.ToUnixTimeSeconds() - at >= -Skew && now.ToUnixTimeSeconds() - at <= most + Skew));
    }

    public static RefusalException Refuse() => new(TooWeak, "The sign-in is not as strong, or not as recent, as the settings require.");

    /// <summary>Tells a program with a person's token what is missing (RFC 9470, 3).</summary>
    public static string Challenge(SignInSettings settings) => string.Join(
        ", ",
        (IEnumerable<string>)
        [
            "Bearer error=\"insufficient_user_authentication\"",
            .. settings.AcrValues.Count == 0 ? [] : (string[])[$"acr_values=\"{string.Join(' ', settings.AcrValues)}\""],
            .. settings.MaxAge is { } most ? (string[])[$"max_age=\"{most.ToString(CultureInfo.InvariantCulture)}\""] : [],
        ]);

    private static long? SignedInAt(Claim[] claims) =>
        claims.FirstOrDefault(claim => claim.Type == "auth_time") is { } claim && long.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long at) ? at : null;
}
