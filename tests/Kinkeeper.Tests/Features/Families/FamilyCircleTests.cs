using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Tests.Platform.Web;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Features.Families;

/// <summary>
/// Dilcia and Mateo have Wilmer; Dilcia also has Ana, whose father is not recorded; Mateo and Irma have Luz. Opened from any of them, the
/// page shows the family that the records state, the member who links each person to it, and nobody by inference.
/// </summary>
public sealed partial class FamilyCircleTests
{
    [Theory]
    [InlineData("cbp:dilcia")]
    [InlineData("cbp:mateo")]
    [InlineData("orr:wilmer")]
    public async Task Family_OpenedFromAnyMember_IsShownWhole(string record)
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, "auditor-demo", record);
        PeopleOn(page).Should().BeEquivalentTo("Dilcia Pop", "Mateo Xol", "Irma Caal", "Wilmer Xol Pop", "Ana Pop", "Luz Xol Caal");
        page.Should().Contain("Dilcia Pop, parent of Ana Pop").And.Contain("Mateo Xol, parent of Luz Xol Caal").And.Contain("Irma Caal, parent of Luz Xol Caal");
        page.Should().NotContain("Mateo Xol, parent of Ana Pop", "nobody has recorded a father of Ana");
        Lanes(page).Should().Be(6);
    }

    [Fact]
    public async Task Page_ForEachPerson_ShowsTheLinkAndItsEvidence()
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, "auditor-demo", "orr:wilmer");
        Sections(page)["Ana Pop"].Should().Contain("records name Dilcia Pop as a parent");
        Sections(page)["Luz Xol Caal"].Should().Contain("records name Mateo Xol as a parent");
        Sections(page)["Irma Caal"].Should().Contain("records name this person as a parent of Luz Xol Caal");
        Sections(page)["Wilmer Xol Pop"].Should().NotContain("On this page because");
        page.Should().Contain("6/14/2018: legal guardian, disputed, according to orr; basis: their own statement.");
        page.Should().Contain("5/14/2018: parent, confirmed, according to cbp; basis: birth certificate.");
        page.Should().Contain("No probability was computed").And.NotContain("a probability of", "a stated link never gets a number");
        page.Should().Contain("Dilcia Pop, parent of Otro Nino").And.Contain("Rejected. It stays on record but does not count.");
        PeopleOn(page).Should().NotContain("Otro Nino", "a rejected link leads to nobody");
        page.Should().NotContain("Hermana de Otro");
    }

    [Fact]
    public async Task Page_ForDistantRelatives_ShowsACountAndALink()
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, "auditor-demo", "orr:ana");
        PeopleOn(page).Should().Contain("Luz Xol Caal").And.NotContain("Irma Caal");
        Sections(page)["Luz Xol Caal"].Should().Contain("Parents or children of Luz Xol Caal not shown on this page: at least 1").And.Contain($"href=\"/families/{RecordOf(scene, "orr:luz")}\"");
        (await ReadAsync(scene, "auditor-demo", "orr:ana", "es-US")).Should().Contain("Padres o hijos de Luz Xol Caal que no se muestran en esta página: al menos 1");
    }

    [Theory]
    [InlineData("officer-demo")]
    [InlineData("juvenile-demo")]
    [InlineData("supervisor-demo")]
    public async Task Enforcement_SeesASiblingInCare_WithoutThePlace(string account)
    {
        await using PagesScene scene = await FamilyAsync();
        string page = await ReadAsync(scene, account, "orr:wilmer");
        page.Should().Contain("Ana Pop held by ORR, until").And.NotContainAny("Casa Canaria", "aunt CANARY", "Quiero vivir");
        (await ReadAsync(scene, "orr-demo", "orr:wilmer")).Should().Contain("Casa Canaria");
    }

    [Fact]
    public async Task LargeFamily_InParts_LeavesNobodyOut()
    {
        await using PagesScene scene = await ManyAsync(45);
        List<string> children = [];
        for (int part = 1; part <= 3; part++)
        {
            string page = await ReadAsync(scene, "auditor-demo", "cbp:p", part: part);
            page.Should().Contain($"At least 46 people are recorded in this family. A page shows at most 20 of them, with the relatives who connect them. This is part {part} of 3.");
            string[] people = PeopleOn(page);
            people.Length.Should().BeLessThanOrEqualTo(20);
            people.Should().Contain("Dilcia Pop");
            children.AddRange(people.Where(name => name != "Dilcia Pop"));
            page.Should().Contain($"/families/{RecordOf(scene, "cbp:p")}{(part == 2 ? string.Empty : "?part=2")}\"");
        }

        children.Should().OnlyHaveUniqueItems().And.HaveCount(45);
        using HttpClient http = await scene.SignInAsync("auditor-demo");
        using HttpResponseMessage beyond = await http.GetAsync(new Uri($"/families/{RecordOf(scene, "cbp:p")}?part=4", UriKind.Relative), TestContext.Current.CancellationToken);
        beyond.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    /// <summary>Makes a mother of many children, each of whom was held and was asked about.</summary>
    public static async Task<PagesScene> ManyAsync(int children)
    {
        KinkeeperRun run = new();
        run.Folder.Write("SYNTHETIC.txt", string.Empty);
        int[] all = [.. Enumerable.Range(1, children)];
        await run.ImportTextAsync("encounters", "source,record_id,given_names,surnames,date_of_birth,role,encountered_at\ncbp,cbp:p,Dilcia,Pop,1980-04-02,adult,2018-05-14T08:00:00Z\n"
            + string.Concat(all.Select(i => string.Create(CultureInfo.InvariantCulture, $"cbp,cbp:c{i},Child{i},Pop,{2005 + (i % 12)}-04-02,minor,2018-05-14T08:00:00Z\n"))));
        await run.ImportTextAsync("relationships", "source,parent_record_id,child_record_id,kind,basis,as_of,status\n" + string.Concat(all.Select(i => $"cbp,cbp:p,cbp:c{i},parent,stated,2018-05-14,confirmed\n")));
        await run.ImportTextAsync("custody", "source,record_id,agency,facility,from,to,release_reason\n" + string.Concat(all.Select(i => $"cbp,cbp:c{i},ORR,Casa,2018-05-16T08:00:00Z,2018-07-16T08:00:00Z,\n")));
        return await PagesScene.OpenAsync(run);
    }

    private static async Task<PagesScene> FamilyAsync()
    {
        KinkeeperRun run = new();
        run.Folder.Write("SYNTHETIC.txt", string.Empty);
        foreach ((string format, string text) in ((string, string)[])
        [
            ("encounters",
                "source,record_id,given_names,surnames,date_of_birth,role,encountered_at\n" +
                "cbp,cbp:dilcia,Dilcia,Pop,1990-04-02,adult,2018-05-14T08:00:00Z\n" +
                "cbp,cbp:mateo,Mateo,Xol,1988-04-02,adult,2018-05-14T08:00:00Z\n" +
                "uscis,uscis:irma,Irma,Caal,1989-04-02,adult,\n" +
                "orr,orr:wilmer,Wilmer,Xol Pop,2012-04-02,minor,\n" +
                "orr,orr:ana,Ana,Pop,2015-04-02,minor,\n" +
                "orr,orr:luz,Luz,Xol Caal,2010-04-02,minor,\n" +
                "orr,orr:otro,Otro,Nino,2011-04-02,minor,\n" +
                "orr,orr:madre,Madre,de Otro,1981-04-02,adult,\n" +
                "orr,orr:hermana,Hermana,de Otro,2009-04-02,minor,\n"),
            ("relationships",
                "source,parent_record_id,child_record_id,kind,basis,as_of,status\n" +
                "cbp,cbp:dilcia,orr:wilmer,parent,birth_certificate,2018-05-14,confirmed\n" +
                "cbp,cbp:mateo,orr:wilmer,parent,stated,2018-05-14,claimed\n" +
                "cbp,cbp:dilcia,orr:ana,parent,stated,2018-05-14,confirmed\n" +
                "cbp,cbp:mateo,orr:luz,parent,stated,2018-05-14,confirmed\n" +
                "orr,uscis:irma,orr:luz,legal_guardian,stated,2018-06-14,disputed\n" +
                "cbp,cbp:dilcia,orr:otro,parent,stated,2018-05-14,claimed\n" +
                "orr,cbp:dilcia,orr:otro,parent,dna,2018-06-14,rejected\n" +
                "orr,orr:madre,orr:otro,parent,dna,2018-06-14,confirmed\n" +
                "orr,orr:madre,orr:hermana,parent,dna,2018-06-14,confirmed\n"),
            ("custody",
                "source,record_id,agency,facility,from,to,release_reason\n" +
                "orr,orr:ana,ORR,Casa Canaria,2018-05-16T12:00:00Z,2018-11-01T08:00:00Z,aunt CANARY\n"),
            ("statements",
                "record_id,made_at,recorded_at,kind,author,text,wish\n" +
                "orr:ana,2018-06-12T10:00:00Z,2018-06-12T10:00:00Z,other,self,Quiero vivir con mi tia,\n"),
        ])
        {
            await run.ImportTextAsync(format, text);
        }

        return await PagesScene.OpenAsync(run);
    }

    private static async Task<string> ReadAsync(PagesScene scene, string account, string record, string language = "en-US", int part = 1)
    {
        using HttpClient http = await scene.SignInAsync(account);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return WebUtility.HtmlDecode(await http.GetStringAsync(new Uri($"/families/{RecordOf(scene, record)}{(part == 1 ? string.Empty : $"?part={part}")}", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    /// <summary>Returns the text below each person's name on the page.</summary>
    private static Dictionary<string, string> Sections(string page) => Person().Matches(page[..page.IndexOf("<h2>Who belongs to whom", StringComparison.Ordinal)])
        .ToDictionary(match => Tag().Replace(match.Groups[1].Value, string.Empty).Trim(), match => match.Groups[2].Value);

    private static string[] PeopleOn(string page) => [.. Sections(page).Keys];

    /// <summary>Counts lanes in the picture itself. The names appear once more next to it.</summary>
    private static int Lanes(string page) => Regex.Count(page[page.IndexOf("class=\"kk-family\"", StringComparison.Ordinal)..], "font-size=\"11\"");

    private static long RecordOf(PagesScene scene, string record)
    {
        using SqliteConnection connection = new($"Data Source={scene.DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using SqliteStatement statement = new(connection, $"SELECT id FROM records WHERE record_id = '{record}'");
        statement.Step();
        long number = statement.Number(0);
        statement.Reset();
        return number;
    }

    [GeneratedRegex("<h3>(.*?)</h3>(.*?)(?=<h3>|$)", RegexOptions.Singleline)]
    private static partial Regex Person();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
