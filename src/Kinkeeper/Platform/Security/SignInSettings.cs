using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kinkeeper.Platform.Security.Accounts;

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

    /// <summary>A file with the client's secret, relative to this one; null for a client without a secret.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>
    /// The address by which browsers reach the application, such as <c>https://kinkeeper.example.gov</c>. The provider redirects to
    /// it.
    /// </summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>The certificate, in PEM, for an https address served here; null if a proxy ends TLS. Relative to this file.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Its private key, in PEM.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>The addresses of the proxies that may report the address of a client; none: no proxy may.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>
    /// The accepted values of <c>acr</c>, of which the provider must confirm one; none: the provider decides how people sign in.
    /// </summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>The greatest age of a sign-in at the provider, in seconds; null: the provider decides.</summary>
    public int? MaxAge { get; init; }

    /// <summary>The scopes in addition to <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile"];

    /// <summary>The claim whose values <see cref="Roles"/> maps.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>
    /// The provider's values to ours, such as <c>"ERO-DO": "deportation-officer"</c>. A person with none or several of them does not
    /// get in.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    /// <summary>The claim that names a person's offices.</summary>
    public string OfficeClaim { get; init; } = "offices";

    /// <summary>The places that each office answers for: facilities, ports, sectors; <c>*</c> for all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Offices { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The audience of access tokens with which programs call the API; null: no program may.</summary>
    public string? ApiAudience { get; init; }

    /// <summary>The client's secret, read from <see cref="ClientSecretFile"/>.</summary>
    [JsonIgnore]
    public string? ClientSecret { get; private set; }

    /// <summary>The certificate, read from <see cref="CertificateFile"/> and <see cref="CertificateKeyFile"/>.</summary>
    [JsonIgnore]
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>
    /// A cookie's name. Over https it has the prefix that makes browsers accept it only from this host and send it only encrypted
    /// (ASVS 5.0.0, 3.3.1).
    /// </summary>
    public string CookieName(string name) => PublicAddress.Scheme == Uri.UriSchemeHttps ? $"__Host-{name}" : name;

    /// <summary>Reads and checks a file, so that a mistake shows at the start and not at somebody's sign-in.</summary>
    /// <exception cref="RefusalException">The file cannot be read, or holds a value that cannot be used.</exception>
    public static SignInSettings Read(string file)
    {
        SignInSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize<SignInSettings>(File.ReadAllBytes(file), Options) ?? throw new JsonException("It is null.");
            settings.ClientSecret = settings.ClientSecretFile is { } secret ? File.ReadAllText(Beside(file, secret)).Trim() : null;
            settings.Certificate = settings.CertificateFile is { } certificate
                ? X509Certificate2.CreateFromPemFile(Beside(file, certificate), settings.CertificateKeyFile is { } key ? Beside(file, key) : null)
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw Refuse(file, unreadable.Message, unreadable);
        }

        foreach ((string value, string role) in settings.Roles)
        {
            if (!Accounts.Roles.TryFind(role, out _))
            {
                throw Refuse(file, $"\"roles\" maps \"{value}\" to \"{role}\", which is not a role here. Roles: {string.Join(", ", Enum.GetValues<AccountRole>().Select(Accounts.Roles.NameOf))}.");
            }
        }

        foreach (Uri address in (Uri[])[settings.Authority, settings.PublicAddress])
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            {
                throw Refuse(file, $"\"{address}\" must be an https address; http only on this machine itself.");
            }
        }

        if (settings.Proxies.FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _)) is { } unknown)
        {
            throw Refuse(file, $"\"proxies\" names \"{unknown}\", which is not an address. Name each proxy by its IP address, such as \"10.0.0.7\".");
        }

        // RFC 6749, appendix A: the values are sent in one text, separated by spaces, and returned within quotes.
        if (settings.AcrValues.FirstOrDefault(value => string.IsNullOrEmpty(value) || value.Any(letter => letter is <= ' ' or '"' or '\\' or > '~')) is { } wrong)
        {
            throw Refuse(file, $"\"acrValues\" names \"{wrong}\". Each value is one word as your provider writes it, such as \"phr\", without spaces.");
        }

        if (settings.MaxAge < 0)
        {
            throw Refuse(file, $"\"maxAge\" is {settings.MaxAge}. It is a number of seconds, 0 or more: how long ago somebody may have signed in at the provider.");
        }

        if (settings.CertificateKeyFile is not null && settings.CertificateFile is null)
        {
            throw Refuse(file, "\"certificateKeyFile\" is named without \"certificateFile\".");
        }

        return settings;
    }

    private static string Beside(string file, string other) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, other);

    private static RefusalException Refuse(string file, string why, Exception? cause = null) =>
        new(new Refusal("sign-in-settings", $"The sign-in settings {file} cannot be used: {why} See docs/handbook.md, \"Sign-in\"."), cause);
}
