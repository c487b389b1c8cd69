using System.Net;
using System.Text.Json;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Comparing;

/// <summary>Compares two imports of one format. The stored raw rows must give the same comparison as the original files.</summary>
public sealed class ImportedListsTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Imports_CompareAsTheirFilesDo_WithRejectedRowsAndQuotes(char separator)
    {
        using KinkeeperRun run = new();
        string first = Write(run, "first.csv", separator, "x:1|\"Pop, Caal; Xol\"|Ana|adult", "x:2|Ical|\"Say \"\"Rosa\"\"\"|neither", "x:3|Coc|José|minor", "x:4|Same|Same|adult");
        string second = Write(run, "second.csv", separator, "x:4|Same|Same|adult", "x:3|Coc|Jose|minor", "x:2|Ical|\"Say \"\"Rosa\"\"\"|adult", "x:5|New|New|adult");
        long one = await ImportAsync(run, first), other = await ImportAsync(run, second);

        VerbAnswer files = await run.RunAsync("review", "compare", first, second, "--as", "encounters", "--json");
        VerbAnswer imports = await run.RunAsync("review", "compare", $"import:{one}", $"import:{other}", "--json");

        files.ExitCode.Should().Be(0, files.Error);
        imports.ExitCode.Should().Be(0, imports.Error);
        imports.Output.Should().Be(files.Output);
        (imports.Json.GetProperty("added").GetInt32(), imports.Json.GetProperty("removed").GetInt32(), imports.Json.GetProperty("changed").GetInt32(), imports.Json.GetProperty("same").GetInt32()).Should().Be((1, 1, 2, 1));
        (await run.RunAsync("review", "compare", $"import:{one}", "import:999")).Error.Should().Contain("There is no import 999");
    }

    [Fact]
    public async Task Page_OffersRepeatedFormats_ComparesThem_AndRecordsAccess()
    {
        await using TwoOffices offices = await TwoOffices.OpenAsync();
        using HttpClient auditor = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));
        long first = await ImportAsync(offices.Run, Write(offices.Run, "first.csv", ',', "x:here-parent|Pop|Ana|adult", "x:9|Gone|Gone|adult"));
        long second = await ImportAsync(offices.Run, Write(offices.Run, "second.csv", ',', "x:here-parent|Pop Caal|Ana|adult", "x:10|New|New|adult"));

        string offered = await GetAsync(auditor, "/review/lists/imports");
        offered.Should().Contain($"value=\"{first}\"").And.Contain($"value=\"{second}\"").And.NotContain("first.csv", "a file's name may hold somebody's");
        string page = WebUtility.HtmlDecode(await GetAsync(auditor, $"/review/lists/imports?first={first}&second={second}&key="));
        page.Should().Contain("Rows added: 1. Rows gone: 1. Rows changed: 1.").And.Contain("“Pop” became “Pop Caal”").And.Contain("only what is new", "nobody takes an update for a whole list").And.Contain($"/families/{offices.Object(TwoOffices.Here, "record")}");
        DatabaseDump.Of(offices.Run.DataFolder).Column("access_record", "page").Should().Contain("/review/lists/imports");

        foreach ((string query, string why) in ((string, string)[])[($"first={first}&second=99999", "not a finished import"), ("first=x&second=2", "not a finished import"), ($"first={first}&second={await OtherFormatAsync(offices)}", "of the same format")])
        {
            using HttpResponseMessage refused = await auditor.GetAsync(new Uri($"/review/lists/imports?{query}", UriKind.Relative), TestContext.Current.CancellationToken);
            refused.StatusCode.Should().Be(HttpStatusCode.BadRequest, query);
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(why);
        }

        using HttpClient manager = await offices.Web.SignInAsync(TwoOffices.Of(AccountRole.OrrCaseManager));
        using HttpResponseMessage notAllowed = await manager.GetAsync(new Uri($"/review/lists/imports?first={first}&second={second}", UriKind.Relative), TestContext.Current.CancellationToken);
        notAllowed.Headers.Location?.ToString().Should().Contain("/not-allowed", "an import holds everybody, and an office sees its own");
        (await GetAsync(manager, "/review/lists")).Should().NotContain("/review/lists/imports");
    }

    private static async Task<long> OtherFormatAsync(TwoOffices offices)
    {
        VerbAnswer answer = await offices.Run.ImportTextAsync("custody", "record_id,agency,facility,from,to\nx:here-child,ORR,Shelter,2024-05-02T09:00:00-05:00,\n");
        return answer.Json.GetProperty("import").GetInt64();
    }

    private static string Write(KinkeeperRun run, string name, char separator, params string[] rows)
    {
        string[] all = ["record_id|surnames|given_names|role", .. rows];
        return run.Folder.Write($"{Guid.NewGuid():N}-{name}", string.Join('\n', all.Select(row => row.Replace('|', separator))) + "\n");
    }

    private static async Task<long> ImportAsync(KinkeeperRun run, string file)
    {
        VerbAnswer answer = await run.RunAsync("import", file, "--as", "encounters", "--json");
        answer.ExitCode.Should().Be(0, answer.Error);
        using JsonDocument json = JsonDocument.Parse(answer.Output);
        return json.RootElement.GetProperty("import").GetInt64();
    }

    private static Task<string> GetAsync(HttpClient http, string address) => http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
}
