using System.Net;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Security.Refused;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>A refusal is recorded with account and route and without typed text. It stays a refusal if it cannot be recorded.</summary>
public sealed class RefusedRequestTests
{
    private const string Typed = "SECRETTYPED";

    [Fact]
    public async Task Refusal_IsRecordedOnce_WithAccountKindAndRoute_WithoutTypedText()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient officer = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        await StatusAsync(officer, HttpMethod.Get, $"/overrides?name={Typed}");
        await StatusAsync(officer, HttpMethod.Get, $"/families/{offices.Object(TwoOffices.There, "record")}?name={Typed}");
        await StatusAsync(officer, HttpMethod.Get, $"/departures/{Typed}");
        await StatusAsync(officer, HttpMethod.Get, $"/api/v1/decisions/{offices.Object(TwoOffices.There, "decision")}/plan?name={Typed}");
        (await StatusAsync(officer, HttpMethod.Post, $"/access/reason?back={Typed}", ("Reason", Typed))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(officer, HttpMethod.Post, "/sign-out", ("any", Typed))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(officer, HttpMethod.Post, "/language", ("language", Typed))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(officer, HttpMethod.Post, "/api/v1/clearances", "Sec-Fetch-Site", "cross-site")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(officer, HttpMethod.Post, "/api/v1/overrides/1/approval")).Should().Be(HttpStatusCode.Forbidden);

