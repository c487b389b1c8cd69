using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>Every page, in both languages, on a telephone and on a desk: no rule of WCAG 2.2 AA that axe can check is broken.</summary>
public sealed class AccessibilityTests(Site site)
{
    public static TheoryData<string, string, int> Pages()
    {
        TheoryData<string, string, int> pages = [];
        foreach (string page in (string[])["/", "/departures?from=2025-12-03", "/departures?from=2019-01-01", "manifest", "/overrides", "/decisions/waiting", "/overrides/ask/1/1", "/boarding/999/1", "/not-allowed"])
        {
            foreach (string language in (string[])["en-US", "es-US"])
            {
                pages.Add(page, language, 1280);
                pages.Add(page, language, 320);
            }
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_BreaksNoRuleThatAxeChecks(string path, string language, int width)
    {
        IPage page = await site.SignInAsync("supervisor-demo", language, width);
        if (path == "manifest")
        {
            await page.GotoAsync("/departures?from=2025-12-03");
            path = (await page.Locator("tbody th a").First.GetAttributeAsync("href"))!;
        }

        await CheckAsync(page, path, language, width);
    }

    public static TheoryData<string, string, int> ReviewPages()
    {
        TheoryData<string, string, int> pages = [];
        foreach (string page in (string[])["/review", "/review?from=2010-01-01&to=2010-01-02", "/review?from=2020-01-01&to=2019-01-01", "/review/cases?class=flawed", "/review/cases?class=flawed&to=2010-01-01", "/review/cases/none", "case"])
        {
            foreach (string language in (string[])["en-US", "es-US"])
            {
                pages.Add(page, language, 1280);
                pages.Add(page, language, 320);
            }
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(ReviewPages))]
    public async Task ReviewPage_BreaksNoRuleThatAxeChecks(string path, string language, int width)
    {
        IPage page = await site.SignInAsync("auditor-demo", language, width);
        if (path == "case")
        {
            await page.GotoAsync("/review/cases?class=flawed");
            path = (await page.Locator("tbody th a").First.GetAttributeAsync("href"))!;
        }

        await CheckAsync(page, path, language, width);
    }

    [Fact]
    public async Task SignIn_BreaksNoRuleThatAxeChecks()
    {
        IPage page = await site.Browser.NewPageAsync();
        await page.GotoAsync(new Uri(site.Address, "/sign-in").ToString());
        await Accessibility.CheckAsync(page);
        await Site.PictureAsync(page, "sign-in");
        await page.Context.CloseAsync();
    }

    private static async Task CheckAsync(IPage page, string path, string language, int width)
    {
        await page.GotoAsync(path);
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be(language[..2]);
        await Accessibility.CheckAsync(page);
        await Accessibility.FitsAsync(page);
        await Site.PictureAsync(page, $"{string.Concat(path.Where(char.IsLetterOrDigit))}-{language[..2]}-{width}");
        await page.Context.CloseAsync();
    }
}
