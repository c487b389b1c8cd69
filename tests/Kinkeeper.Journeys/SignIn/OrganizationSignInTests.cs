using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>Signing in at an organization's own provider, in a browser, and with a program's access token.</summary>
public sealed class OrganizationSignInTests(Site site) : IAsyncLifetime
{
    private const string Audience = "https://kinkeeper.example.gov/api";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinkeeper-sign-in-");
    private Uri _address = null!;
    private Provider _provider = null!;
    private WebApplication _web = null!;

    public async ValueTask InitializeAsync()
    {
        _address = new Uri($"http://127.0.0.1:{FreePort()}");
        _provider = await Provider.StartAsync(_address);
        string settings = Path.Combine(_folder.FullName, "sign-in.json");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret"), "kept-in-a-file\n");
        await File.WriteAllTextAsync(settings, $$"""
            {
              "authority": "{{_provider.Issuer}}", "clientId": "kinkeeper", "clientSecretFile": "secret", "publicAddress": "{{_address}}",
              "roles": { "ERO-DO": "deportation-officer", "IG": "auditor", "MOVES-PEOPLE": "removal-system" },
              "offices": { "AOR-1": ["AXN"] }, "apiAudience": "{{Audience}}"
            }
            """);
        _web = KinkeeperHost.BuildWeb(new StoreLocation(Path.Combine(_folder.FullName, "data")), TimeProvider.System, _address.ToString(), SignInSettings.Read(settings));
        await _web.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _provider.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Officer_SignsInWhereTheyWereGoing_WithTheirRole_AndOut()
    {
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/departures");
        (await page.Locator("main").InnerTextAsync()).Should().NotContain("officer-demo", "the demonstration's accounts are gone");
        await page.Locator("main a.usa-button").ClickAsync();
        await AtProviderAsync(page, "officer");
        await page.WaitForURLAsync("**/departures");
        (await page.Locator("header").InnerTextAsync()).Should().Contain("Officer Quiroga").And.NotContain("Who read whom");
        // Pushed to the provider behind the browser's back (RFC 9126); it takes no request without PKCE (provider.mjs).
        asked.Should().Contain(url => url.StartsWith($"{_provider.Issuer}auth?", StringComparison.Ordinal) && url.Contains("request_uri=", StringComparison.Ordinal));
        (await context.CookiesAsync()).Single(cookie => cookie.Name == "kinkeeper-session").HttpOnly.Should().BeTrue();
        (await page.GotoAsync("/access"))!.Url.Should().Contain("/not-allowed");

        await page.GotoAsync("/");
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        (await page.GotoAsync("/departures"))!.Url.Should().Contain("/sign-in");
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("twice")]
    public async Task WhoeverHasNoRoleHere_OrTwo_DoesNotGetIn(string login)
    {
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in/organization");
        await AtProviderAsync(page, login);
        await page.WaitForURLAsync("**/not-allowed");
        (await page.GotoAsync("/"))!.Url.Should().Contain("/sign-in");
    }

    [Fact]
    public async Task AnswerThatNobodyAskedFor_LeadsBackToTheSignIn()
    {
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _address };
        using HttpResponseMessage answer = await http.GetAsync(new Uri("/sign-in/back?code=stolen&state=made-up", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Location!.ToString().Should().Be("/sign-in?failed=true");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Program_AsksTheGateWithAnAccessToken_AndOnlyWithOne()
    {
        (await AskAsync(await TokenAsync("mover", Audience))).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (string? token in (string?[])[null, "made-up", await TokenAsync("mover-without-role", Audience), await TokenAsync("mover", "https://another.example.gov")])
        {
            using HttpResponseMessage refused = await AskAsync(token);
            refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"treatAs\":\"held\"");
        }
    }

    /// <summary>A browser that reaches this machine and nothing else: the provider's own pages ask for fonts elsewhere.</summary>
    private async Task<IBrowserContext> NewContextAsync()
    {
        IBrowserContext context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = _address.ToString() });
        await context.RouteAsync(url => !url.StartsWith("http://127.0.0.1", StringComparison.Ordinal), route => route.AbortAsync());
        return context;
    }

    private static async Task AtProviderAsync(IPage page, string login)
    {
        await page.Locator("input[name=login]").FillAsync(login);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        // What the person consents to.
        await page.Locator("button[type=submit]").ClickAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string? token)
    {
        using HttpClient http = new() { BaseAddress = _address };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/clearances")
        {
            Content = new StringContent("""{"manifest":"m","departsAt":"2030-06-20T14:00:00-05:00","recordId":"x:1"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> TokenAsync(string client, string audience)
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
        using HttpResponseMessage answer = await http.PostAsync(new Uri(_provider.Issuer, "/token"), form, TestContext.Current.CancellationToken);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeTrue(body);
        return JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
