using System.Text.RegularExpressions;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// Every page that a role can reach by links, in both languages, at the width of a desktop and of a telephone (400 % zoom):
/// no rule of WCAG 2.2 AA that axe can check is broken, and nothing needs sideways scrolling.
/// </summary>
/// <remarks>A class for each language, because the tests of one class run one after another and these take longest.</remarks>
public abstract partial class AccessibilityTests(Site site, string language)
{
    /// <summary>Addresses without a link to them: empty lists, unanswerable queries, refused or missing pages.</summary>
    private static readonly (string Account, string Address)[] Unlinked =
    [
        ("supervisor-demo", "/departures?from=2019-01-01"),
        ("supervisor-demo", "/departures?from=2025-12-03"),
        ("supervisor-demo", "/overrides/ask/1/1"),
        ("supervisor-demo", "/boarding/999/1"),
        ("supervisor-demo", "/not-allowed"),
        ("supervisor-demo", "/problem/500"),
        ("auditor-demo", "/review?from=2010-01-01&to=2010-01-02"),
        ("auditor-demo", "/review?from=2020-01-01&to=2019-01-01"),
        ("auditor-demo", "/review/cases?class=flawed&to=2010-01-01"),
        ("auditor-demo", "/review/cases?month=2018-05-01"),
        ("auditor-demo", "/review/cases/none"),
        ("auditor-demo", "/review/compare?with=in-force"),
    ];

    /// <summary>Addresses that are not pages: texts, and the report, which has its own tests.</summary>
    private static readonly string[] NotPages = ["/log/", "/review/report", "/receipts/check", "/openapi"];

    [Fact]
    public async Task Pages_BreakNoRuleThatAxeChecks()
    {
        HashSet<string> seen = [];
        foreach (Account account in DemonstrationAccounts.All.DistinctBy(account => account.Role))
        {
            IPage page = await site.SignInAsync(account.Id, language);
            Queue<string> open = new(["/", .. Unlinked.Where(unlinked => unlinked.Account == account.Id).Select(unlinked => unlinked.Address)]);
            while (open.TryDequeue(out string? address))
            {
                await CheckAsync(page, address, account.Id);
                string[] links = await page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("all => all.filter(a => !a.hasAttribute('download')).map(a => a.getAttribute('href'))");
                foreach (string link in links.Where(link => !NotPages.Any(other => link.StartsWith(other, StringComparison.Ordinal)) && seen.Add(KindOf(link))))
                {
                    open.Enqueue(link);
                }
            }

            await page.Context.CloseAsync();
        }

        seen.Should().Contain(["/departures", "/departures/…", "/review", "/review/cases", "/review/cases/…", "/review/duties", "/review/duties/list", "/overrides"]);
    }

    [Fact]
    public async Task SignIn_BreaksNoRuleThatAxeChecks()
    {
        await using IBrowserContext nobody = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = site.Address.ToString(), Locale = language });
        await CheckAsync(await nobody.NewPageAsync(), "/sign-in", "nobody");
    }

    private async Task CheckAsync(IPage page, string address, string account)
    {
        await page.SetViewportSizeAsync(1280, 900);
        await page.GotoAsync(address);
        if (!address.EndsWith("/receipt", StringComparison.Ordinal))
        {
            // The receipt belongs to the parent, in the parent's language.
            (await page.Locator("html").GetAttributeAsync("lang")).Should().Be(language[..2]);
        }

        foreach (int width in (int[])[1280, 320])
        {
            await page.SetViewportSizeAsync(width, 900);
            await Accessibility.CheckAsync(page);
            await Accessibility.FitsAsync(page);
            string name = address == "/" ? $"home-{account}" : string.Concat(address.Take(60).Where(char.IsLetterOrDigit));
            // Four checks, two screenshots: one language on a desktop, the other on a telephone.
            if (language.StartsWith("en", StringComparison.Ordinal) == (width == 1280))
            {
                await Site.PictureAsync(page, $"{name}-{language[..2]}-{width}");
            }
        }
    }

    private static string KindOf(string address) => Particular().Replace(address.Split('?')[0], "/…");

    /// <summary>Replaces each part of an address with a digit or a capital letter, because it names one object.</summary>
    [GeneratedRegex("/[^/]*[0-9A-Z][^/]*")]
    private static partial Regex Particular();
}

public sealed class EnglishAccessibilityTests(Site site) : AccessibilityTests(site, "en-US");

public sealed class SpanishAccessibilityTests(Site site) : AccessibilityTests(site, "es-US");
