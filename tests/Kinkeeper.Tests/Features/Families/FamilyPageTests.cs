using System.Net;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Tests.Platform.Web;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Features.Families;

/// <summary>
/// Tests the page of a mother who asked for her child, with a defective waiver, a departure without the child, and a second child nobody
/// asked about, as each permitted role sees it.
/// </summary>
public sealed class FamilyPageTests
{
    [Fact]
    public async Task Page_ShowsTheFamily_InWords()
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, "welfare-demo", "cbp:1");

        page.Should().Contain("The family of Dilcia Pop Caal").And.Contain("Wilmer Pop Xol").And.Contain("Ana Pop Xol").And.Contain("Mateo Xol", "both parents of a child are shown");
        page.Should().Contain("Wilmer Pop Xol and Dilcia Pop Caal were held together at Rio Grande and separated here.");
        page.Should().Contain("decided about Wilmer Pop Xol: ").And.Contain("there was no interpreter").And.Contain("Had asked to go together, and left alone");
        page.Should().Contain("somebody must still find out what Dilcia Pop Caal wants for Wilmer Pop Xol");
        page.Should().Contain("The gate has given no answer yet.").And.Contain("birth certificate").And.Contain("disputed, according to orr");
        page.Should().Contain("held by ORR, Casa Canaria").And.Contain("Ended: sponsor.");
        page.Should().Contain("Quiero irme con mi hijo").And.Contain("Mi tia vive en Houston").And.Contain("Prefiero mi escuela", "the child's carers read the child's own view");
        page.Should().Contain("new rule").And.Contain("From this day on: The Separated Parent's Removal Form");
    }

    [Theory]
    [InlineData("officer-demo")]
    [InlineData("juvenile-demo")]
    [InlineData("supervisor-demo")]
    public async Task Enforcement_SeesTheChildInCare_ButNoChildsOrLettersWords(string account)
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, account, "cbp:1");

        page.Should().Contain("Wilmer Pop Xol held by ORR, until").And.Contain("A reader found a wish to be together", "the wish governs the departure, whoever reads");
        page.Should().NotContainAny("Casa Canaria", "sponsor.", "Mi tia", "Houston", "Quiero quedarme", "Prefiero", "Quiero irme", "Counsel Canaria", "Casa de la tia");
        page.Should().Contain("There may be more on record.");
    }

    [Theory]
    [InlineData("welfare-demo", true)]
    [InlineData("orr-demo", true)]
    [InlineData("auditor-demo", false)]
    [InlineData("analyst-demo", false)]
    public async Task ChildsOwnView_IsShown_OnlyToTheChildsCarers(string account, bool isShown)
    {
        await using PagesScene scene = await FamilyAsync();
        (await ReadAsync(scene, account, "cbp:1")).Contains("Prefiero mi escuela", StringComparison.Ordinal).Should().Be(isShown);
    }

    [Fact]
    public async Task Missing_ForInterviewers_HasALink()
    {
        await using PagesScene scene = await FamilyAsync();
        string officer = await ReadAsync(scene, "officer-demo", "cbp:9");
        officer.Should().Contain("Nobody has asked whether Rosa Bonilla has children.").And.Contain($"class=\"usa-button\" href=\"/screening/{RecordOf(scene, "cbp:9")}\"");

        string auditor = await ReadAsync(scene, "auditor-demo", "cbp:9");
        auditor.Should().Contain("Nobody has asked whether Rosa Bonilla has children.").And.NotContain("/screening/");
        auditor.Should().Contain("That does not mean that there is none.");
    }

    [Fact]
    public async Task TableAndPicture_InBothLanguages_HaveTheSameNumbers()
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, "auditor-demo", "cbp:1", "es-US");
        page.Should().Contain("La familia de Dilcia Pop Caal").And.Contain("se separaron aquí");
        int[] picture = [.. System.Text.RegularExpressions.Regex.Matches(page, "data-number=\"(\\d+)\"").Select(match => int.Parse(match.Groups[1].Value, null))];
        int[] table = [.. System.Text.RegularExpressions.Regex.Matches(page, "<th scope=\"row\">(\\d+)</th>").Select(match => int.Parse(match.Groups[1].Value, null))];
        picture.Should().Equal(table).And.Equal(Enumerable.Range(1, picture.Length)).And.HaveCountGreaterThan(12);
    }

    [Theory]
    [InlineData("en-US", "From this day on: The Separated Parent's Removal Form, from 12 July 2018.", "Dilcia Pop Caal left for Guatemala.", "<td>Guatemala (GT)</td>", "<td>Spanish · spa</td>")]
    [InlineData("es-US", "Desde este día rige: El formulario de expulsión de padres separados, desde el 12 de julio de 2018.", "Dilcia Pop Caal salió hacia Guatemala.", "<td>Estados Unidos (US)</td>", "<td>español · spa</td>")]
    public async Task PoliciesCountriesAndLanguages_AreNamedInThePagesLanguage(string language, params string[] said)
    {
        await using PagesScene scene = await FamilyAsync();
        (await ReadAsync(scene, "auditor-demo", "cbp:1", language)).Should().ContainAll(said);
    }

    [Fact]
    public async Task Page_RecordsEveryPersonShown_AndUnknownPersonIsNotFound()
    {
        await using PagesScene scene = await FamilyAsync();
        using HttpClient http = await scene.SignInAsync("auditor-demo");
        using HttpResponseMessage none = await http.GetAsync(new Uri("/families/999999", UriKind.Relative), TestContext.Current.CancellationToken);
        none.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Count(scene, "SELECT COUNT(*) FROM access_record WHERE page LIKE '/families%'").Should().Be(0);

        using HttpResponseMessage page = await http.GetAsync(new Uri($"/families/{RecordOf(scene, "cbp:1")}", UriKind.Relative), TestContext.Current.CancellationToken);
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        Count(scene, "SELECT COUNT(DISTINCT record_key) FROM access_record WHERE page LIKE '/families%'").Should().Be(4, "the mother, two children and the other parent are on the page");
    }

    private static async Task<PagesScene> FamilyAsync()
    {
        KinkeeperRun run = new();
        run.Folder.Write("SYNTHETIC.txt", string.Empty);
        foreach ((string format, string text) in ((string, string)[])
        [
            ("encounters",
                "source,record_id,a_number,given_names,surnames,date_of_birth,role,encountered_at,event_number,citizenship,language\n" +
                "cbp,cbp:1,A200000001,Dilcia,Pop Caal,1990-04-02,adult,2018-05-14T08:00:00Z,E1,GT,spa\n" +
                "cbp,cbp:2,A200000002,Wilmer,Pop Xol,2012-04-02,minor,2018-05-14T08:00:00Z,E1,GT,spa\n" +
                "orr,orr:3,A200000003,Ana,Pop Xol,2015-04-02,minor,,,GT,spa\n" +
                "uscis,uscis:4,A200000004,Mateo,Xol,1988-04-02,adult,,,US,spa\n" +
                "cbp,cbp:9,A200000009,Rosa,Bonilla,1991-04-02,adult,2025-05-14T08:00:00Z,E9,HN,spa\n"),
            ("relationships",
                "source,parent_record_id,child_record_id,kind,basis,as_of,status\n" +
                "cbp,cbp:1,cbp:2,parent,birth_certificate,2018-05-14,confirmed\n" +
                "orr,cbp:1,orr:3,parent,stated,2018-06-14,disputed\n" +
                "orr,uscis:4,cbp:2,parent,stated,2018-06-14,claimed\n"),
            ("custody",
                "source,record_id,agency,facility,from,to,release_reason\n" +
                "cbp,cbp:1,CBP,Rio Grande,2018-05-14T08:00:00Z,2018-05-16T08:00:00Z,transfer\n" +
                "cbp,cbp:2,CBP,Rio Grande,2018-05-14T08:00:00Z,2018-05-16T08:00:00Z,transfer\n" +
                "ice,cbp:1,ICE,Port Isabel,2018-05-16T09:00:00Z,2018-08-01T08:00:00Z,removed\n" +
                "orr,cbp:2,ORR,Casa Canaria,2018-05-16T12:00:00Z,2018-11-01T08:00:00Z,sponsor\n" +
                "state,cbp:2,State,Casa de la tia,2018-11-01T08:00:00Z,,relative\n"),
            ("decisions",
                "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,form_language,spoken_language,parent_language,information_given,options_offered,child_contact_offered,counsel_offered,minutes_allowed,private,parent_words,signature,officer,supervisor,acknowledged_at,child_view\n" +
                "D-1,cbp:1,cbp:2,remain,2018-07-20T10:00:00Z,2018-07-20T11:00:00Z,f,eng,eng,mam,yes,accompany;remain,yes,yes,5,no,Mi tia vive en Houston,signed,o-1,s-1,2018-07-21T11:00:00Z,Prefiero mi escuela\n"),
            ("statements",
                "record_id,made_at,recorded_at,kind,author,text,wish\n" +
                "cbp:1,2018-06-10T10:00:00Z,2018-06-11T10:00:00Z,letter,Counsel Canaria,Quiero irme con mi hijo,accompany\n" +
                "cbp:2,2018-06-12T10:00:00Z,2018-06-12T10:00:00Z,other,self,Quiero quedarme en Casa Canaria,\n"),
            ("removals",
                "removal_id,record_id,status,departs_at,port,country,manifest\n" +
                "R-1,cbp:1,executed,2018-08-01T12:00:00Z,BRO,GT,M-1\n"),
        ])
        {
            await run.ImportTextAsync(format, text);
        }

        return await PagesScene.OpenAsync(run);
    }

    private static async Task<string> ReadAsync(PagesScene scene, string account, string record, string language = "en-US")
    {
        using HttpClient http = await scene.SignInAsync(account);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return WebUtility.HtmlDecode(await http.GetStringAsync(new Uri($"/families/{RecordOf(scene, record)}", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static long RecordOf(PagesScene scene, string record) => Count(scene, $"SELECT id FROM records WHERE record_id = '{record}'");

    private static long Count(PagesScene scene, string sql)
    {
        using SqliteConnection connection = new($"Data Source={scene.DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using SqliteStatement statement = new(connection, sql);
        statement.Step();
        long number = statement.Number(0);
        statement.Reset();
        return number;
    }
}
