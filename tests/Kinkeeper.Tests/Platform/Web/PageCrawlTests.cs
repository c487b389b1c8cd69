using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Web;

/// <summary>Every link on every page works for its reader, and every page is small.</summary>
public sealed partial class PageCrawlTests
{
    private const int ExamplesOfAPage = 8;
    private const int MostBytes = 150_000;
    private const int MostScriptBytes = 60_000;

    [Fact]
    public async Task Links_LeadSomewhereForTheirReader_AndPagesAreLight()
    {
        KinkeeperRun run = new();
        run.Clock.AdjustTime(new DateTimeOffset(2025, 12, 2, 18, 0, 0, TimeSpan.Zero));
        (await run.RunAsync("population", "make", "--families", "80", "--seed", "7", "--out", run.Folder["population"])).ExitCode.Should().Be(0);
        foreach (string format in (string[])["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals", "manifest"])
        {
            await run.ImportAsync(Path.Combine(run.Folder["population"], $"{format}.csv"), format);
        }

        await using PagesScene scene = await PagesScene.OpenAsync(run);
        Dictionary<string, int> sizes = [];
        HashSet<string> kinds = [];
        foreach (Account account in DemonstrationAccounts.All)
        {
            using HttpClient http = await scene.SignInAsync(account.Id);
            await CrawlAsync(http, account, sizes, kinds);
        }

        kinds.Should().Contain(["/departures/…", "/review/cases/…", "/access/reason"]);
    }

    private static async Task CrawlAsync(HttpClient http, Account account, Dictionary<string, int> sizes, HashSet<string> kinds)
    {
        Queue<(string Address, string From)> open = new([("/", "the start")]);
        HashSet<string> seen = ["/"];
        Dictionary<string, int> examples = [];
        while (open.TryDequeue(out (string Address, string From) link))
        {
            using HttpResponseMessage page = await http.GetAsync(new Uri(link.Address, UriKind.Relative), TestContext.Current.CancellationToken);
            page.StatusCode.Should().Be(HttpStatusCode.OK, $"{account.Role} is led to {link.Address} from {link.From}");
            kinds.Add(KindOf(link.Address));
            if (page.Content.Headers.ContentType?.MediaType != "text/html" || link.Address.StartsWith("/review/report", StringComparison.Ordinal))
            {
                continue;
            }

            string text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            int bytes = System.Text.Encoding.UTF8.GetByteCount(text);
            foreach (string part in Part().Matches(text).Select(part => WebUtility.HtmlDecode(part.Groups[1].Value)))
            {
                int size = sizes.TryGetValue(part, out int known) ? known : sizes[part] = await SizeAsync(http, part);
                size.Should().BeLessThan(part.Contains(".js", StringComparison.Ordinal) ? MostScriptBytes : MostBytes, part);
                bytes += size;
            }

            bytes.Should().BeLessThan(MostBytes, $"{link.Address} for {account.Role}, with style sheet and scripts and without fonts");
            foreach (string to in Link().Matches(text).Select(to => WebUtility.HtmlDecode(to.Groups[1].Value)))
            {
                string kind = KindOf(to);
                if (examples.GetValueOrDefault(kind) < ExamplesOfAPage && seen.Add(to))
                {
                    examples[kind] = examples.GetValueOrDefault(kind) + 1;
                    open.Enqueue((to, link.Address));
                }
            }
        }
    }

    /// <summary>The size as sent to a browser.</summary>
    private static async Task<int> SizeAsync(HttpClient http, string address)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip");
        using HttpResponseMessage part = await http.SendAsync(request, TestContext.Current.CancellationToken);
        part.StatusCode.Should().Be(HttpStatusCode.OK, address);
        return (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
    }

    private static string KindOf(string address) => Particular().Replace(address.Split('?')[0], "/…");

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<(?:link rel=\"stylesheet\" href|script src)=\"([^\"]+)\"")]
    private static partial Regex Part();

    /// <summary>Replaces each part of an address with a digit or a capital letter, because it names one object.</summary>
    [GeneratedRegex("/[^/]*[0-9A-Z][^/]*")]
    private static partial Regex Particular();
}
