using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.Tests.Features.Gate;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Decisions.Interview;

/// <summary>A page's response: its text as a reader sees it, or its redirect.</summary>
public sealed record PageAnswer(int Status, string? LeadsTo, string Html)
{
    /// <summary>The text between the page's header and footer.</summary>
    public string Text => WebUtility.HtmlDecode(Html.Split("<main ")[^1].Split("</main>")[0]);
}

/// <summary>
/// The pages of the interview in a browser without scripts: a mother with two children, officers and a supervisor, and a clock set by
/// the test.
/// </summary>
public sealed partial class InterviewHall : IAsyncLifetime
{
    public const string Start = "2026-01-02T08:00:00Z";

    private readonly KinkeeperRun _run = new();
    private readonly Dictionary<string, (HttpClient Http, DateTimeOffset Since)> _signedIn = [];
    private GateServer _server = null!;

    public KinkeeperRun Kinkeeper => _run;

    public async ValueTask InitializeAsync()
    {
        // The data is synthetic, so the demonstration's accounts may see it.
        _run.Folder.Write("SYNTHETIC.txt", string.Empty);
        await _run.ImportTextAsync(
            "encounters",
            "source,record_id,a_number,given_names,surnames,date_of_birth,language,role,encountered_at\n" +
            "ice,ice:1,A200000001,Dilcia,Hernández Pop,1990-01-02,mam,adult,2025-12-01T00:00:00Z\n" +
            "orr,orr:2,A200000002,Wilmer,Hernández Pop,2016-03-04,,minor,2025-12-01T00:00:00Z\n" +
            "orr,orr:3,A200000003,Ana,Hernández Pop,2021-05-06,,minor,2025-12-01T00:00:00Z\n" +
            "ice,ice:4,A200000004,Otra,Persona,1980-01-02,,adult,2025-12-01T00:00:00Z\n");
        await _run.ImportTextAsync(
            "relationships",
            "source,parent_record_id,child_record_id,kind,basis,as_of,status\n" +
            "cbp,ice:1,orr:2,parent,stated,2025-12-01T00:00:00Z,confirmed\ncbp,ice:1,orr:3,parent,stated,2025-12-01T00:00:00Z,confirmed\n");
        await _run.ImportTextAsync("removals", "removal_id,record_id,status,departs_at,port,country,manifest\nR-1,ice:1,planned,2027-01-10T08:00:00Z,Laredo,GT,F-1\n");
        _server = await GateServer.StartAsync(_run, Start);
    }

    public DateTimeOffset Now => _server.Clock.GetUtcNow();

    public void Wait(TimeSpan time) => _server.Clock.Set((Now + time).ToString("O", CultureInfo.InvariantCulture));

    public long Key(string record) => long.Parse(Query($"SELECT id FROM records WHERE record_id = '{record}'").Single(), CultureInfo.InvariantCulture);

    public string Pair(string child = "orr:2", string parent = "ice:1") => string.Create(CultureInfo.InvariantCulture, $"/interview/{Key(parent)}/{Key(child)}");

    public async Task<PageAnswer> GetAsync(string path, string account = "officer-demo", string? language = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return await SendAsync(account, request);
    }

    /// <summary>Opens a page, fills in its form, and sends it.</summary>
    /// <param name="path">The page.</param>
    /// <param name="fields">The values to fill in. Hidden fields of the page are sent unchanged unless given.</param>
    /// <param name="account">The account.</param>
    /// <param name="handler">The form, if the page has several.</param>
    public async Task<PageAnswer> PostAsync(string path, IEnumerable<(string Name, string Value)> fields, string account = "officer-demo", string? handler = null)
    {
        PageAnswer page = await GetAsync(path, account);
        return page.Status == 200 ? await SendAsync(account, path + (handler is null ? string.Empty : $"?handler={handler}"), page, fields) : page;
    }

