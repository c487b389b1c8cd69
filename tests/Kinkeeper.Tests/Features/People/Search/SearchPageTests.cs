using System.Net;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.People.Search;

/// <summary>Tests the search box with the families of two offices, MOTHER and CHILD of HERE and of the other.</summary>
public sealed class SearchPageTests : IAsyncLifetime
{
    private TwoOffices _offices = null!;

    public async ValueTask InitializeAsync() => _offices = await TwoOffices.OpenAsync();

    public ValueTask DisposeAsync() => _offices.DisposeAsync();

    [Theory]
    [InlineData("mother here")]
    [InlineData("HERE, Mothér")]
    [InlineData("Mohter")]
    [InlineData("x:here-parent")]
    [InlineData("D-here")]
    public async Task Search_AsPeopleWrite_FindsThePerson(string words)
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));

        (HttpStatusCode status, string page) = await SearchAsync(officer, words);

        status.Should().Be(HttpStatusCode.OK);
        page.Should().Contain($"/families/{_offices.Object(TwoOffices.Here, "record")}").And.Contain("MOTHER HERE").And.NotContain(TwoOffices.ThereMark);
    }

    [Theory]
    [InlineData("x:there-parent")]
    [InlineData("D-there")]
    [InlineData("Mother Zzelsewhere")]
    public async Task Search_ForAnotherOfficesPerson_FindsNobody(string words)
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        using HttpClient auditor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));

        (await SearchAsync(officer, words)).Page.Should().NotContain($"/families/{_offices.Object(TwoOffices.There, "record")}").And.NotContain(TwoOffices.ThereMark);
        (await SearchAsync(auditor, words)).Page.Should().Contain(TwoOffices.ThereMark, "an account that may see everybody finds them");
    }

    [Fact]
    public async Task Search_FoundOrNot_IsRecordedWithoutItsWords()
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));

        await SearchAsync(officer, "mother here");
        (await SearchAsync(officer, "Nobodyatall")).Page.Should().Contain("Nobody found");

        DatabaseDump dump = DatabaseDump.Of(_offices.Run.DataFolder);
        dump.Column("access_record", "page").Should().OnlyContain(page => page == "/search");
        dump.Column("access_record", "record_key").Should().Contain(_offices.Object(TwoOffices.Here, "record"));
        dump.Column("access_record", "record_key").Count(key => string.IsNullOrEmpty(key)).Should().Be(1);
    }

    [Fact]
    public async Task Address_OfASearch_HoldsNoName()
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));

        string page = await officer.GetStringAsync(new Uri("/search?words=mother", UriKind.Relative), TestContext.Current.CancellationToken);

        page.Should().NotContain("MOTHER HERE");
        (await SearchAsync(officer, " ")).Page.Should().Contain("Write a name or a number");
        (await SearchAsync(officer, new string('a', 201))).Page.Should().Contain("Write a name or a number");
        using HttpResponseMessage forged = await officer.PostAsync(new Uri("/search", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("words", "mother")]), TestContext.Current.CancellationToken);
        forged.StatusCode.Should().Be(HttpStatusCode.BadRequest, "the form's token is required");
    }

    [Fact]
    public async Task Searches_PerAccount_AreLimitedToSixtyAMinute()
    {
        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 61; i++)
        {
            using HttpResponseMessage answer = await officer.GetAsync(new Uri("/search", UriKind.Relative), TestContext.Current.CancellationToken);
            last = answer.StatusCode;
        }

        last.Should().Be(HttpStatusCode.TooManyRequests);
        using HttpClient other = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Supervisor));
        (await SearchAsync(other, "mother")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Partner_Searching_FindsClientsOnly()
    {
        using HttpClient partner = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Partner));

        (await SearchAsync(partner, "mother")).Page.Should().Contain("MOTHER HERE").And.NotContain(TwoOffices.ThereMark);
    }

    private static async Task<(HttpStatusCode Status, string Page)> SearchAsync(HttpClient http, string words)
    {
        string form = await http.GetStringAsync(new Uri("/search", UriKind.Relative), TestContext.Current.CancellationToken);
        using FormUrlEncodedContent content = new(new Dictionary<string, string> { ["words"] = words, ["__RequestVerificationToken"] = Browser.TokenOf(form) });
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/search", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
