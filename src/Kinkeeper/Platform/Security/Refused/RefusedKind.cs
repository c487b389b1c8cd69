using System.Collections.Frozen;
using System.Text.Json;

namespace Kinkeeper.Platform.Security.Refused;

/// <summary>Why a request was refused, or a sign-in failed.</summary>
public enum RefusedKind
{
    /// <summary>The account's role may not do this.</summary>
    NotAllowed = 1,

    /// <summary>The address names what the account may not see, or what is not there: the two look the same.</summary>
    NotTheirs = 2,

    /// <summary>More in a minute than anybody does by hand.</summary>
    TooMany = 3,

    /// <summary>A form without the token that this application put in it.</summary>
    ForgedForm = 4,

    /// <summary>The API, asked by another site's page.</summary>
    OtherSite = 5,

    /// <summary>A ready account of the demonstration, where real people have been imported.</summary>
    DemonstrationClosed = 6,

    /// <summary>The API, asked by nobody who has signed in. Pages lead whoever has not to the sign-in: that is no refusal.</summary>
    SignInNeeded = 7,

    /// <summary>An access token that is not valid here, or names no role.</summary>
    TokenRefused = 8,

    /// <summary>An answer to a sign-in that nobody began here: its state or nonce is another's, or its code is not worth a token.</summary>
    SignInMismatch = 9,

    /// <summary>The provider itself said no.</summary>
    SignInRefused = 10,

    /// <summary>The provider knows the person, and gives them no role here, or two.</summary>
    SignInWithoutRole = 11,

    /// <summary>The person is known, and was not signed in as strongly or as recently as the settings ask.</summary>
    SignInTooWeak = 12,
}

/// <summary>The kinds by the names that the table and addresses use.</summary>
public static class RefusedKinds
{
    private static readonly FrozenDictionary<string, RefusedKind> ByName = Enum.GetValues<RefusedKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Such as <c>not-allowed</c>.</summary>
    public static string NameOf(RefusedKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Null for a name that is none of them.</summary>
    public static RefusedKind? Find(string? name) => name is not null && ByName.TryGetValue(name, out RefusedKind kind) ? kind : null;

    /// <summary>Somebody, or a program, tried to sign in.</summary>
    public static bool IsSignIn(RefusedKind kind) =>
        kind is RefusedKind.TokenRefused or RefusedKind.SignInMismatch or RefusedKind.SignInRefused or RefusedKind.SignInWithoutRole or RefusedKind.SignInTooWeak;
}
