using System.Net;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.People.Counsel;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.People;

/// <summary>Tests that an account gives a reason before opening a file, and that readings can be looked up.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private TwoOffices _offices = null!;

    private RecordKey Mother => new(long.Parse(_offices.Object(TwoOffices.Here, "record"), System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask InitializeAsync() => _offices = await TwoOffices.OpenAsync();

    public ValueTask DisposeAsync() => _offices.DisposeAsync();

    [Fact]
    public async Task File_OnceADay_AsksForTheReasonAndRecordsIt()
    {
        using HttpClient coordinator = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));
        string file = $"/counsel/{Mother.Value}";
        using (HttpResponseMessage asked = await GetAsync(coordinator, file))
        {
            asked.StatusCode.Should().Be(HttpStatusCode.Redirect);
            asked.Headers.Location!.ToString().Should().Be($"/access/reason?back={Uri.EscapeDataString(file)}");
        }

        Read().Should().BeEmpty("nothing was shown");
        (await ChooseAsync(coordinator, "other", "")).Should().Be(HttpStatusCode.OK, "another reason needs words");
        (await ChooseAsync(coordinator, "", "words")).Should().Be(HttpStatusCode.OK, "no reason is preselected");
        (await ChooseAsync(coordinator, "tracing", "call of 3 June")).Should().Be(HttpStatusCode.Redirect);
        (await GetAsync(coordinator, file)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await GetAsync(coordinator, file)).StatusCode.Should().Be(HttpStatusCode.OK);
        Read().Select(row => $"{row.Account} {row.Role} {row.Reason} {row.Words} {row.Page}").Should().Equal(Enumerable.Repeat(
            "child-welfare-coordinator-here child-welfare-coordinator tracing call of 3 June /counsel/{record:long}", 2));

        // Half an hour after midnight, in the same session.
        _offices.Clock.Set("2024-06-21T00:30:00+00:00");
        using HttpClient next = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));
        next.DefaultRequestHeaders.Add("Cookie", coordinator.DefaultRequestHeaders.GetValues("Cookie"));
        (await GetAsync(coordinator, file)).StatusCode.Should().Be(HttpStatusCode.Redirect, "the reason or the session has expired");
    }

    [Fact]
    public async Task Readings_AreVisible_ToAuditorsAndToCounselForTheirClient()
    {
        using HttpClient supervisor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Supervisor));
        (await GetAsync(supervisor, "/overrides")).StatusCode.Should().Be(HttpStatusCode.OK);
        using HttpClient auditor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));
        (await BodyAsync(auditor, "/access")).Should().Contain("supervisor-here").And.Contain("/overrides").And.NotContain("MOTHER");
        using HttpClient counsel = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Partner));
        (await BodyAsync(counsel, $"/access/people/{Mother.Value}")).Should().Contain("supervisor-here");
        (await GetAsync(counsel, $"/access/people/{_offices.Object(TwoOffices.There, "record")}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await BodyAsync(counsel, "/clients")).Should().Contain("MOTHER HERE").And.Contain("G-28");
    }

    [Theory]
    [InlineData("/api/v1/decisions/D-here/plan", "/api/v1/decisions/{decision}/plan")]
    [InlineData("/decisions/waiting", "/decisions/waiting")]
    [InlineData("/departures/M-HERE", "/departures/{manifest}")]
    public async Task Reading_OfAnyPage_IsRecorded(string page, string route)
    {
        using HttpClient supervisor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Supervisor));
        (await GetAsync(supervisor, page)).StatusCode.Should().Be(HttpStatusCode.OK);
        Read().Should().ContainSingle().Which.Page.Should().Be(route);
    }

    [Fact]
    public async Task Counsel_AfterTheirAppearanceEnded_CannotSeeTheClient()
    {
        Representations representations = _offices.Web.Services.GetRequiredService<Representations>();
        using HttpClient counsel = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Partner));
        (await GetAsync(counsel, $"/access/people/{Mother.Value}")).StatusCode.Should().Be(HttpStatusCode.OK);
        representations.End(Mother, representations.Of(Mother).Single().Id, "c-1");
        (await GetAsync(counsel, $"/access/people/{Mother.Value}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        representations.Of(Mother).Should().ContainSingle().Which.EndedBy.Should().Be("c-1", "nothing is deleted");
    }

    [Fact]
    public async Task Reason_Given_RedirectsOnlyIntoThisApplication()
    {
        using HttpClient auditor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));
        string page = await BodyAsync(auditor, "/access/reason?back=https://elsewhere.example/");
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["Reason"] = "audit", ["Back"] = "//elsewhere.example/", ["__RequestVerificationToken"] = Browser.TokenOf(page) });
        using HttpResponseMessage answer = await auditor.PostAsync(new Uri("/access/reason", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.Headers.Location!.ToString().Should().Be("/");
    }

    private IReadOnlyList<AccessRow> Read() => _offices.Web.Services.GetRequiredService<ReadAccess>().Execute(Mother, null, null, 50);

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> BodyAsync(HttpClient http, string path) => http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<HttpStatusCode> ChooseAsync(HttpClient http, string reason, string words)
    {
        string page = await BodyAsync(http, "/access/reason?back=/");
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["Reason"] = reason, ["Words"] = words, ["__RequestVerificationToken"] = Browser.TokenOf(page) });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/access/reason?back=/", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
