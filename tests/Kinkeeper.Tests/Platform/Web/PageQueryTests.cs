using System.Collections.Concurrent;
using System.Net;
using Kinkeeper.Platform.Database;
using Kinkeeper.Tests.Features.Families;

namespace Kinkeeper.Tests.Platform.Web;

/// <summary>A page runs as many queries for forty families as for four: no query per row.</summary>
[Collection(nameof(StatementTrace))]
public sealed class PageQueryTests
{
    private static readonly (string Account, string[] Pages)[] Pages =
    [
        ("officer-demo", ["/", "/departures?from=2026-01-02", "/departures/M-1", "/families/1", "/interview/1/2", "/screening/1"]),
        ("officer-demo-west", ["/", "/departures?from=2026-01-02"]),
        ("juvenile-demo", ["/"]),
        ("supervisor-demo", ["/", "/departures/M-1", "/decisions/waiting", "/overrides"]),
        ("welfare-demo", ["/", "/departures?from=2026-01-02", "/review", "/statements", "POST /search words=pop caal"]),
        ("orr-demo", ["/", "/statements", "POST /search words=dilcia pop"]),
        ("analyst-demo", ["/", "/review/duties", "/review/duties/list?standing=open"]),
        ("auditor-demo", ["/", "/review", "/review/cases?class=flawed", "/review/cases/P-0", "/review/compare?with=in-force", "/access", "/access/refused"]),
        ("administrator-demo", ["/", "/sessions"]),
    ];

    [Fact]
    public async Task Pages_RunAsManyStatementsForFortyFamiliesAsForFour()
    {
        ConcurrentQueue<(string File, string Statement)> heard = [];
        StatementTrace.Heard = (file, statement) => heard.Enqueue((file, statement));
        try
        {
            Dictionary<string, string[]> few = await StatementsAsync(4, heard);
            Dictionary<string, string[]> many = await StatementsAsync(40, heard);
            few.Count.Should().Be(Pages.Sum(account => account.Pages.Length));
            foreach ((string page, string[] statements) in few)
            {
                statements.Should().NotBeEmpty(page);
                many[page].Length.Should().Be(statements.Length, $"{page} ran more often:\n{string.Join('\n', many[page].GroupBy(one => one).Where(one => one.Count() > statements.Count(few => few == one.Key)).Select(one => $"{one.Count()} × {one.Key}"))}");
            }
        }
        finally
        {
            StatementTrace.Heard = null;
        }
    }

    [Fact]
    public async Task Family_RunsAsManyStatementsForFifteenChildrenAsForTwo()
    {
        ConcurrentQueue<(string File, string Statement)> heard = [];
        StatementTrace.Heard = (file, statement) => heard.Enqueue((file, statement));
        try
        {
            List<int> counts = [];
            foreach (int children in (int[])[2, 15])
            {
                await using PagesScene scene = await FamilyCircleTests.ManyAsync(children);
                using HttpClient http = await scene.SignInAsync("officer-demo");
                counts.Add((await LookAsync(http, scene, "/families/2", heard)).Length);
            }

            counts[1].Should().Be(counts[0]);
        }
        finally
        {
            StatementTrace.Heard = null;
        }
    }

    private static async Task<Dictionary<string, string[]>> StatementsAsync(int families, ConcurrentQueue<(string File, string Statement)> heard)
    {
        await using PagesScene scene = await PagesScene.OpenAsync(families);
        Dictionary<string, string[]> statements = [];
        foreach ((string account, string[] pages) in Pages)
        {
            using HttpClient http = await scene.SignInAsync(account);
            foreach (string page in pages)
            {
                statements[$"{account} {page}"] = await LookAsync(http, scene, page, heard);
            }
        }

        return statements;
    }

    /// <summary>
    /// Loads a page once to fill the caches, then counts a later load, as users get it. Background jobs only add queries.
    /// </summary>
    private static async Task<string[]> LookAsync(HttpClient http, PagesScene scene, string page, ConcurrentQueue<(string File, string Statement)> heard)
    {
        await FetchAsync(http, page);
        string[][] looks = new string[4][];
        for (int look = 0; look < looks.Length; look++)
        {
            heard.Clear();
            await FetchAsync(http, page);
            looks[look] = [.. heard.Where(one => one.File == scene.DatabaseFile).Select(one => Shape(one.Statement)).Where(IsAsked)];
        }

        return looks.MinBy(look => look.Length)!;
    }

    private static async Task FetchAsync(HttpClient http, string page)
    {
        using HttpResponseMessage answer = page.Split(' ', 3) is ["POST", { } path, { } field]
            ? await SendAsync(http, path, field.Split('=', 2))
            : await http.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, page);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string path, string[] field)
    {
        string token = Support.Browser.TokenOf(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        using FormUrlEncodedContent form = new([KeyValuePair.Create(field[0], field[1]), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await http.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>Skips the access record, which takes one row per person in one transaction, and a connection's settings.</summary>
    private static bool IsAsked(string statement) =>
        !statement.StartsWith("PRAGMA", StringComparison.OrdinalIgnoreCase) && !statement.StartsWith("INSERT INTO access_record", StringComparison.Ordinal);

    /// <summary>A statement without its numbers, because lists of records differ between queries.</summary>
    private static string Shape(string statement) => System.Text.RegularExpressions.Regex.Replace(statement, "[0-9'][0-9,' ]*", "#");
}