    /// <summary>Sends the form of a page opened earlier.</summary>
    public async Task<PageAnswer> SendAsync(string account, string path, PageAnswer opened, IEnumerable<(string Name, string Value)> fields)
    {
        List<KeyValuePair<string, string>> sent = [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        foreach (Match hidden in Hidden().Matches(opened.Html))
        {
            if (sent.TrueForAll(field => field.Key != hidden.Groups[1].Value))
            {
                sent.Add(KeyValuePair.Create(hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value)));
            }
        }

        sent.Add(KeyValuePair.Create("__RequestVerificationToken", Browser.TokenOf(opened.Html)));
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(sent) };
        return await SendAsync(account, request);
    }

    /// <summary>Starts an interview and returns its number.</summary>
    public async Task<string> BeginAsync(string child = "orr:2", string account = "officer-demo")
    {
        PageAnswer started = await PostAsync(Pair(child), [], account, "Start");
        started.LeadsTo.Should().MatchRegex("^/interview/[0-9a-f]{16}/language$", started.Text);
        return started.LeadsTo!.Split('/')[2];
    }

    /// <summary>Saves one page and continues.</summary>
    public Task<PageAnswer> SaveAsync(string interview, string step, params (string Name, string Value)[] fields) =>
        PostAsync($"/interview/{interview}/{step}", [("go", "continue"), .. fields]);

    /// <summary>
    /// Fills in every page correctly, with an hour and a half to think. Fields in <paramref name="other"/> replace the usual ones.
    /// </summary>
    public async Task<string> DoneAsync(string child = "orr:2", params (string Step, (string, string)[] Fields)[] other)
    {
        string interview = await BeginAsync(child);
        foreach ((string step, (string, string)[] usual) in Usual)
        {
            if (step == "answer")
            {
                Wait(TimeSpan.FromMinutes(90));
            }

            (string, string)[] fields = other.FirstOrDefault(page => page.Step == step).Fields ?? usual;
            PageAnswer saved = await SaveAsync(interview, step, fields);
            saved.Status.Should().Be(302, saved.Text);
        }

        return interview;
    }

    public Task<PageAnswer> RecordAsync(string interview, string account = "officer-demo") => PostAsync($"/interview/{interview}/check", [("go", "record")], account);

    public static readonly (string Step, (string, string)[] Fields)[] Usual =
    [
        ("language", [("parent_language", "Mam (Todos Santos)"), ("spoken_language", "Spanish"), ("interpreter", "I-204"), ("interpreter_mode", "telephone")]),
        ("private", [("private", "yes")]),
        ("information", [("told", "told-1"), ("told", "told-2"), ("told", "told-3"), ("told", "told-4"), ("told", "told-5"), ("told", "told-6"), ("understood", "yes")]),
        ("contact", [("child_contact_offered", "yes")]),
        ("counsel", [("counsel_offered", "yes")]),
        ("choices", [("options_offered", "accompany"), ("options_offered", "remain"), ("options_offered", "reunify_here"), ("options_offered", "counsel_first"), ("options_offered", "undecided"), ("repeated", "yes")]),
        ("time", []),
        ("answer", [("answer", "remain")]),
        ("words", [("parent_words", "Ax in wajiy Palabracanaria."), ("words_translation", "I want it so Traduccioncanaria."), ("words_translator", "I-204")]),
        ("child", [("child_view", "Quiero ir con mi mamá Vistacanaria.")]),
        ("signature", [("signed_how", "typed"), ("signed_name", "Dilcia H.")]),
    ];

    public IReadOnlyList<string> Query(string sql)
    {
        using DatabaseConnection opened = _server.Services.GetRequiredService<Store>().Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>Asserts that database and log agree and the log is valid.</summary>
    public async Task InOrderAsync()
    {
        await _server.Services.GetRequiredService<SequenceOutbox>().FinishAsync(TestContext.Current.CancellationToken);
        foreach (string[] verb in (string[][])[["doctor"], ["log", "verify"]])
        {
            VerbAnswer answer = await _run.RunAsync(verb);
            answer.ExitCode.Should().Be(0, answer.Output + answer.Error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((HttpClient http, _) in _signedIn.Values)
        {
            http.Dispose();
        }

        await _server.DisposeAsync();
        _run.Dispose();
    }

    private async Task<PageAnswer> SendAsync(string account, HttpRequestMessage request)
    {
        HttpClient http = await SignedInAsync(account);
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new PageAnswer((int)response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// Returns a signed-in client with a reason of access. Signs in again whenever the clock has moved, because sessions end.
    /// </summary>
    private async Task<HttpClient> SignedInAsync(string account)
    {
        if (_signedIn.TryGetValue(account, out (HttpClient Http, DateTimeOffset Since) known) && Now == known.Since)
        {
            return known.Http;
        }

        known.Http?.Dispose();
        HttpClient http = await Browser.SignInAsync(_server.Http.BaseAddress!, account);
        _signedIn[account] = (http, Now);
        await Browser.GiveReasonAsync(http);
        return http;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(seen|asked)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
