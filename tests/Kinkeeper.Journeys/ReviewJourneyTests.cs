using System.Globalization;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Hosting;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From the number to its removals, and from a removal to its evidence.</summary>
public sealed partial class ReviewJourneyTests(Site site)
{
    [Fact]
    public async Task Auditor_FollowsAClassToACase_AndBack_AndNobodyIsNamed()
    {
        IPage auditor = await site.SignInAsync("auditor-demo", script: false);
        await auditor.GotoAsync("/");
        await auditor.GoAsync(auditor.Locator("nav a[href='/review']"));
        (await auditor.Locator("main .usa-intro").InnerTextAsync()).Should().MatchRegex("^At least [1-9][0-9,]* parents were removed without any record");
        ILocator row = auditor.Locator("tbody tr", new PageLocatorOptions { HasText = "A record with defects" });
        int removals = int.Parse((await row.Locator("td").First.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        await Site.PictureAsync(auditor, "journey-review");

        await auditor.GoAsync(row.Locator("th a"));
        (await auditor.Locator("main .usa-intro").InnerTextAsync()).Should().Contain($": {removals.ToString("N0", CultureInfo.InvariantCulture)}.");
        HashSet<string> seen = [];
        while (true)
        {
            foreach (ILocator link in await auditor.Locator("tbody th a").AllAsync())
            {
                seen.Add(await link.InnerTextAsync()).Should().BeTrue("each removal is in the list once");
            }

            ILocator next = auditor.Locator("a[rel=next]");
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await auditor.GoAsync(next);
        }

        seen.Should().HaveCount(removals, "the list is as long as the number says");
        await Site.PictureAsync(auditor, "journey-review-cases");
        string removal = await auditor.Locator("tbody th a").First.InnerTextAsync();
        await auditor.GoAsync(auditor.Locator("tbody th a").First);
        string text = await auditor.Locator("main").InnerTextAsync();
        text.Should().Contain($"Removal {removal}").And.Contain("A record with defects").And.Contain("What the record lacks").And.Contain("Decision ").And.Contain("kinkeeper log check-receipt");
        await Site.PictureAsync(auditor, "journey-review-case");
        ANumber().IsMatch(text).Should().BeFalse("the review names nobody");
        ANumber().IsMatch(auditor.Url).Should().BeFalse();

        await auditor.GoAsync(auditor.Locator(".usa-breadcrumb a").Nth(1));
        (await auditor.Locator("h1").InnerTextAsync()).Should().StartWith("A record with defects");
        await auditor.Context.CloseAsync();
    }

    /// <summary>Goes by links alone: no address is typed.</summary>
    [Fact]
    public async Task Auditor_FollowsASegmentToAReceipt_AndAnybodyCanCheckIt()
    {
        IPage auditor = await site.SignInAsync("auditor-demo");
        await auditor.GotoAsync("/");
        await auditor.GoAsync(auditor.Locator("nav a[href='/review']"));
        ILocator segment = auditor.Locator(".kk-figure svg a[href*='class=documented'][href*='month=']").Last;
        string named = (await segment.GetAttributeAsync("aria-label"))!;
        named.Should().MatchRegex("^[A-Z][a-z]+ 20[0-9]{2}: A valid decision that the child remains: see removals \\([1-9][0-9]*\\)$");
        await segment.FocusAsync();
        (await segment.Locator("rect").EvaluateAsync<string>("rect => getComputedStyle(rect).strokeWidth")).Should().Be("4px", "the focus shows");
        await Site.PictureAsync(auditor, "journey-segment");
        await auditor.Keyboard.PressAsync("Enter");
        await auditor.ArriveAsync("**/review/cases?*month=*");
        (await auditor.Locator("h1").InnerTextAsync()).Should().Be(named[..named.LastIndexOf(':')]);
        (await auditor.Locator("main .usa-intro").InnerTextAsync()).Should().Contain($": {Removals().Match(named).Groups[1].Value}.", "as many as the segment says");
        await Site.PictureAsync(auditor, "journey-segment-cases");

        await auditor.GoAsync(auditor.Locator("tbody th a").First);
        await Site.PictureAsync(auditor, "journey-case-with-receipt");
        await auditor.GoAsync(auditor.Locator("main a[href^='/decisions/']:not([download])").First);
        ANumber().IsMatch(auditor.Url).Should().BeFalse();
        (await auditor.Locator("main").InnerTextAsync()).Should().Contain("kinkeeper log check-receipt receipt.tlog-proof --key KEY");
        await Site.PictureAsync(auditor, "journey-decision-with-receipt");

        string key = (await InAnotherTabAsync(auditor, "main a[href='/log/verifier-key']", null)).Trim();
        (await InAnotherTabAsync(auditor, "main a[href$='/receipt?language=eng']", "journey-receipt")).Should()
            .Contain("To check it, scan the code.").And.Contain(key);
        IDownload taken = await auditor.RunAndWaitForDownloadAsync(() => auditor.Locator("a[href$='/receipt.tlog-proof']").First.ClickAsync());
        string file = Path.Combine(site.Folder, "receipt.tlog-proof");
        await taken.SaveAsAsync(file);

        using StringWriter said = new();
        (await CheckAsync(file, key, said)).Should().Be(0, said.ToString());
        await auditor.Locator("main a[href='/receipts/check']").ClickAsync();
        await auditor.SetInputFilesAsync("#file", file);
        await auditor.FillAsync("#key", key);
        await auditor.ClickAsync("#check");
        await auditor.Locator("#answer.proven").WaitForAsync();
        await Site.PictureAsync(auditor, "journey-check-receipt");
        await auditor.Context.CloseAsync();

        char[] changed = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ToCharArray();
        changed[changed.Length / 2] = changed[changed.Length / 2] == 'A' ? 'B' : 'A';
        await File.WriteAllTextAsync(file, new string(changed), TestContext.Current.CancellationToken);
        (await CheckAsync(file, key, TextWriter.Null)).Should().NotBe(0, "a changed receipt proves nothing");
    }

    private Task<int> CheckAsync(string file, string key, TextWriter said) => KinkeeperHost.RunAsync(
        ["log", "check-receipt", file, "--key", key], said, TextWriter.Null, site.Clock, cancellation: TestContext.Current.CancellationToken);

    /// <summary>Opens a link in a new tab and returns the page's text.</summary>
    private static async Task<string> InAnotherTabAsync(IPage page, string link, string? picture)
    {
        IPage tab = await page.Context.RunAndWaitForPageAsync(() => page.Locator(link).First.ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] }));
        // A new tab begins empty.
        await Assertions.Expect(tab).Not.ToHaveURLAsync("about:blank");
        await tab.WaitForFunctionAsync("() => document.readyState !== 'loading'");
        string text = await tab.Locator("body").InnerTextAsync();
        if (picture is not null)
        {
            await Site.PictureAsync(tab, picture);
        }

        await tab.CloseAsync();
        return text;
    }

    [Theory]
    [InlineData("/review?policy=no-such", 400, "This policy does not exist")]
    [InlineData("/review?from=yesterday", 400, "cannot be read")]
    [InlineData("/review?from=2020-01-02&to=2020-01-01", 400, "Swap them")]
    [InlineData("/review/cases?class=sad", 400, "cannot be read")]
    [InlineData("/review/cases/no-such%2Fremoval", 404, "no removal with this id")]
    public async Task Query_Unanswerable_GetsTheReasonAndNoNumber(string path, int status, string reason)
    {
        IPage auditor = await site.SignInAsync("auditor-demo");
        IResponse answer = (await auditor.GotoAsync(path))!;
        answer.Status.Should().Be(status);
        (await auditor.Locator("main").InnerTextAsync()).Should().Contain(reason).And.NotContain("At least");
        await auditor.Context.CloseAsync();
    }

    [GeneratedRegex(": see removals \\(([0-9,]+)\\)$")]
    private static partial Regex Removals();

    /// <summary>An A-number with or without its A and hyphens.</summary>
    [GeneratedRegex(@"\bA?\d{3}-?\d{3}-?\d{3}\b")]
    private static partial Regex ANumber();
}
