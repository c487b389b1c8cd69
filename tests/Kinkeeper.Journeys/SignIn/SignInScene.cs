using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>The application with an organization's sign-in, the provider, and the folder of its settings.</summary>
internal sealed class SignInScene : IAsyncDisposable
{
    public const string Audience = "https://kinkeeper.example.gov/api";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinkeeper-sign-in-");
    private WebApplication _web = null!;

    private SignInScene(Uri address, Provider provider)
    {
        Address = address;
        Provider = provider;
    }

    /// <summary>The address by which browsers reach the application.</summary>
    public Uri Address { get; }

    public Provider Provider { get; }

    /// <param name="more">Further settings, each followed by a comma.</param>
    /// <param name="encrypted">True for https, with a certificate made here and a host for which the framework sends HSTS.</param>
    public static async Task<SignInScene> StartAsync(string more = "", bool encrypted = false)
    {
        int port = FreePort();
        // Browsers resolve every name under localhost to this machine (RFC 6761, 6.3).
        Uri address = new(encrypted ? $"https://kinkeeper.localhost:{port}" : $"http://127.0.0.1:{port}");
        SignInScene scene = new(address, await Provider.StartAsync(address));
        scene.Write("secret", "kept-in-a-file\n");
        if (encrypted)
        {
            scene.MakeCertificate();
            more += """ "certificateFile": "tls.pem", "certificateKeyFile": "tls.key", """;
        }

        string settings = scene.Write("sign-in.json", $$"""
            {
              "authority": "{{scene.Provider.Issuer}}", "clientId": "kinkeeper", "clientSecretFile": "secret", "publicAddress": "{{address}}", {{more}}
              "roles": { "ERO-DO": "deportation-officer", "IG": "auditor", "MOVES-PEOPLE": "removal-system" },
              "offices": { "AOR-1": ["AXN"] }, "apiAudience": "{{Audience}}"
            }
            """);
        scene._web = KinkeeperHost.BuildWeb(
            new Kinkeeper.Platform.Database.StoreLocation(Path.Combine(scene._folder.FullName, "data")), TimeProvider.System, $"{address.Scheme}://127.0.0.1:{port}", SignInSettings.Read(settings));
        await scene._web.StartAsync();
        return scene;
    }

    /// <summary>The recorded refusals, the latest first: kind, account, route, and if the address was kept.</summary>
    public string[] Refused() =>
        [.. _web.Services.GetRequiredService<ReadRefused>().Execute(null, null, null, 50).Select(row => $"{row.Kind} {row.Account} {row.Route} {row.Address}")];

    /// <summary>A browser that reaches this machine and nothing else: the provider's own pages ask for fonts elsewhere.</summary>
    public async Task<IBrowserContext> NewContextAsync(IBrowser browser)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString(), IgnoreHTTPSErrors = true });
        await context.RouteAsync(
            url => !url.StartsWith("http://127.0.0.1", StringComparison.Ordinal) && !url.StartsWith(Address.ToString(), StringComparison.Ordinal), route => route.AbortAsync());
        return context;
    }

    public static async Task AtProviderAsync(IPage page, string login)
    {
        await page.Locator("input[name=login]").FillAsync(login);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("form:has(input[name=login]) button[type=submit]").ClickAsync();
        // The consent page of the provider, with a button of the same kind.
        await page.Locator("form:not(:has(input[name=login])) button[type=submit]").ClickAsync();
    }

    /// <summary>Asks the gate as a program.</summary>
    public async Task<HttpResponseMessage> AskAsync(string? token)
    {
        using HttpClient http = new() { BaseAddress = Address };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/clearances")
        {
            Content = new StringContent("""{"manifest":"m","departsAt":"2030-06-20T14:00:00-05:00","recordId":"x:1"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> TokenAsync(string client, string audience = Audience)
    {
        using HttpClient http = new();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = "of-the-program",
            ["resource"] = audience,
            ["scope"] = "gate",
        });
        using HttpResponseMessage answer = await http.PostAsync(new Uri(Provider.Issuer, "/token"), form, TestContext.Current.CancellationToken);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        Provider.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private void MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=kinkeeper.localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        Write("tls.pem", certificate.ExportCertificatePem());
        Write("tls.key", key.ExportPkcs8PrivateKeyPem());
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
