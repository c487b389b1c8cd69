using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Security;
using Kinkeeper.Tests.Features.Clearance;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Wishes;

/// <summary>The page where a person reads what nobody has read yet, over the two offices' families.</summary>
public sealed partial class StatementsPageTests : IAsyncLifetime
{
    private TwoOffices _offices = null!;

    public async ValueTask InitializeAsync()
    {
        _offices = await TwoOffices.OpenAsync();
        await _offices.Run.ImportTextAsync("statements", $"{GateScene.Headers["statements"]}\n" +
            "x:here-parent,2024-06-05T09:00:00-05:00,2024-06-05T09:00:00-05:00,letter,,Buenos dias <b>HERELETTER</b>. Quiero llevarme a mi hijo.,\n" +
            "x:here-child,2024-06-05T09:00:00-05:00,2024-06-05T09:00:00-05:00,letter,,CHILDSAID quiero ir con mi mama,\n" +
            "x:there-parent,2024-06-05T09:00:00-05:00,2024-06-05T09:00:00-05:00,letter,,THERELETTER,\n");
    }

    public ValueTask DisposeAsync() => _offices.DisposeAsync();

    [Fact]
    public async Task Letter_IsWholeWithItsSentenceHighlighted_AndNothingIsChosenBeforehand()
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));

        string page = await GetAsync(analyst, "/statements");

        page.Should().Contain("HERELETTER&lt;/b&gt;.<mark> Quiero llevarme a mi hijo.</mark>", "what people write is shown as text");
        page.Should().Contain("THERELETTER").And.Contain("CHILDSAID").And.NotContain("checked");
        DatabaseDump.Of(_offices.Run.DataFolder).Column("access_record", "page").Should().OnlyContain(note => note == "/statements").And.HaveCount(3);
    }

    [Fact]
    public async Task Enforcement_ReadsOwnOfficesParentsOnly_AndMarksNothingElse()
    {
        using HttpClient coordinator = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.JuvenileCoordinator));

        string page = await GetAsync(coordinator, "/statements");

        page.Should().Contain("HERELETTER").And.NotContain("THERELETTER").And.NotContain("CHILDSAID");
        foreach (string other in (string[])["4", "5"])
        {
            (await MarkAsync(coordinator, other, "accompany")).Should().Contain($"There is no statement {other}.");
            using HttpResponseMessage one = await coordinator.GetAsync(new Uri($"/statements?statement={other}", UriKind.Relative), TestContext.Current.CancellationToken);
            one.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }

        Wishes().Should().OnlyContain(wish => wish == "0");
    }

    [Fact]
    public async Task Mark_IsOfWhoIsSignedIn_ToldToTheSecond_AndChangedByMarkingAgain()
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));
        using HttpClient second = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));

        (await MarkAsync(analyst, "3", "")).Should().Contain("Nothing was marked");
        (await MarkAsync(analyst, "3", "accompany")).Should().Contain("A wish to go together").And.NotContain("<b>HERELETTER");
        (await MarkAsync(second, "3", "none-expressed")).Should().Contain("Somebody else has marked this statement");
        Wishes()[2].Should().Be("1");
        (await GetAsync(second, "/statements?statement=3")).Should().Contain("HERELETTER").And.NotContain("checked");
        (await MarkAsync(second, "3", "none-expressed", was: "1")).Should().Contain("Marked: No wish about a child");
        Wishes()[2].Should().Be("4");
        DatabaseDump.Of(_offices.Run.DataFolder).Column("log_outbox", "kind").Count(kind => kind == "wish-read").Should().Be(2, "a second mark is a second event");
    }

    [Fact]
    public async Task List_GivesTenAtATime_AndPassesNobodyOver()
    {
        await _offices.Run.ImportTextAsync("statements", $"{GateScene.Headers["statements"]}\n" + string.Concat(Enumerable.Range(10, 25)
            .Select(number => $"x:here-parent,2024-06-05T09:{number}:00-05:00,2024-06-05T10:00:00-05:00,letter,,LETTER{number},\n")));
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));
        List<string> read = [];
        for (string? address = "/statements"; address is not null;)
        {
            string page = await GetAsync(analyst, address);
            string[] letters = [.. Letters().Matches(page).Select(match => match.Value)];
            letters.Length.Should().BeLessThanOrEqualTo(10);
            read.AddRange(letters);
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        read.Should().OnlyHaveUniqueItems().And.HaveCount(28);
    }

    private IReadOnlyList<string> Wishes() => DatabaseDump.Of(_offices.Run.DataFolder).Column("statements", "wish");

    private static Task<string> GetAsync(HttpClient http, string address) => http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<string> MarkAsync(HttpClient http, string statement, string wish, string was = "0")
    {
        string token = Browser.TokenOf(await GetAsync(http, "/statements"));
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["read"] = statement, ["was"] = was, ["wish"] = wish, ["__RequestVerificationToken"] = token });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/statements", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("LETTER[0-9]+|HERELETTER|THERELETTER|CHILDSAID")]
    private static partial Regex Letters();

    [GeneratedRegex("href=\"(/statements\\?departs=[^\"]+)\"")]
    private static partial Regex Next();
}
