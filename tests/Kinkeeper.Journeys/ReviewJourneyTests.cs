using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From the number to the removals behind it, and from a removal to the records it rests on.</summary>
public sealed partial class ReviewJourneyTests(Site site)
{
    [Fact]
    public async Task Auditor_FollowsAClassToACase_AndBack_AndNobodyIsNamed()
    {
        IPage auditor = await site.SignInAsync("auditor-demo", script: false);
        await auditor.GotoAsync("/");
        await auditor.Locator("nav a[href='/review']").ClickAsync();
        (await auditor.Locator("main .usa-intro").InnerTextAsync()).Should().MatchRegex("^At least [1-9][0-9,]* parents were removed without any record");
        ILocator row = auditor.Locator("tbody tr", new PageLocatorOptions { HasText = "A record with defects" });
        int removals = int.Parse((await row.Locator("td").First.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        await Site.PictureAsync(auditor, "journey-review");

        await row.Locator("th a").ClickAsync();
        (await auditor.Locator("main .usa-intro").InnerTextAsync()).Should().Contain($": {removals.ToString("N0", CultureInfo.InvariantCulture)}.");
        HashSet<string> seen = [];
        while (true)
        {
            foreach (ILocator link in await auditor.Locator("tbody th a").AllAsync())
            {
                seen.Add(await link.InnerTextAsync()).Should().BeTrue("each removal stands in the list once");
            }

            ILocator next = auditor.Locator("a[rel=next]");
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await next.ClickAsync();
        }

        seen.Should().HaveCount(removals, "the list holds what the number says");
        await Site.PictureAsync(auditor, "journey-review-cases");
        string removal = await auditor.Locator("tbody th a").First.InnerTextAsync();
        await auditor.Locator("tbody th a").First.ClickAsync();
        string text = await auditor.Locator("main").InnerTextAsync();
        text.Should().Contain($"Removal {removal}").And.Contain("A record with defects").And.Contain("What the record lacks").And.Contain("Decision ").And.Contain("kinkeeper log receipt");
        await Site.PictureAsync(auditor, "journey-review-case");
        ANumber().IsMatch(text).Should().BeFalse("the review names nobody");
        ANumber().IsMatch(auditor.Url).Should().BeFalse();

        await auditor.Locator(".usa-breadcrumb a").Nth(1).ClickAsync();
        (await auditor.Locator("h1").InnerTextAsync()).Should().StartWith("A record with defects");
        await auditor.Context.CloseAsync();
    }

    [Fact]
    public async Task Auditor_FollowsABarToAReceipt_AndAnybodyCanCheckIt()
    {
        IPage auditor = await site.SignInAsync("auditor-demo");
        await auditor.GotoAsync("/review");
        ILocator bar = auditor.Locator(".kk-figure svg a[href*='month=']").Last;
        string month = (await bar.GetAttributeAsync("aria-label"))!;
        await bar.FocusAsync();
        await Site.PictureAsync(auditor, "journey-bar");
        await auditor.Keyboard.PressAsync("Enter");
        await auditor.WaitForURLAsync("**/review/cases?month=*");
        month.Should().StartWith(await auditor.Locator("h1").InnerTextAsync());
        await Site.PictureAsync(auditor, "journey-month");
        await auditor.GotoAsync("/review/cases?class=documented");
        await auditor.Locator("tbody th a").First.ClickAsync();
        await Site.PictureAsync(auditor, "journey-case-with-receipt");
        IDownload taken = await auditor.RunAndWaitForDownloadAsync(() => auditor.Locator("a[href$='/receipt.tlog-proof']").First.ClickAsync());
        string receipt = await File.ReadAllTextAsync((await taken.PathAsync())!, TestContext.Current.CancellationToken);

        using StringWriter said = new();
        string file = Path.Combine(site.Folder, "receipt.tlog-proof");
        await File.WriteAllTextAsync(file, receipt, TestContext.Current.CancellationToken);
        int exit = await Kinkeeper.Platform.KinkeeperHost.RunAsync(["log", "check-receipt", file, "--data", site.DataFolder], said, TextWriter.Null, site.Clock, cancellation: TestContext.Current.CancellationToken);
        exit.Should().Be(0, said.ToString());

        await auditor.GotoAsync("/receipts/check");
        await auditor.FillAsync("#text", receipt);
        await auditor.FillAsync("#key", (await File.ReadAllTextAsync(Path.Combine(site.DataFolder, "log", "verifier-key"), TestContext.Current.CancellationToken)).Trim());
        await auditor.ClickAsync("#check");
        await auditor.Locator("#answer.proven").WaitForAsync();
        await Site.PictureAsync(auditor, "journey-check-receipt");
        await auditor.Context.CloseAsync();

        char[] changed = receipt.ToCharArray();
        changed[changed.Length / 2] = changed[changed.Length / 2] == 'A' ? 'B' : 'A';
        await File.WriteAllTextAsync(file, new string(changed), TestContext.Current.CancellationToken);
        (await Kinkeeper.Platform.KinkeeperHost.RunAsync(["log", "check-receipt", file, "--data", site.DataFolder], TextWriter.Null, TextWriter.Null, site.Clock, cancellation: TestContext.Current.CancellationToken)).Should().NotBe(0, "a changed receipt proves nothing");
    }

    [Theory]
    [InlineData("/review?policy=no-such", 400, "There is no such policy")]
    [InlineData("/review?from=yesterday", 400, "cannot be read")]
    [InlineData("/review?from=2020-01-02&to=2020-01-01", 400, "Swap them")]
    [InlineData("/review/cases?class=sad", 400, "cannot be read")]
    [InlineData("/review/cases/no-such%2Fremoval", 404, "no removal with this id")]
    public async Task QuestionThatCannotBeAnswered_GetsTheReasonAndNoNumber(string path, int status, string reason)
    {
        IPage auditor = await site.SignInAsync("auditor-demo");
        IResponse answer = (await auditor.GotoAsync(path))!;
        answer.Status.Should().Be(status);
        (await auditor.Locator("main").InnerTextAsync()).Should().Contain(reason).And.NotContain("At least");
        await auditor.Context.CloseAsync();
    }

    /// <summary>With or without its A and hyphens.</summary>
    [GeneratedRegex(@"\bA?\d{3}-?\d{3}-?\d{3}\b")]
    private static partial Regex ANumber();
}
