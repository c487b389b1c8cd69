using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Tests.Platform.Web;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Pages;

/// <summary>
/// Checks that each part of a chart links to exactly its cases and gives their number, and that the table links to the same cases.
/// </summary>
public sealed partial class SegmentTests
{
    private static readonly string[] Formats = ["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals"];

    /// <summary>Seeds: one fixed population, and one that differs in each run.</summary>
    public static TheoryData<int> Seeds() => [7, Random.Shared.Next(1, 1_000_000)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Segments_LinkToTheirNumberOfCases_InChartAndTable(int seed)
    {
        KinkeeperRun run = new();
        string population = run.Folder["population"];
        (await run.RunAsync("population", "make", "--families", "150", "--seed", $"{seed}", "--out", population)).ExitCode.Should().Be(0);
        foreach (string format in Formats)
        {
            await run.ImportAsync(Path.Combine(population, $"{format}.csv"), format);
        }

        await using PagesScene scene = await PagesScene.OpenAsync(run);
        using HttpClient auditor = await scene.SignInAsync("auditor-demo");
        string page = await GetAsync(auditor, "/review");
        (string Href, int Count)[] drawn = [.. Drawn().Matches(page).Select(segment => (WebUtility.HtmlDecode(segment.Groups[1].Value), Number(segment.Groups[2].Value)))];
        (string Href, int Count)[] ofMonths = [.. drawn.Where(segment => segment.Href.Contains("month=", StringComparison.Ordinal))];
        (string Href, int Count)[] told = [.. Told().Matches(page).Select(cell => (WebUtility.HtmlDecode(cell.Groups[1].Value), Number(cell.Groups[2].Value)))];

        ofMonths.Length.Should().BeGreaterThan(20, $"seed {seed} has months of several classes");
        told.Should().BeEquivalentTo(ofMonths, "the table next to the chart has the same links with the same numbers");
        drawn.Select(segment => segment.Href).Should().OnlyHaveUniqueItems();
        HashSet<string> seen = [];
        foreach ((string href, int count) in drawn)
        {
            string[] cases = await CasesAsync(auditor, href);
            cases.Length.Should().Be(count, $"{href} of seed {seed}");
            if (href.Contains("month=", StringComparison.Ordinal))
            {
                cases.Should().OnlyContain(removal => seen.Add(removal), "each removal is in one segment");
            }
        }

        (string Href, int Count)[] steps = [.. Step().Matches(page).Select(step => (WebUtility.HtmlDecode(step.Groups[1].Value), Number(step.Groups[2].Value)))];
        steps.Length.Should().Be(5, "each step of the narrowing leads to its parents");
        foreach ((string href, int count) in steps)
        {
            Match said = Parents().Match(await GetAsync(auditor, href));
            Number(said.Groups[1].Value).Should().Be(count, $"{href} of seed {seed}");
            (await CasesAsync(auditor, href)).Length.Should().Be(Number(said.Groups[2].Value)).And.BeGreaterThanOrEqualTo(count, "a parent has a removal at least");
        }

        seen.Count.Should().Be(drawn.Except(ofMonths).Sum(bar => bar.Count), "the segments of all months are all removals of the classes");
    }

    [Fact]
    public async Task Case_ForTheAuditor_LinksToTheDecisionAndItsReceipt()
    {
        await using PagesScene scene = await PagesScene.OpenAsync(2);
        using HttpClient auditor = await scene.SignInAsync("auditor-demo");
        await scene.Kinkeeper.ImportTextAsync("removals", "removal_id,record_id,status,departs_at,port,country,manifest\nL-0,cbp:0,executed,2025-12-28T08:00:00Z,AEX,GT,M-9\n");
        (await scene.Kinkeeper.RunAsync("log", "sequence")).ExitCode.Should().Be(0);

        string found = await GetAsync(auditor, "/review/cases/L-0");
        string decision = Decision().Match(found).Groups[1].Value;
        decision.Should().NotBeEmpty(found).And.NotContain("D-0", "an agency's own id is no part of an address");
        string file = Decision().Match(found).Groups[1].Value + "/receipt.tlog-proof";
        found.Should().Contain($"href=\"{file}\"").And.Contain("kinkeeper log check-receipt");

        string shown = await GetAsync(auditor, decision);
        shown.Should().Contain($"href=\"{file}\"").And.Contain("href=\"/receipts/check\"").And.Contain("href=\"/log/verifier-key\"").And.Contain("kinkeeper log check-receipt receipt.tlog-proof --key");
        string receipt = scene.Kinkeeper.Folder.Write("receipt.tlog-proof", await GetAsync(auditor, file));
        (await scene.Kinkeeper.RunAsync("log", "check-receipt", receipt)).ExitCode.Should().Be(0);

        using HttpClient officer = await scene.SignInAsync("officer-demo");
        using HttpResponseMessage refused = await officer.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
        refused.Headers.Location?.ToString().Should().Contain("/not-allowed");
        (await GetAsync(officer, decision)).Should().NotContain("receipt.tlog-proof", "nobody is led where they may not go");
    }

    private static async Task<string[]> CasesAsync(HttpClient http, string? address)
    {
        List<string> cases = [];
        while (address is not null)
        {
            string page = await GetAsync(http, address);
            cases.AddRange(Case().Matches(page).Select(found => found.Groups[1].Value));
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Success ? next.Groups[1].Value : next.Groups[2].Value) : null;
        }

        return [.. cases];
    }

    private static Task<string> GetAsync(HttpClient http, string address) => http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("<a href=\"(/review/cases[^\"]*)\" aria-label=\"[^\"]*: see removals \\(([0-9,]+)\\)\"><rect ")]
    private static partial Regex Drawn();

    [GeneratedRegex("<td><a class=\"usa-link\" href=\"(/review/cases[^\"]*)\">([0-9,]+)</a></td>")]
    private static partial Regex Told();

    [GeneratedRegex("<a class=\"usa-link\" href=\"/review/cases/([^?\"]+)\\?")]
    private static partial Regex Case();

    [GeneratedRegex("<a[^>]*(?:href=\"([^\"]+)\"[^>]*rel=\"next\"|rel=\"next\"[^>]*href=\"([^\"]+)\")")]
    private static partial Regex Next();

    [GeneratedRegex("<a class=\"usa-link\" href=\"(/review/cases\\?parents=[^\"]*)\">[^<]*?: ([0-9,]+)\\s*<svg")]
    private static partial Regex Step();

    [GeneratedRegex("Parents: at least ([0-9,]+). Their removals: ([0-9,]+)\\.")]
    private static partial Regex Parents();

    [GeneratedRegex("href=\"(/decisions/[^\"/]+)\"")]
    private static partial Regex Decision();
}
