using System.Diagnostics;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Architecture;

/// <summary>
/// Checks that names and A-numbers never enter the application's log. The tests import people with names that occur nowhere else, some in
/// rows that fail, and search everything the real program writes to standard error.
/// </summary>
public sealed class LogCanaryTests
{
    private static readonly string[] Canaries = ["Zacarquix", "ZACARQUIX", "Quetzalcanario", "QUETZALCANARIO", "219283746", "1987-06-05", "Palabrascanarias"];

    [Fact]
    public async Task Program_WorkingAndFailing_LogsNoNameAndNoNumber()
    {
        using KinkeeperRun kinkeeper = new();
        TemporaryFolder folder = kinkeeper.Folder;
        string encounters = folder.Write(
            "encounters.csv",
            "source,record_id,a_number,given_names,surnames,date_of_birth,role,encountered_at\n" +
            "cbp,cbp:1,A219283746,Zacarquix,Quetzalcanario,1987-06-05,adult,2018-05-01T10:00:00Z\n" +
            "cbp,cbp:2,A219283746777,Zacarquix,Quetzalcanario,1987-06-05,neither,yesterday\n" +
            "orr,orr:3,,Zacarquix,\"Quetzalcanario,1987-06-05,minor,\n");
        string decisions = folder.Write(
            "decisions.csv",
            "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,parent_words\nD1,cbp:1,orr:3,remain,2018-05-02T10:00:00Z,soon,Palabrascanarias\n");
        string manifest = folder.Write(
            "manifest.csv",
            "manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country\n" +
            "F1,,A219283746,Zacarquix,Quetzalcanario,1987-06-05,2018-05-09T10:00:00Z,AXN,GT\nF1,,A2192837461,Zacarquix,Quetzalcanario,1987-06-05,soon,AXN,GT\n");
        string[][] verbs =
        [
            ["import", encounters, "--as", "encounters"],
            ["import", decisions, "--as", "decisions"],
            ["import", encounters, "--as", "ice-removals"],
            ["review"],
            ["clear", manifest],
            ["completeness"],
        ];

        string log = string.Empty;
        foreach (string[] verb in verbs)
        {
            log += await ErrorsOfAsync([.. verb, "--data", kinkeeper.DataFolder]);
        }

        log.Should().NotBeEmpty("a refused file must have been named on standard error");
        Canaries.Where(canary => log.Contains(canary, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task Program_Served_LogsNoSearchedUploadedOrTypedText()
    {
        using KinkeeperRun kinkeeper = new();
        kinkeeper.Folder.Write("SYNTHETIC.txt", string.Empty);
        await kinkeeper.ImportTextAsync("encounters", "source,record_id,a_number,given_names,surnames,date_of_birth,role\ncbp,cbp:1,A219283746,Zacarquix,Quetzalcanario,1987-06-05,adult\n");
        using Process server = Start("serve", "--urls", "http://127.0.0.1:0", "--data", kinkeeper.DataFolder);
        Task<string> errors = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            string said = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? await errors;
            Uri address = new(said["Serving ".Length..said.IndexOf(". Stop", StringComparison.Ordinal)]);
            using HttpClient officer = await Browser.SignInAsync(address, "officer-demo");
            await Browser.GiveReasonAsync(officer);
            foreach (string words in (string[])["Zacarquix Quetzalcanario", "A219283746"])
            {
                (await PostAsync(officer, "/search", words, "words")).Should().Contain("/families/", "the server must have handled the search");
            }

            foreach (string typed in (string[])["/families/Zacarquix", "/departures/Quetzalcanario", "/search?words=Zacarquix", "/access?by=Zacarquix", "/api/v1/clearances/219283746"])
            {
                using HttpResponseMessage _ = await officer.GetAsync(new Uri(typed, UriKind.Relative), TestContext.Current.CancellationToken);
            }

            using HttpClient auditor = await Browser.SignInAsync(address, "auditor-demo");
            await Browser.GiveReasonAsync(auditor);
            (await PostAsync(auditor, "/review/lists", "record_id,surnames\ncbp:1,Quetzalcanario\n", "first", "second")).Should().Contain("Rows the same in both: 1");
            (await PostAsync(auditor, "/review/lists", "Quetzalcanario\0Zacarquix", "first", "second")).Should().Contain("usa-alert--error");
        }
        finally
        {
            server.Kill();
        }

        string log = await errors;
        log.Should().Contain("Refused: not-allowed at /access", "the server must have logged something");
        Canaries.Where(canary => log.Contains(canary, StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>Sends the same text under each field name. Two fields are files, with a file name that must not be logged either.</summary>
    private static async Task<string> PostAsync(HttpClient http, string page, string content, params string[] names)
    {
        string token = Browser.TokenOf(await http.GetStringAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken));
        using MultipartFormDataContent form = new() { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (string name in names)
        {
            ByteArrayContent part = new(System.Text.Encoding.UTF8.GetBytes(content));
            if (names.Length == 1)
            {
                form.Add(part, name);
            }
            else
            {
                form.Add(part, name, "Zacarquix-A219283746.csv");
            }
        }

        using HttpResponseMessage answer = await http.PostAsync(new Uri(page, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(KinkeeperHost).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["Logging__LogLevel__Default"] = "Trace" },
    })!;

    private static async Task<string> ErrorsOfAsync(string[] args)
    {
        using Process process = Start(args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return errors;
    }
}
