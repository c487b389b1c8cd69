using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.SignIn;

/// <summary>Cookies and headers over real https, from the first page to signing out.</summary>
public sealed class EncryptedSignInTests(Site site)
{
    [Fact]
    public async Task EveryCookie_IsOfThisHostAlone_AndNothingLeadsToPlainHttp()
    {
        await using SignInScene scene = await SignInScene.StartAsync(encrypted: true);
        await using IBrowserContext context = await scene.NewContextAsync(site.Browser);
        IPage page = await context.NewPageAsync();
        // The browser raises events on its own thread, also while the answers are read below.
        ConcurrentQueue<IResponse> answers = new();
        page.Response += (_, answer) => answers.Enqueue(answer);
        await page.GotoAsync("/departures");
        await page.Locator("main a.usa-button").ClickAsync();
        await SignInScene.AtProviderAsync(page, "officer");
        await page.ArriveAsync("**/departures");
        await page.GoAsync(page.Locator("form[action='/language'] button"));
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be("es", "the language's cookie comes back");
        await page.GotoAsync("/access/reason");
        await page.ClickAsync("label[for='reason-departure']");
        await page.GoAsync(page.Locator("main form .usa-button"));
        await page.GoAsync(page.Locator("form[action='/sign-out'] button"));

        List<string> set = [], leads = [];
        foreach (IResponse answer in answers.Where(answer => answer.Url.StartsWith(scene.Address.ToString(), StringComparison.Ordinal)))
        {
            IReadOnlyList<Header> headers = await answer.HeadersArrayAsync();
            Values(headers, "strict-transport-security").Should().Equal(["max-age=31536000; includeSubDomains"], answer.Url);
            set.AddRange(Values(headers, "set-cookie"));
            leads.AddRange(Values(headers, "location"));
        }

        set.Should().AllSatisfy(cookie => cookie.Should().StartWith("__Host-").And.MatchRegex("(?i); *path=/(;|$)").And.MatchRegex("(?i); *secure(;|$)").And.MatchRegex("(?i); *httponly(;|$)")
            .And.MatchRegex("(?i); *samesite=(lax|strict)(;|$)").And.NotMatchRegex("(?i); *domain="));
        set.Select(cookie => Regex.Match(cookie, "^[^=.]+").Value).Distinct().Should().BeEquivalentTo(
            "__Host-kinkeeper-form", "__Host-kinkeeper-state", "__Host-kinkeeper-nonce", "__Host-kinkeeper-session", "__Host-kinkeeper-language", "__Host-kinkeeper-reason");
        foreach ((string cookie, string site) in ((string, string)[])[("state", "lax"), ("nonce", "lax"), ("session", "lax"), ("form", "strict"), ("language", "strict"), ("reason", "strict")])
        {
            set.Where(one => one.StartsWith($"__Host-kinkeeper-{cookie}", StringComparison.Ordinal)).Should().OnlyContain(one => one.Contains($"samesite={site}", StringComparison.OrdinalIgnoreCase), cookie);
        }

        leads.Should().NotBeEmpty().And.OnlyContain(address => !address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith(scene.Provider.Issuer.ToString(), StringComparison.Ordinal));
        (await context.CookiesAsync([scene.Address.ToString()])).Should().NotContain(cookie => !cookie.Secure || !cookie.HttpOnly);
    }

    private static IEnumerable<string> Values(IReadOnlyList<Header> headers, string name) =>
        headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Value.Split('\n'));
}
