using System.Net;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>The application asks the provider for the strength and age of a sign-in, and checks the answer.</summary>
public sealed class SignInStrengthTests(Site site)
{
    private const string Asked = """ "acrValues": ["phr", "phrh"], "maxAge": 300, """;

    [Fact]
    public async Task SignIn_ThatIsStrongAndRecent_GetsIn_BecauseTheProviderWasAskedForIt()
    {
        // The provider reports how it signed somebody in only on request (provider.mjs).
        await using SignInScene scene = await SignInScene.StartAsync(Asked);
        IPage page = await SignInAsync(scene, "officer");
        await page.ArriveAsync("**/departures");
        scene.Refused().Should().BeEmpty();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("hasty", Asked)]
    [InlineData("stale", Asked)]
    [InlineData("hasty", """ "acrValues": ["phr"], """)]
    [InlineData("stale", """ "maxAge": 300, """)]
    public async Task SignIn_TooWeakOrTooOld_IsRefusedInWords_AndRecorded(string login, string settings)
    {
        await using SignInScene scene = await SignInScene.StartAsync(settings);
        IPage page = await SignInAsync(scene, login);
        await page.ArriveAsync("**/sign-in?weak=true");
        (await page.Locator("[role=alert]").InnerTextAsync()).Should().Contain("second factor");
        await Accessibility.CheckAsync(page);
        await Site.PictureAsync(page, "sign-in-weak");
        (await page.GotoAsync("/departures"))!.Url.Should().Contain("/sign-in?ReturnUrl", "nobody is signed in");
        scene.Refused().Should().Equal($"sign-in-too-weak {login} /sign-in/back 127.0.0.1");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("hasty")]
    [InlineData("stale")]
    public async Task SignIn_WithoutRequiredStrength_IsLeftToTheProvider(string login)
    {
        await using SignInScene scene = await SignInScene.StartAsync();
        IPage page = await SignInAsync(scene, login);
        await page.ArriveAsync("**/departures");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task AccessToken_OfAPerson_NeedsTheStrength_OfAProgramDoesNot()
    {
        await using SignInScene scene = await SignInScene.StartAsync(Asked);
        (await scene.AskAsync(await scene.TokenAsync("mover"))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await scene.AskAsync(await scene.TokenAsync("mover-of-officer-strong"))).StatusCode.Should().Be(HttpStatusCode.OK);
        using HttpResponseMessage refused = await scene.AskAsync(await scene.TokenAsync("mover-of-officer"));
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().Should().Be("Bearer error=\"insufficient_user_authentication\", acr_values=\"phr phrh\", max_age=\"300\"");
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"treatAs\":\"held\"");
        scene.Refused().Should().Equal("sign-in-too-weak mover-of-officer /api/v1/clearances 127.0.0.1");
    }

    private async Task<IPage> SignInAsync(SignInScene scene, string login)
    {
        IPage page = await (await scene.NewContextAsync(site.Browser)).NewPageAsync();
        await page.GotoAsync("/sign-in/organization?returnUrl=/departures");
        await SignInScene.AtProviderAsync(page, login);
        return page;
    }
}
