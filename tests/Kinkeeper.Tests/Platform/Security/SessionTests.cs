using System.Net;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>A session ends on time and at once, and nothing in a browser brings it back.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly Account Officer = new("officer-1", "Officer One", AccountRole.DeportationOfficer, ["anywhere"]);

    private readonly KinkeeperRun _run = new();
    private WebApplication _web = null!;

    public async ValueTask InitializeAsync()
    {
        _web = KinkeeperHost.BuildWeb(new StoreLocation(_run.DataFolder), _run.Clock, "http://127.0.0.1:0");
        await _web.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task Session_Unused_EndsAfterAnHour()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        _run.Clock.Advance(Sessions.Idle - TimeSpan.FromSeconds(1));
        (await IsInAsync(http)).Should().BeTrue();
        _run.Clock.Advance(Sessions.Idle - TimeSpan.FromSeconds(1));
        (await IsInAsync(http)).Should().BeTrue("using it puts the end off");
        _run.Clock.Advance(Sessions.Idle);
        (await IsInAsync(http)).Should().BeFalse();
    }

    [Fact]
    public async Task Session_InUse_EndsAfterAShift()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        for (TimeSpan used = TimeSpan.Zero; used < Sessions.Longest - TimeSpan.FromMinutes(30); used += TimeSpan.FromMinutes(30))
        {
            (await IsInAsync(http)).Should().BeTrue($"after {used}");
            _run.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        (await IsInAsync(http)).Should().BeTrue();
        _run.Clock.Advance(TimeSpan.FromMinutes(30));
        (await IsInAsync(http)).Should().BeFalse();
    }

    [Fact]
    public async Task SigningOut_EndsItForEveryCopyOfTheCookie()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        using HttpClient copy = Browser.Of(SignedInAs.AddressOf(_web));
        copy.DefaultRequestHeaders.Add("Cookie", http.DefaultRequestHeaders.GetValues("Cookie"));
        (await IsInAsync(copy)).Should().BeTrue();
        (await PostAsync(http, "/sign-out")).Should().Be(HttpStatusCode.Redirect);
        (await IsInAsync(copy)).Should().BeFalse();
        Rows().Should().Equal("officer-1 ended by officer-1, ticket kept 0");
    }

    [Fact]
    public async Task SigningOut_TellsTheBrowserToForgetThePages()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        string token = Browser.TokenOf(await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        using FormUrlEncodedContent form = new([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/sign-out", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.Headers.GetValues("Clear-Site-Data").Should().Equal("\"cache\", \"storage\"");
    }

    [Fact]
    public async Task DemonstrationAccount_AfterARealImport_IsSignedOut()
    {
        Account ready = DemonstrationAccounts.All.Single(account => account.Id == "officer-demo");
        using HttpClient http = await _web.SignInAsync(ready);
        (await IsInAsync(http)).Should().BeTrue();
        await _run.ImportTextAsync("encounters", "source,record_id,role\ncbp,cbp:1,adult\n");
        (await IsInAsync(http)).Should().BeFalse();
    }

    [Fact]
    public async Task Demonstration_OverNobodyYet_SaysSoOnEveryPage()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        foreach (string page in (string[])["/", "/sign-in", "/departures", "/access/reason"])
        {
            (await http.GetStringAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken)).Should().Contain("Demonstration:", page);
        }
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.NotFound)]
    public async Task Api_AskedByAnotherSitesPage_ChangesNothing(string site, HttpStatusCode expected)
    {
        using HttpClient supervisor = await _web.SignInAsync(new Account("supervisor-1", "S", AccountRole.Supervisor, ["anywhere"]));
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/overrides/1/approval");
        request.Headers.Add("Sec-Fetch-Site", site);
        using HttpResponseMessage answer = await supervisor.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(expected, "there is no override 1");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"treatAs\":\"held\"");
    }

    [Fact]
    public async Task Page_ThatBreaks_SaysWhatToDo_AndIsAsClosedAsAnyOther()
    {
        using HttpClient auditor = await _web.SignInAsync(new Account("auditor-1", "A", AccountRole.Auditor));
        using (DatabaseConnection opened = _web.Services.GetRequiredService<Store>().Connect())
        using (SqlStatement drop = opened.Prepare("DROP TABLE access_record"))
        {
            drop.Execute();
        }

        using HttpResponseMessage answer = await auditor.GetAsync(new Uri("/access", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("Something went wrong").And.NotContain("SqliteException").And.NotContain("access_record");
    }

    [Fact]
    public async Task Administrator_EndsASessionAtOnce()
    {
        using HttpClient officer = await _web.SignInAsync(Officer);
        using HttpClient administrator = await _web.SignInAsync(new Account("administrator-1", "A", AccountRole.Administrator));
        string page = await administrator.GetStringAsync(new Uri("/sessions", UriKind.Relative), TestContext.Current.CancellationToken);
        page.Should().Contain("officer-1");
        (await PostAsync(administrator, "/sessions", ("session", "1"))).Should().Be(HttpStatusCode.OK);
        (await IsInAsync(officer)).Should().BeFalse();
        (await IsInAsync(administrator)).Should().BeTrue();
    }

    [Fact]
    public async Task Sessions_ShowOnlyTheAccountsOwn_AndEndNoOther()
    {
        using HttpClient officer = await _web.SignInAsync(Officer);
        using HttpClient other = await _web.SignInAsync(new Account("supervisor-1", "S", AccountRole.Supervisor, ["anywhere"]));
        string page = await other.GetStringAsync(new Uri("/sessions", UriKind.Relative), TestContext.Current.CancellationToken);
        page.Should().Contain("supervisor-1").And.NotContain("officer-1");
        (await PostAsync(other, "/sessions", ("session", "1"))).Should().Be(HttpStatusCode.OK);
        (await IsInAsync(officer)).Should().BeTrue("one ends one's own only");
    }

    [Fact]
    public async Task Form_WithoutItsToken_ChangesNothing()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        using FormUrlEncodedContent nothing = new([]);
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/sign-out", UriKind.Relative), nothing, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeFalse();
        (await IsInAsync(http)).Should().BeTrue();
    }

    [Fact]
    public async Task Responses_LetNothingElseIn()
    {
        using HttpClient http = await _web.SignInAsync(Officer);
        foreach (string page in (string[])["/", "/sign-in", "/no-such-page", "/log/checkpoint", "/assets/kinkeeper.css"])
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            string policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
            policy.Should().Contain("default-src 'none'").And.NotContain("unsafe").And.Contain("frame-ancestors 'none'", page);
            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
            answer.Headers.Contains("Server").Should().BeFalse();
            (answer.Headers.CacheControl?.NoStore == true).Should().Be(page != "/assets/kinkeeper.css", page);
        }

        (await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).Should().NotContain("<script>").And.NotContain(" style=").And.NotContain(" onclick=");
    }

    [Fact]
    public async Task Host_OfAnotherSite_IsRefused()
    {
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(_web));
        using HttpRequestMessage request = new(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "rebound.example";
        using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SigningIn_OverAndOver_IsStopped()
    {
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(_web));
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 60; i++)
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
        }

        answers[0].Should().Be(HttpStatusCode.OK);
        answers[^1].Should().Be(HttpStatusCode.TooManyRequests);
    }

    private static async Task<bool> IsInAsync(HttpClient http)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Sends a form with the token of the home page.</summary>
    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        string token = Browser.TokenOf(await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        using FormUrlEncodedContent form = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private List<string> Rows()
    {
        using DatabaseConnection opened = _web.Services.GetRequiredService<Store>().Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteStatement rows = new(connection, "SELECT account, ended_by, length(ticket) FROM sessions ORDER BY id");
        List<string> found = [];
        while (rows.Step())
        {
            found.Add($"{rows.Text(0)} ended by {rows.Text(1)}, ticket kept {rows.Number(2)}");
        }

        return found;
    }
}