        Rows(offices.Web).Should().BeEquivalentTo(
        [
            "not-allowed deportation-officer-here deportation-officer /overrides  1",
            "not-theirs deportation-officer-here deportation-officer /families/{record:long}  1",
            "not-theirs deportation-officer-here deportation-officer /departures/{manifest}  1",
            "not-theirs deportation-officer-here deportation-officer /api/v1/decisions/{decision}/plan  1",
            "forged-form deportation-officer-here deportation-officer /access/reason  1",
            "forged-form deportation-officer-here deportation-officer /sign-out  1",
            "forged-form deportation-officer-here deportation-officer /language  1",
            "other-site deportation-officer-here deportation-officer /api/v1/clearances  1",
            "not-allowed deportation-officer-here deportation-officer /api/v1/overrides/{override:long}/approval  1",
        ]);
        foreach (AccountRole role in (AccountRole[])[AccountRole.Auditor, AccountRole.Administrator])
        {
            using HttpClient reader = await offices.Web.SignInAsync(TwoOffices.Of(role));
            string page = await reader.GetStringAsync(new Uri("/access/refused", UriKind.Relative), TestContext.Current.CancellationToken);
            page.Should().Contain("deportation-officer-here").And.Contain("/families/{record:long}").And.NotContain(Typed);
        }
    }

    [Fact]
    public async Task Gate_RefusingAnotherOffice_IsRecorded()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient officer = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        using StringContent question = new("""{"manifest":"any","departsAt":"2024-06-20T14:00:00-05:00","recordId":"x:there-parent"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await officer.PostAsync(new Uri("/api/v1/clearances", UriKind.Relative), question, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        Rows(offices.Web).Should().Equal("not-allowed deportation-officer-here deportation-officer /api/v1/clearances  1");
    }

    [Fact]
    public async Task TooManySignIns_AreCountedInOneRow_WithTheAddress()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await StartAsync(run);
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(web));
        for (int i = 0; i < 60; i++)
        {
            await StatusAsync(http, HttpMethod.Get, "/sign-in");
        }

        Rows(web).Should().Equal("too-many   /sign-in 127.0.0.1 20");
        run.Clock.Advance(TimeSpan.FromMinutes(1));
        using HttpClient officer = await web.SignInAsync(new Account("officer-1", "O", AccountRole.DeportationOfficer, ["anywhere"]));
        await StatusAsync(officer, HttpMethod.Get, "/access");
        await StatusAsync(officer, HttpMethod.Get, "/access");
        Rows(web).Should().Equal("too-many   /sign-in 127.0.0.1 20", "not-allowed officer-1 deportation-officer /access  2");
    }

    [Fact]
    public async Task DemonstrationAccount_AfterARealImport_IsRecorded_InItsSessionAndAtTheSignIn()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await StartAsync(run);
        using HttpClient officer = await Browser.SignInAsync(SignedInAs.AddressOf(web), "officer-demo");
        using HttpClient late = Browser.Of(SignedInAs.AddressOf(web));
        string token = Browser.TokenOf(await late.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken));
        await run.ImportTextAsync("encounters", "source,record_id,role\ncbp,cbp:1,adult\n");
        (await StatusAsync(officer, HttpMethod.Get, "/departures")).Should().Be(HttpStatusCode.Redirect);
        (await StatusAsync(late, HttpMethod.Post, "/sign-in", ("account", "officer-demo"), ("__RequestVerificationToken", token))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(late, HttpMethod.Get, "/departures")).Should().Be(HttpStatusCode.Redirect, "nobody is signed in");
        Rows(web).Should().Equal("demonstration-closed officer-demo  /departures  1", "demonstration-closed officer-demo  /sign-in 127.0.0.1 1");
    }

    [Fact]
    public async Task Flood_FillsOnlyItsShare_AndHidesNoOtherRefusal()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await StartAsync(run);
        RefusedRequests refused = web.Services.GetRequiredService<RefusedRequests>();
        const int Minutes = 60, Apart = RefusedRequests.ApartInAMinute;
        for (int minute = 0; minute < Minutes; minute++)
        {
            for (int i = 0; i < 200; i++)
            {
                DefaultHttpContext stranger = new();
                stranger.Connection.RemoteIpAddress = IPAddress.Parse($"10.{minute}.0.{i}");
                refused.Note(stranger, RefusedKind.SignInMismatch, null, "/sign-in/back");
            }

            run.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        DefaultHttpContext known = new() { User = new Account("officer-1", "O", AccountRole.DeportationOfficer).ToPrincipal("test") };
        refused.Note(known, RefusedKind.NotAllowed, null, "/access");
        List<string> rows = Rows(web);
        rows.Should().HaveCount(RefusedRequests.ApartInADay + (Minutes - (RefusedRequests.ApartInADay / Apart)) + (RefusedRequests.ApartInADay / Apart) + 1);
        rows.Sum(row => long.Parse(row.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).Should().Be((200 * Minutes) + 1, "each is counted");
        rows[^1].Should().Be("not-allowed officer-1 deportation-officer /access  1", "a known account keeps its own row, even in a flood from strangers");

        run.Clock.Advance(TimeSpan.FromDays(1));
        refused.Note(new DefaultHttpContext(), RefusedKind.SignInMismatch, null, "/sign-in/back");
        Rows(web)[^1].Should().Be("sign-in-mismatch   /sign-in/back  1", "the next day has its own share");
    }

    [Fact]
    public async Task Refusal_ThatCannotBeRecorded_StaysTheSame()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient officer = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        using (DatabaseConnection opened = offices.Web.Services.GetRequiredService<Store>().Connect())
        using (SqlStatement drop = opened.Prepare("DROP TABLE refused_requests"))
        {
            drop.Execute();
        }

        (await StatusAsync(officer, HttpMethod.Get, "/overrides")).Should().Be(HttpStatusCode.Redirect);
        offices.Web.Services.GetRequiredService<RefusedRequests>().Flush();
        (await StatusAsync(officer, HttpMethod.Get, "/overrides")).Should().Be(HttpStatusCode.Redirect);
        (await StatusAsync(officer, HttpMethod.Get, $"/families/{offices.Object(TwoOffices.There, "record")}")).Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(officer, HttpMethod.Post, "/api/v1/clearances", "Sec-Fetch-Site", "cross-site")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(officer, HttpMethod.Get, "/departures?from=2024-06-20")).Should().Be(HttpStatusCode.OK, "an allowed request still gets in");
    }

    [Fact]
    public async Task Page_IsNarrowedByKindAndDay_NewestFirst_AndPaged()
    {
        using KinkeeperRun run = new();
        await using WebApplication web = await StartAsync(run);
        RefusedRequests refused = web.Services.GetRequiredService<RefusedRequests>();
        for (int i = 0; i < 60; i++)
        {
            DefaultHttpContext http = new() { User = new Account($"officer-{i:00}", "O", AccountRole.DeportationOfficer).ToPrincipal("test") };
            http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("families/{record:long}"), 0, null, null));
            refused.Note(http, i % 2 == 0 ? RefusedKind.NotTheirs : RefusedKind.NotAllowed);
            run.Clock.Advance(TimeSpan.FromHours(1));
        }

        using HttpClient auditor = await web.SignInAsync(new Account("auditor-1", "A", AccountRole.Auditor));
        string[] first = await AccountsAsync(auditor, "/access/refused");
        first.Should().HaveCount(50).And.BeInDescendingOrder(StringComparer.Ordinal);
        first[0].Should().Be("officer-59");
        string page = await auditor.GetStringAsync(new Uri("/access/refused", UriKind.Relative), TestContext.Current.CancellationToken);
        string next = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value);
        (await AccountsAsync(auditor, next)).Should().Equal(Enumerable.Range(0, 10).Reverse().Select(i => $"officer-{i:00}"));
        (await AccountsAsync(auditor, "/access/refused?kind=not-allowed")).Should().HaveCount(30).And.OnlyContain(account => "13579".Contains(account[account.Length - 1]));
        // The run begins on 2 January at 03:04:05: 21 hours of that day, then 24 of the next.
        (await AccountsAsync(auditor, "/access/refused?day=2026-01-03&kind=")).Should().Equal(Enumerable.Range(21, 24).Reverse().Select(i => $"officer-{i:00}"));
        (await AccountsAsync(auditor, "/access/refused?day=2025-01-03")).Should().BeEmpty();
    }

    private static async Task<string[]> AccountsAsync(HttpClient http, string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(await http.GetStringAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken), "officer-[0-9]+").Select(match => match.Value)];

    private static async Task<WebApplication> StartAsync(KinkeeperRun run)
    {
        WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using HttpRequestMessage request = new(method, path) { Content = fields.Length == 0 ? null : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, string header, string value)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Add(header, value);
        using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static List<string> Rows(WebApplication web)
    {
        web.Services.GetRequiredService<RefusedRequests>().Flush();
        using DatabaseConnection opened = web.Services.GetRequiredService<Store>().Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteStatement rows = new(connection, "SELECT kind, account, role, route, address, times FROM refused_requests ORDER BY id");
        List<string> found = [];
        while (rows.Step())
        {
            found.Add($"{rows.Text(0)} {rows.Text(1)} {rows.Text(2)} {rows.Text(3)} {rows.Text(4)} {rows.Number(5)}");
        }

        return found;
    }
}
