using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Platform.Security;
using Kinkeeper.Tests.Support;
using MiniExcelLibs;

namespace Kinkeeper.Tests.Features.Review.Comparing;

/// <summary>Uploads two versions of a list to the page: sound and hostile files. Checks the answer that people see.</summary>
public sealed partial class ListsPageTests : IAsyncLifetime
{
    private const string First = "NO,CHILD A#,PARENT A#,PARENT LAST NAME,CONTACTED (Y/N)\n1,A200000001,A200000002,Pop,N\n2,A200000003,A200000004,Caal,N\n3,A200000005,A200000006,Xol,N\n";
    private const string Second = "NO,CHILD A#,PARENT A#,PARENT LAST NAME,CONTACTED (Y/N)\n1,A200000003,A200000004,Caal,Y\n3,A200000005,A200000006,Xol,N\n2,A200000007,A200000008,Ical,N\n";

    private TwoOffices _offices = null!;
    private HttpClient _auditor = null!;

    public async ValueTask InitializeAsync()
    {
        _offices = await TwoOffices.OpenAsync();
        _auditor = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.Auditor));
    }

    public async ValueTask DisposeAsync()
    {
        _auditor.Dispose();
        await _offices.DisposeAsync();
    }

    [Theory]
    [InlineData("task-force-list")]
    [InlineData("")]
    public async Task Page_ShowsAddedRemovedAndChangedRows(string format)
    {
        (HttpStatusCode status, string page) = await CompareAsync(First, Second, format);

        status.Should().Be(HttpStatusCode.OK, page);
        page.Should().Contain("Rows added: 1. Rows gone: 1. Rows changed: 1. Rows the same in both: 1.").And.Contain("Read as task-force-list.");
        Part(page, "Added").Should().Contain("A200000007 / A200000008").And.Contain("Ical").And.NotContain("Pop");
        Part(page, "Gone").Should().Contain("A200000001 / A200000002").And.Contain("Pop").And.NotContain("Ical");
        Part(page, "Changed").Should().Contain("A200000003 / A200000004").And.Contain("parent_contacted</b>: “N” became “Y”").And.NotContain("A200000005");
    }

    [Fact]
    public async Task Page_AndVerb_GiveTheSameAnswer_AlsoForAWorkbook()
    {
        string book = _offices.Run.Folder["second.xlsx"];
        MiniExcel.SaveAs(book, Second.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => new Dictionary<string, object>
        {
            ["NO"] = cells[0],
            ["CHILD A#"] = cells[1],
            ["PARENT A#"] = cells[2],
            ["PARENT LAST NAME"] = cells[3],
            ["CONTACTED (Y/N)"] = cells[4],
        }));
        (HttpStatusCode status, string page) = await CompareAsync(Encoding.UTF8.GetBytes(First), await File.ReadAllBytesAsync(book, TestContext.Current.CancellationToken), second: "second.xlsx");
        VerbAnswer verb = await _offices.Run.RunAsync("review", "compare", _offices.Run.Folder.Write("first.csv", First), book, "--json");

        verb.ExitCode.Should().Be(0, verb.Error);
        status.Should().Be(HttpStatusCode.OK, page);
        page.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"Rows added: {verb.Json.GetProperty("added")}. Rows gone: {verb.Json.GetProperty("removed")}. Rows changed: {verb.Json.GetProperty("changed")}. Rows the same in both: {verb.Json.GetProperty("same")}."));
        foreach (string key in verb.Json.GetProperty("differences").EnumerateArray().Select(one => one.GetProperty("key").GetString()!))
        {
            page.Should().Contain(key);
        }
    }

    [Fact]
    public async Task KnownPeople_AreLinkedOnlyIfTheReaderMayOpenThem_AndAccessIsRecorded()
    {
        const string before = "removal_id,record_id,status,departs_at,port,country,manifest\nR-here,x:here-parent,planned,2024-06-20T14:00:00-05:00,HRL,GT,M-1\nR-there,x:there-parent,planned,2024-06-20T14:00:00-05:00,HRL,GT,M-1\nQ-1,x:nobody,planned,2024-06-20T14:00:00-05:00,HRL,GT,M-1\n";
        const string after = "removal_id,record_id,status,departs_at,port,country,manifest\nR-here,x:here-parent,executed,2024-06-20T14:00:00-05:00,HRL,GT,M-1\nR-there,x:there-parent,executed,2024-06-20T14:00:00-05:00,HRL,GT,M-1\nQ-1,x:nobody,executed,2024-06-20T14:00:00-05:00,HRL,GT,M-1\n";
        string here = $"/families/{_offices.Object(TwoOffices.Here, "record")}", there = $"/families/{_offices.Object(TwoOffices.There, "record")}";
        using HttpClient manager = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.OrrCaseManager));

        string seen = (await CompareAsync(before, after, http: manager)).Page;
        seen.Should().Contain("Rows changed: 3").And.Contain($"href=\"{here}\"").And.NotContain($"href=\"{there}\"");
        string all = (await CompareAsync(before, after)).Page;
        all.Should().Contain($"href=\"{here}\"").And.Contain($"href=\"{there}\"");
        foreach (Match link in Link().Matches(all))
        {
            using HttpResponseMessage answer = await _auditor.GetAsync(new Uri(link.Groups[1].Value, UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.Should().NotBe(HttpStatusCode.NotFound, link.Groups[1].Value);
        }

        DatabaseDump dump = DatabaseDump.Of(_offices.Run.DataFolder);
        dump.Column("access_record", "page").Count(page => page == "/review/lists").Should().BeGreaterThanOrEqualTo(3, "each person that a list was found to name is noted");
        dump.Column("access_record", "record_key").Should().Contain([_offices.Object(TwoOffices.Here, "record"), _offices.Object(TwoOffices.There, "record")]);
    }

    [Fact]
    public async Task Cells_AreAlwaysText_OnThePageAndInTheFile()
    {
        const string header = "record_id,surnames,given_names\n";
        string second = header + "x:1,<script>alert(1)</script>,\"=HYPERLINK(\"\"http://evil\"\",\"\"a\"\")\"\nx:2,\"<img src=x onerror=alert(1)>\",@SUM(A1)\n";
        (_, string page) = await CompareAsync(header + "x:1,Pop,Ana\n", second);

        page.Should().NotContain("<script>alert").And.NotContain("<img src=x").And.NotContain("href=\"http://evil");
        page.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt;").And.Contain("=HYPERLINK(&quot;http://evil&quot;");
        string file = (await CompareAsync(header + "x:1,Pop,Ana\n", second, answer: "file")).Page;
        file.Should().StartWith("change,key,row_in_first,row_in_second,column,first,second\n").And.Contain("changed,x:1,1,1,surnames,Pop,<script>").And.Contain("\"'=HYPERLINK").And.Contain("\"'@SUM(A1)\"");
    }

    [Fact]
    public async Task Encodings_OfTheSameList_MakeNoDifference()
    {
        const string list = "record_id,surnames\nx:1,Núñez\n";
        foreach (Encoding encoding in (Encoding[])[Encoding.Latin1, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.Unicode])
        {
            (_, string page) = await CompareAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(list)], Encoding.UTF8.GetBytes(list), "encounters");
            page.Should().Contain("Rows added: 0. Rows gone: 0. Rows changed: 0. Rows the same in both: 1.", encoding.WebName);
        }
    }

    [Fact]
    public async Task LongLists_AreCountedInFull_ShownInPart_AndCompleteInTheFile()
    {
        string second = "record_id,surnames\n" + string.Concat(Enumerable.Range(0, 1_000).Select(row => $"x:{row:D4},Pop\n"));
        (_, string page) = await CompareAsync("record_id,surnames\n", second);
        page.Should().Contain("Rows added: 1,000.").And.Contain("The first 50 of 1,000 are shown.").And.Contain("Every row of the earlier version is in the later one too.");
        Encoding.UTF8.GetByteCount(page).Should().BeLessThan(150_000);
        (await CompareAsync("record_id,surnames\n", second, answer: "file")).Page.Split('\n').Count(line => line.StartsWith("added,", StringComparison.Ordinal)).Should().Be(2_000, "each filled cell of each row");
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "empty", "the file is empty" },
        { "words", "no line of column names for this format was found" },
        { "picture", "the file is not a text table" },
        { "utf-32", "the file is not a text table" },
        { "pdf", "this is a PDF" },
        { "cut-off.xlsx", "cut off or damaged" },
        { "archive.xlsx", "is an archive, but not a workbook" },
        { "bomb.xlsx", "expands like a file made to do harm" },
        { "bomb.csv.gz", "expands like a file made to do harm" },
        { "cut-off.csv.gz", "cut off or damaged" },
        { "twice", "has two rows with the same child_a_number, parent_a_number: rows 1 and 2" },
        { "long", "is too long for this page. The limit is 50,000 rows" },
        { "too-large", "A file is larger than 20 MB" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task HostileFile_IsRefused_WithoutAServerPath_AndLeavesNoFile(string kind, string why)
    {
        byte[] bad = HostileFiles.Make(kind);
        foreach ((byte[] first, byte[] second) in new[] { (Encoding.UTF8.GetBytes(First), bad), (bad, Encoding.UTF8.GetBytes(First)) })
        {
            (HttpStatusCode status, string page) = await CompareAsync(first, second, format: "task-force-list", first: first == bad ? kind : "first.csv", second: second == bad ? kind : "second.csv");
            ((int)status).Should().BeInRange(400, 413, kind);
            string said = WebUtility.HtmlDecode(page);
            said.Should().Contain("The lists were not compared").And.Contain(why).And.NotContain("/proc/").And.NotContain(Path.GetTempPath()).And.NotContain("Rows added");
            if (kind != "too-large")
            {
                said.Should().Contain(first == bad ? "Earlier version (" : "Later version (", "it says which of the two");
            }
        }

        TemporaryFilesWith(bad, Encoding.UTF8.GetBytes(First)).Should().BeEmpty("nothing brought is kept");
    }

    [Fact]
    public async Task LargeForm_IsRefusedBeforeItIsRead()
    {
        string token = await TokenAsync(_auditor);
        using MultipartFormDataContent form = new() { { new StringContent(token), "__RequestVerificationToken" }, { new StreamContent(new Zeros(300L << 20)), "first", "first.csv" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/review/lists") { Content = form };
        // Browsers ask this way before they send a large body.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await _auditor.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        using HttpResponseMessage said = await _auditor.GetAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
        said.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await said.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("A file is larger than 20 MB, so none of it was read");
    }

    [Theory]
    [InlineData("nobody_such", "", "has no column \"nobody_such\"")]
    [InlineData("parent_citizenship", "task-force-list", "two rows with the same parent_citizenship")]
    [InlineData("", "no-such", "This format does not exist")]
    [InlineData("", "removals", "no line of column names for this format was found")]
    public async Task ColumnOrFormatThatIsNotThere_IsSaid(string key, string format, string why) =>
        WebUtility.HtmlDecode((await CompareAsync(First, Second, format, key)).Page).Should().Contain(why).And.NotContain("Rows added");

    [Fact]
    public async Task OneFile_AsksForTheOther_AndSpanishReadersGetSpanish()
    {
        string token = await TokenAsync(_auditor);
        using MultipartFormDataContent form = new() { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(First)), "first", "first.csv" } };
        using HttpResponseMessage answer = await _auditor.PostAsync(new Uri("/review/lists", UriKind.Relative), form, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("Choose two files");

        _auditor.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("es-US"));
        WebUtility.HtmlDecode((await CompareAsync(First, Second)).Page).Should().Contain("Filas añadidas: 1. Filas que ya no están: 1. Filas que cambiaron: 1.");
        WebUtility.HtmlDecode((await CompareAsync(First, First + First.Split('\n')[1] + "\n")).Page).Should().Contain("tiene dos filas con los mismos valores");
        WebUtility.HtmlDecode((await CompareAsync(First, "no table")).Page).Should().Contain("no se encontró ninguna línea con nombres de columnas");
    }

    [Fact]
    public async Task NoEnforcementRole_ComparesLists()
    {
        foreach (AccountRole role in Enum.GetValues<AccountRole>().Where(Roles.IsEnforcement))
        {
            Permissions.Allows(role, Permission.CompareLists).Should().BeFalse($"{role}: a list may hold contact data");
            Permissions.Allows(role, Permission.CompareImports).Should().BeFalse($"{role}");
        }

        foreach (AccountRole role in Enum.GetValues<AccountRole>().Where(role => Permissions.Allows(role, Permission.CompareImports)))
        {
            Roles.IsBoundToOffices(role).Should().BeFalse("an import holds everybody");
        }

        using HttpClient officer = await _offices.Web.SignInAsync(TwoOffices.Of(AccountRole.DeportationOfficer));
        using HttpResponseMessage answer = await officer.GetAsync(new Uri("/review/lists", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.Location?.ToString().Should().Contain("/not-allowed");
    }

    /// <summary>
    /// Returns the files of the temporary folder with uploaded content. Skips empty files, and files of other programs that disappear.
    /// </summary>
    private static string[] TemporaryFilesWith(params byte[][] brought) =>
        [.. new DirectoryInfo(Path.GetTempPath()).EnumerateFiles().Where(file => RandomName().IsMatch(file.Name) && Array.Exists(brought, one => Holds(file, one))).Select(file => file.Name)];

    private static bool Holds(FileInfo file, byte[] content)
    {
        try
        {
            return content.Length > 0 && file.Length == content.Length && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(content);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static string Part(string page, string heading)
    {
        int start = page.IndexOf($"<h2>{heading}:", StringComparison.Ordinal);
        start.Should().BePositive(heading);
        int end = page.IndexOf("<h2", start + 1, StringComparison.Ordinal);
        return WebUtility.HtmlDecode(page[start..(end < 0 ? page.Length : end)]);
    }

    private static async Task<string> TokenAsync(HttpClient http) => Browser.TokenOf(await http.GetStringAsync(new Uri("/review/lists", UriKind.Relative), TestContext.Current.CancellationToken));

    private Task<(HttpStatusCode Status, string Page)> CompareAsync(string first, string second, string format = "", string key = "", string answer = "", HttpClient? http = null) =>
        CompareAsync(Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(second), format, key, answer, http: http);

    private async Task<(HttpStatusCode Status, string Page)> CompareAsync(
        byte[] firstBytes, byte[] secondBytes, string format = "", string key = "", string answer = "", string first = "first.csv", string second = "second.csv", HttpClient? http = null)
    {
        http ??= _auditor;
        using MultipartFormDataContent form = new()
        {
            { new StringContent(await TokenAsync(http)), "__RequestVerificationToken" },
            { new ByteArrayContent(firstBytes), "first", first },
            { new ByteArrayContent(secondBytes), "second", second },
            { new StringContent(format), "format" },
            { new StringContent(key), "key" },
            { new StringContent(answer), "answer" },
        };
        using HttpResponseMessage response = await http.PostAsync(new Uri("/review/lists", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("href=\"((?:/families|/review/cases)/[^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[a-z0-9]{8}\.[a-z0-9]{3}$|^ASPNETCORE_")]
    private static partial Regex RandomName();
}
