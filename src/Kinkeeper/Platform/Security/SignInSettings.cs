using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kinkeeper.Platform.Security;

/// <summary>
/// The organization's own sign-in (OpenID Connect, code flow with PKCE), as <c>kinkeeper serve --sign-in FILE.json</c> reads it.
/// </summary>
public sealed class SignInSettings
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The provider's issuer address. Plain HTTP only on a loopback address.</summary>
    public required Uri Authority { get; init; }

    public required string ClientId { get; init; }

    /// <summary>A file that holds the client's secret, relative to this one; null for a client without.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>How browsers reach the application, such as <c>https://kinkeeper.example.gov</c>: where the provider leads back to.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>Beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile"];

    /// <summary>The claim whose values <see cref="Roles"/> maps.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The provider's values to ours, such as <c>"ERO-DO": "deportation-officer"</c>. A person with none or several of them does not get in.</summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    /// <summary>The claim that names a person's offices.</summary>
    public string OfficeClaim { get; init; } = "offices";

    /// <summary>The places that each office answers for: facilities, ports, sectors; <c>*</c> for all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Offices { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The audience of access tokens with which programs call the API; null: no program may.</summary>
    public string? ApiAudience { get; init; }

    /// <summary>Read from <see cref="ClientSecretFile"/>.</summary>
    [JsonIgnore]
    public string? ClientSecret { get; private set; }

    /// <summary>Reads and checks a file, so that a mistake is found at the start and not at somebody's sign-in.</summary>
    /// <exception cref="RefusalException">It cannot be read, or holds something that cannot be.</exception>
    public static SignInSettings Read(string file)
    {
        SignInSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize<SignInSettings>(File.ReadAllBytes(file), Options) ?? throw new JsonException("It is null.");
            settings.ClientSecret = settings.ClientSecretFile is { } secret ? File.ReadAllText(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, secret)).Trim() : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refuse(file, unreadable.Message, unreadable);
        }

        foreach ((string value, string role) in settings.Roles)
        {
            if (!Security.Roles.TryFind(role, out _))
            {
                throw Refuse(file, $"\"roles\" maps \"{value}\" to \"{role}\", which is no role here. Roles: {string.Join(", ", Enum.GetValues<AccountRole>().Select(Security.Roles.NameOf))}.");
            }
        }

        foreach (Uri address in (Uri[])[settings.Authority, settings.PublicAddress])
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            {
                throw Refuse(file, $"\"{address}\" must be an https address; http only on this machine itself.");
            }
        }

        return settings;
    }

    private static RefusalException Refuse(string file, string why, Exception? cause = null) =>
        new(new Refusal("sign-in-settings", $"The sign-in settings {file} cannot be used: {why} See docs/handbook.md, \"Sign-in\"."), cause);
}
