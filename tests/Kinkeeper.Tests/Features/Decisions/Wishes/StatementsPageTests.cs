using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Features.Gate;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Wishes;

/// <summary>Tests the page of unread statements with the families of two offices.</summary>
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
    public async Task Letter_OnThePage_IsCompleteWithHighlightsAndNothingChosen()
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));

        string page = await GetAsync(analyst, "/statements");

        page.Should().Contain("HERELETTER&lt;/b&gt;.<mark> Quiero llevarme a mi hijo.</mark>", "written text is escaped");
        page.Should().Contain("THERELETTER").And.Contain("CHILDSAID").And.NotContain("checked");
        DatabaseDump.Of(_offices.Run.DataFolder).Column("access_record", "page").Should().OnlyContain(note => note == "/statements").And.HaveCount(3);
    }

    [Theory]
    [InlineData(AccountRole.DeportationOfficer)]
    [InlineData(AccountRole.JuvenileCoordinator)]
    [InlineData(AccountRole.Supervisor)]
    public async Task Enforcement_OnTheFamilyPage_SeesAStatementsMarkButNotItsText(AccountRole role)
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));
        await MarkAsync(analyst, "3", "accompany");
        using HttpClient enforcement = await _offices.Web.SignInAsync(TwoOffices.Of(role));
        foreach (string address in (string[])["/statements", "/statements?statement=3"])
        {
            using HttpResponseMessage refused = await enforcement.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            refused.IsSuccessStatusCode.Should().BeFalse(address);
        }

        (await GetAsync(enforcement, "/")).Should().NotContain("/statements");
        await Browser.GiveReasonAsync(enforcement);
        string family = WebUtility.HtmlDecode(await GetAsync(enforcement, $"/families/{_offices.Object(TwoOffices.Here, "parent")}"));
        family.Should().Contain("MOTHER HERE, letter: A reader found a wish to be together with the child.").And.Contain("Nobody has yet read the statement that MOTHER HERE made on");
        family.Should().NotContainAny("HERELETTER", "llevarme", "I want to speak", "CHILDSAID", "/statements");
    }

    [Fact]
    public async Task CaseManager_ReadsAndMarks_OnlyPeopleOfTheirOffice()
    {
        using HttpClient manager = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.OrrCaseManager));

        string page = await GetAsync(manager, "/statements");

        page.Should().Contain("HERELETTER").And.Contain("CHILDSAID").And.NotContain("THERELETTER");
        (await MarkAsync(manager, "5", "accompany")).Should().Contain("There is no statement 5.");
        using HttpResponseMessage one = await manager.GetAsync(new Uri("/statements?statement=5", UriKind.Relative), TestContext.Current.CancellationToken);
        one.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Wishes().Should().OnlyContain(wish => wish == "0");
    }

    [Theory]
    [InlineData("en-US", "it missed almost half of the wishes", "The statement may still contain a wish", "Other sentences may express a wish too", "whether anything is highlighted or not")]
    [InlineData("es-US", "pasó por alto casi la mitad de los deseos", "La declaración puede contener un deseo", "Otras frases también pueden expresar un deseo", "haya o no algo resaltado")]
    public async Task Page_NeverSuggestsThatWhatIsNotHighlightedHoldsNoWish(string language, params string[] said)
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));
        analyst.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        string page = WebUtility.HtmlDecode(await GetAsync(analyst, "/statements"));

        page.Should().ContainAll(said);
        page.IndexOf("I want to speak with my child", StringComparison.Ordinal).Should().BeLessThan(page.IndexOf("<mark>", StringComparison.Ordinal), "statements are ordered by departure, not by highlights");
    }

    [Fact]
    public async Task Home_ForReaders_CountsUnreadAndUrgentStatements()
    {
        foreach ((AccountRole role, string told) in ((AccountRole, string)[])
        [
            (AccountRole.ChildWelfareCoordinator, "Unread statements: 5."),
            (AccountRole.TaskForceAnalyst, "Unread statements: 5."),
            (AccountRole.OrrCaseManager, "Unread statements of the people whose files you see"),
        ])
        {
            using HttpClient http = await _offices.Web.SignInAsync(TwoOffices.Of(role));
            string home = WebUtility.HtmlDecode(await GetAsync(http, "/"));
            home.Should().Contain(told).And.Contain("None of them is from a person who leaves in the next 72 hours (0).").And.Contain("href=\"/statements\"");
        }

        string soon = _offices.Clock.GetUtcNow().AddHours(40).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        await _offices.Run.ImportTextAsync("removals", $"{GateScene.Headers["removals"]}\nR-soon,x:here-parent,planned,{soon},{TwoOffices.Here},GT,M-soon\nR-also,x:there-parent,planned,{soon},{TwoOffices.There},GT,M-soon\n");
        using HttpClient welfare = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));
        using HttpClient manager = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.OrrCaseManager));
        (await GetAsync(welfare, "/")).Should().Contain("Of people who leave in the next 72 hours: 4.");
        (await GetAsync(manager, "/")).Should().Contain("Of people who leave in the next 72 hours: 2.", "people of another office are not counted");
    }

    [Fact]
    public async Task Mark_BySignedInReaders_IsSharedAndCanBeChanged()
    {
        using HttpClient analyst = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.TaskForceAnalyst));
        using HttpClient second = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.ChildWelfareCoordinator));

        (await MarkAsync(analyst, "3", "")).Should().Contain("Nothing was marked");
        (await MarkAsync(analyst, "3", "accompany")).Should().Contain("A wish to go together").And.NotContain("<b>HERELETTER");
        (await MarkAsync(second, "3", "none-expressed")).Should().Contain("Somebody else marked this statement");
        Wishes()[2].Should().Be("1");
        (await GetAsync(second, "/statements?statement=3")).Should().Contain("HERELETTER").And.NotContain("checked");
        (await MarkAsync(second, "3", "none-expressed", was: "1")).Should().Contain("Marked: No wish about a child");
        Wishes()[2].Should().Be("4");
        DatabaseDump.Of(_offices.Run.DataFolder).Column("log_outbox", "kind").Count(kind => kind == "wish-read").Should().Be(2, "a second mark is a second event");
    }

    [Fact]
    public async Task List_InPartsOfTen_LeavesNobodyOut()
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
