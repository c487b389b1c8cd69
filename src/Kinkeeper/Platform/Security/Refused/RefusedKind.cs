using System.Collections.Frozen;
using System.Text.Json;

namespace Kinkeeper.Platform.Security.Refused;

/// <summary>The reason for which a request was refused or a sign-in failed.</summary>
public enum RefusedKind
{
    /// <summary>The account's role may not do this.</summary>
    NotAllowed = 1,

    /// <summary>The address names something that the account may not see, or that does not exist: the two look the same.</summary>
    NotTheirs = 2,

    /// <summary>More requests in a minute than a person makes by hand.</summary>
    TooMany = 3,

    /// <summary>A form without the token that this application put in it.</summary>
    ForgedForm = 4,

    /// <summary>A request to the API from another site's page.</summary>
    OtherSite = 5,

    /// <summary>A demonstration account, after real people were imported.</summary>
    DemonstrationClosed = 6,

    /// <summary>A request to the API without a sign-in. A page redirects to the sign-in instead, which is not a refusal.</summary>
    SignInNeeded = 7,

    /// <summary>An access token that is not valid here, or names no role.</summary>
    TokenRefused = 8,

    /// <summary>An answer to a sign-in that did not begin here: its state or nonce is another's, or its code yields no token.</summary>
    SignInMismatch = 9,

    /// <summary>The provider refused the sign-in.</summary>
    SignInRefused = 10,

    /// <summary>The provider knows the person but gives them no role here, or two.</summary>
    SignInWithoutRole = 11,

    /// <summary>The person is known, but was not signed in as strongly or as recently as the settings require.</summary>
    SignInTooWeak = 12,
}

/// <summary>Names of the kinds, as the table and addresses use them.</summary>
public static class RefusedKinds
{
    private static readonly FrozenDictionary<string, RefusedKind> ByName = Enum.GetValues<RefusedKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The kind's name, such as <c>not-allowed</c>.</summary>
    public static string NameOf(RefusedKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The kind of a name; null if the name is unknown.</summary>
    public static RefusedKind? Find(string? name) => name is not null && ByName.TryGetValue(name, out RefusedKind kind) ? kind : null;

    /// <summary>True if a person or a program tried to sign in.</summary>
    public static bool IsSignIn(RefusedKind kind) =>
        kind is RefusedKind.TokenRefused or RefusedKind.SignInMismatch or RefusedKind.SignInRefused or RefusedKind.SignInWithoutRole or RefusedKind.SignInTooWeak;
}
