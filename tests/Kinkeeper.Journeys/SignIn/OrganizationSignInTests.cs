using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>Signing in at an organization's own provider, in a browser, and with a program's access token.</summary>
public sealed class OrganizationSignInTests(Site site) : IAsyncLifetime
{
    private SignInScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await SignInScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Officer_SignsInWhereTheyWereGoing_WithTheirRole_AndOut()
    {
        await using IBrowserContext context = await _scene.NewContextAsync(site.Browser);
        IPage page = await context.NewPageAsync();
        ConcurrentQueue<string> asked = new();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        await page.GotoAsync("/departures");
        (await page.Locator("main").InnerTextAsync()).Should().NotContain("officer-demo", "the demonstration's accounts are gone");
        await page.Locator("main a.usa-button").ClickAsync();
        await SignInScene.AtProviderAsync(page, "officer");
        await page.ArriveAsync("**/departures");
        (await page.Locator("header").InnerTextAsync()).Should().Contain("Officer Quiroga").And.NotContain("Who read whom");
        // Sent to the provider directly, not through the browser (RFC 9126). It accepts no request without PKCE (provider.mjs).
        asked.Should().Contain(url => url.StartsWith($"{_scene.Provider.Issuer}auth?", StringComparison.Ordinal) && url.Contains("request_uri=", StringComparison.Ordinal));
        (await context.CookiesAsync()).Single(cookie => cookie.Name == "kinkeeper-session").HttpOnly.Should().BeTrue();
        (await page.GotoAsync("/access"))!.Url.Should().Contain("/not-allowed");

        await page.GotoAsync("/");
        await page.GoAsync(page.Locator("form[action='/sign-out'] button"));
        (await page.GotoAsync("/departures"))!.Url.Should().Contain("/sign-in");
        _scene.Refused().Should().Equal("not-allowed officer /access ");
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("twice")]
    public async Task Person_WithNoRoleHere_OrTwo_DoesNotGetIn(string login)
    {
        await using IBrowserContext context = await _scene.NewContextAsync(site.Browser);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in/organization");
        await SignInScene.AtProviderAsync(page, login);
        await page.ArriveAsync("**/not-allowed");
        (await page.GotoAsync("/"))!.Url.Should().Contain("/sign-in");
        _scene.Refused().Should().Equal($"sign-in-without-role {login} /sign-in/back 127.0.0.1");
    }

    [Fact]
    public async Task Answer_WithoutARequest_LeadsBackToTheSignIn()
    {
        using HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _scene.Address };
        using HttpResponseMessage answer = await http.GetAsync(new Uri("/sign-in/back?code=stolen&state=made-up", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Location!.ToString().Should().Be("/sign-in?failed=true");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        _scene.Refused().Should().Equal("sign-in-mismatch  /sign-in/back 127.0.0.1");
    }

    [Fact]
    public async Task Provider_Refusing_LeadsBackToTheSignIn_AndIsRecorded()
    {
        await using IBrowserContext context = await _scene.NewContextAsync(site.Browser);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in/organization");
        await page.Locator("a[href$='/abort']").ClickAsync();
        await page.ArriveAsync("**/sign-in?failed=true");
        (await page.Locator("[role=alert]").InnerTextAsync()).Should().NotBeEmpty();
        _scene.Refused().Should().Equal("sign-in-refused  /sign-in/back 127.0.0.1");
    }

    [Fact]
    public async Task Program_AsksTheGateWithAnAccessToken_AndOnlyWithOne()
    {
        (await _scene.AskAsync(await _scene.TokenAsync("mover"))).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (string? token in (string?[])[null, "made-up", await _scene.TokenAsync("mover-without-role"), await _scene.TokenAsync("mover", "https://another.example.gov")])
        {
            using HttpResponseMessage refused = await _scene.AskAsync(token);
            refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"treatAs\":\"held\"");
        }

        _scene.Refused().Should().BeEquivalentTo(
            "sign-in-needed  /api/v1/clearances ", "token-refused  /api/v1/clearances 127.0.0.1", "token-refused mover-without-role /api/v1/clearances 127.0.0.1");
    }
}
