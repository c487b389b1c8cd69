using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kinkeeper.Tests.Platform.Web;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Duties;

/// <summary>Checks that each bar links to its duties, and that the register of obligations counts them the same way.</summary>
public sealed partial class DutyListTests
{
    private static readonly string[] Formats = ["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals"];

    [Fact]
    public async Task Bars_LinkToTheirNumberOfDuties_OldestFirst_AndEachOpensItsCase()
    {
        KinkeeperRun run = new();
        string population = run.Folder["population"];
        (await run.RunAsync("population", "make", "--families", "300", "--seed", "11", "--out", population)).ExitCode.Should().Be(0);
        foreach (string format in Formats)
        {
            await run.ImportAsync(Path.Combine(population, $"{format}.csv"), format);
        }

        await using PagesScene scene = await PagesScene.OpenAsync(run);
        using HttpClient auditor = await scene.SignInAsync("auditor-demo");
        string page = await GetAsync(auditor, "/review/duties");
        (string Href, int Count)[] bars = [.. Drawn().Matches(page).Select(bar => (WebUtility.HtmlDecode(bar.Groups[1].Value), int.Parse(bar.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)))];
        JsonElement register = (await run.RunAsync("obligations", "list", "--json")).Json;

        bars.Length.Should().BeGreaterThan(1);
        bars.Should().Contain(("/review/duties/list?standing=open", register.GetProperty("open").GetInt32()));
        bars.Sum(bar => bar.Count).Should().Be(register.GetProperty("obligations").GetInt32(), "every duty stands in one list");
        foreach ((string href, int count) in bars)
        {
            Told().Matches(page).Select(told => told.Groups[1].Value).Should().Contain(href, "the table leads where the picture leads");
            (string Case, int Days)[] duties = await DutiesAsync(auditor, href);
            duties.Length.Should().Be(count, href);
            duties.Select(duty => duty.Days).Should().BeInDescendingOrder("who waits longest comes first");
            (await GetAsync(auditor, duties[0].Case)).Should().Contain("<h1>");
        }
    }

    [Theory]
    [InlineData("standing=forgotten")]
    [InlineData("standing=9")]
    [InlineData("standing=open&sheet=x")]
    public async Task List_OfNothing_IsNotFound(string question)
    {
        await using PagesScene scene = await PagesScene.OpenAsync(2);
        using HttpClient auditor = await scene.SignInAsync("auditor-demo");
        using HttpResponseMessage response = await auditor.GetAsync(new Uri($"/review/duties/list?{question}", UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<(string, int)[]> DutiesAsync(HttpClient http, string address)
    {
        List<(string, int)> duties = [];
        for (int sheet = 1, before = -1; duties.Count > before; sheet++)
        {
            string page = await GetAsync(http, $"{address}&sheet={sheet}");
            before = duties.Count;
            if (page.Contains($"page {sheet} of ", StringComparison.Ordinal))
            {
                duties.AddRange(Line().Matches(page).Select(line => (line.Groups[1].Value, int.Parse(line.Groups[2].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        return [.. duties];
    }

    private static Task<string> GetAsync(HttpClient http, string address) => http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    [GeneratedRegex("<a href=\"(/review/duties/list[^\"]*)\" aria-label=\"[^\"]*: see duties \\(([0-9]+)\\)\"><rect ")]
    private static partial Regex Drawn();

    [GeneratedRegex("<td><a class=\"usa-link\" href=\"(/review/duties/list[^\"]*)\">")]
    private static partial Regex Told();

    [GeneratedRegex("<a class=\"usa-link\" href=\"(/review/cases/[^\"]+)\">[^<]*</a>\\s*</th>\\s*<td>[^<]*</td>\\s*<td>([0-9,]+)</td>")]
    private static partial Regex Line();
}
