using System.Net;
using System.Text;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Interview;

/// <summary>Tests interviews that are left and resumed, by one officer or two, and the mistakes that must not result.</summary>
public sealed class InterviewSittingTests(InterviewHall hall) : IClassFixture<InterviewHall>
{
    private const string Pen = "M10 20L11 21L300 190M400 5";

    [Fact]
    public async Task Interview_ResumedByAnother_ContinuesWhereItStopped()
    {
        string interview = await hall.BeginAsync();
        (await hall.PostAsync($"/interview/{interview}/language", [("go", "later"), .. InterviewHall.Usual[0].Fields])).LeadsTo.Should().Be(hall.Pair());
        PageAnswer list = await hall.GetAsync(hall.Pair(), "juvenile-demo");
        list.Text.Should().Contain($"/interview/{interview}/private").And.Contain("by officer-demo").And.Contain("Who is in the room");
        (await hall.PostAsync($"/interview/{interview}/private", [("go", "back"), ("private", "no")], "juvenile-demo")).LeadsTo.Should().Be($"/interview/{interview}/language");
        PageAnswer language = await hall.GetAsync($"/interview/{interview}/language");
        language.Text.Should().Contain("value=\"Mam (Todos Santos)\"").And.Contain("I-204");
        (await hall.GetAsync($"/interview/{interview}/private")).Html.Should().Contain("value=\"no\" checked");
        hall.Query($"SELECT step, \"by\" FROM interview_savings WHERE interview = '{interview}' ORDER BY id").Should().Equal("language|officer-demo", "private|juvenile-demo");
        (await hall.PostAsync($"/interview/{interview}/private?from=check", [("go", "continue"), ("private", "no")])).LeadsTo.Should().Be($"/interview/{interview}/check");
        hall.Query($"SELECT COUNT(*) FROM interview_savings WHERE interview = '{interview}'").Should().Equal(["2"], "saving identical answers does nothing");
    }

    [Fact]
    public async Task Page_SavedByTwo_KeepsBoth()
    {
        string interview = await hall.BeginAsync();
        string path = $"/interview/{interview}/words";
        PageAnswer opened = await hall.GetAsync(path);
        await hall.PostAsync(path, [("go", "continue"), ("parent_words", "First.")], "juvenile-demo");
        PageAnswer conflict = await hall.SendAsync("officer-demo", path, opened, [("go", "continue"), ("parent_words", "Second.")]);
        conflict.Text.Should().Contain("juvenile-demo saved this page").And.Contain("Second.");
        (await hall.SendAsync("officer-demo", path, conflict, [("go", "continue"), ("parent_words", "First. Second.")])).Status.Should().Be(302);
        hall.Query($"SELECT answers FROM interview_savings WHERE interview = '{interview}' ORDER BY id").Should().HaveCount(2, "the first saving stays on record");
    }

    [Fact]
    public async Task Interview_RecordedByTwoAtOnce_MakesOneDecisionByTheOfficerWhoAsked()
    {
        string interview = await hall.DoneAsync();
        PageAnswer first = await hall.GetAsync($"/interview/{interview}/check");
        PageAnswer second = await hall.GetAsync($"/interview/{interview}/check", "juvenile-demo");
        PageAnswer[] answers = await Task.WhenAll(
            hall.SendAsync("officer-demo", $"/interview/{interview}/check", first, [("go", "record")]),
            hall.SendAsync("juvenile-demo", $"/interview/{interview}/check", second, [("go", "record")]));
        answers.Count(answer => answer.LeadsTo == $"/decisions/kk:{interview}?after=recording").Should().BeInRange(1, 1, "one of them records");
        hall.Query($"SELECT officer FROM decisions WHERE decision_id = 'kk:{interview}'").Should().Equal("officer-demo");
        hall.Query($"SELECT COUNT(*) FROM log_outbox WHERE subject = 'decision:kk:{interview}'").Should().Equal("1");
        (await hall.GetAsync($"/interview/{interview}/answer")).LeadsTo.Should().Be($"/decisions/kk:{interview}", "a closed interview cannot change");
        await hall.InOrderAsync();
    }

    [Fact]
    public async Task Interview_Abandoned_KeepsItsReasonAndItsLoggedAnswer()
    {
        string interview = await hall.BeginAsync();
        await hall.SaveAsync(interview, "answer", ("answer", "accompany"));
        (await hall.PostAsync(hall.Pair(), [("interview", interview), ("reason", " ")], handler: "GiveUp")).Text.Should().Contain("Give the reason");
        await hall.PostAsync(hall.Pair(), [("interview", interview), ("reason", "The line broke.")], handler: "GiveUp");
        (await hall.GetAsync(hall.Pair())).Text.Should().Contain("given up by officer-demo. The line broke.");
        hall.Query($"SELECT kind FROM log_outbox WHERE subject = 'interview:{interview}' ORDER BY id").Should().Equal("interview-started", "interview-answered", "interview-given-up");
        (await hall.RecordAsync(interview)).LeadsTo.Should().Be(hall.Pair());
        hall.Query($"SELECT COUNT(*) FROM decisions WHERE decision_id = 'kk:{interview}'").Should().Equal("0");
        await hall.InOrderAsync();
    }

    [Fact]
    public async Task ChildsOwnView_OnceSaved_IsNotShownAgain()
    {
        string interview = await hall.DoneAsync();
        await hall.PostAsync($"/interview/{interview}/child", [("go", "continue")]);
        await CheckAsync([.. InterviewStep.All.Select(step => $"/interview/{interview}/{step.Name}"), hall.Pair()]);
        (await hall.GetAsync($"/interview/{interview}/child")).Text.Should().Contain("A view was written down and saved");
        await hall.RecordAsync(interview);
        hall.Query($"SELECT child_view FROM decisions WHERE decision_id = 'kk:{interview}'").Should().Equal(["Quiero ir con mi mamá Vistacanaria."], "an empty field saved later erases nothing");
        await hall.InOrderAsync();
        await CheckAsync([$"/decisions/kk:{interview}", $"/decisions/kk:{interview}/amend", $"/decisions/kk:{interview}/receipt"]);
        await hall.PostAsync($"/decisions/kk:{interview}/amend", [("parent_words", "Otra."), ("reason", "A slip.")]);
        await CheckAsync([$"/decisions/kk:{interview}~2"]);
        (await hall.GetAsync("/decisions/waiting", "supervisor-demo")).Text.Should().Contain("Otra.").And.NotContain("Vistacanaria");

        async Task CheckAsync(string[] paths)
        {
            foreach (string path in paths)
            {
                PageAnswer page = await hall.GetAsync(path);
                page.Status.Should().Be(200, path);
                page.Text.Should().NotContain("Vistacanaria", path);
            }
        }
    }

    public static TheoryData<string, string, string> Hostile() => new()
    {
        { "answer", "answer", "yes" },
        { "answer", "answer", "accompany,remain" },
        { "answer", "taken_at", "yesterday" },
        { "choices", "options_offered", "leave alone" },
        { "information", "told", "told-7" },
        { "time", "minutes_stated", "-5" },
        { "time", "minutes_stated", "1e3" },
        { "time", "minutes_stated", "99999999999" },
        { "private", "private", "maybe" },
        { "language", "interpreter", new string('x', 201) },
        { "words", "parent_words", new string('x', 8_001) },
        { "signature", "signed_how", "forged" },
        { "signature", "signed_how", "pen" },
        { "signature", "signed_how", "typed" },
        { "signature", "strokes", "M1 1\"/><script>alert(1)</script>" },
        { "signature", "strokes", "M601 1" },
        { "signature", "strokes", "L1 1" },
        { "signature", "strokes", "M" + string.Concat(Enumerable.Repeat("1 1L", 20_000)) + "1 1" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Answer_Invalid_IsNotSavedAndExplained(string step, string field, string value)
    {
        string interview = await hall.BeginAsync();
        PageAnswer refused = await hall.SaveAsync(interview, step, (field, value));
        refused.Status.Should().Be(200);
        refused.Html.Should().Contain("usa-error-message").And.NotContain("<script>alert");
        hall.Query($"SELECT COUNT(*) FROM interview_savings WHERE interview = '{interview}'").Should().Equal("0");
    }

    [Fact]
    public async Task Words_WithMarkup_AreShownAsText()
    {
        string interview = await hall.BeginAsync();
        await hall.SaveAsync(interview, "words", ("parent_words", "<script>alert(1)</script>\r\n\u0007Sí."), ("officer", "somebody-else"), ("answer", "remain"));
        PageAnswer check = await hall.GetAsync($"/interview/{interview}/check");
        check.Html.Should().NotContain("<script>alert");
        check.Text.Should().Contain("<script>alert(1)</script>\nSí.");
        hall.Query($"SELECT answers FROM interview_savings WHERE interview = '{interview}'").Single().Should().NotContain("remain", "a page saves only its own fields");
    }

    [Theory]
    [InlineData("/interview/0123456789abcdef/language", 404)]
    [InlineData("/interview/0123456789ABCDEF/language", 404)]
    [InlineData("/interview/999/998", 404)]
    [InlineData("/decisions/kk:0123456789abcdef", 404)]
    [InlineData("/decisions/99999", 404)]
    [InlineData("/decisions/D-1", 404)]
    [InlineData("/decisions/kk:0123456789abcdef/receipt", 404)]
    [InlineData("/screening/99999", 404)]
    [InlineData("/interview/recordings/spa/..%2F..%2Fkinkeeper", 404)]
    public async Task Address_Unknown_IsNotFound(string path, int status) => (await hall.GetAsync(path)).Status.Should().Be(status);

    [Fact]
    public async Task Pair_WithoutARecordedLink_IsNotFound() => (await hall.GetAsync(hall.Pair("ice:4"))).Status.Should().Be(404);

    [Fact]
    public async Task Signature_ByPen_IsInTheRecordAndItsDigestInTheLog()
    {
        string interview = await hall.DoneAsync("orr:2", ("signature", [("signed_how", "pen"), ("strokes", Pen)]));
        (await hall.GetAsync($"/interview/{interview}/check")).Html.Should().Contain($"<path d=\"{Pen}\"");
        await hall.RecordAsync(interview);
        (await hall.GetAsync($"/decisions/kk:{interview}")).Html.Should().Contain($"<path d=\"{Pen}\"");
        await hall.InOrderAsync();
        (await hall.GetAsync($"/decisions/kk:{interview}/receipt")).Html.Should().Contain($"<path d=\"{Pen}\"/>", "the parent takes home what they drew");
        hall.Query($"SELECT CAST(payload AS TEXT) FROM log_secrets JOIN log_outbox ON id = outbox_id WHERE subject = 'decision:kk:{interview}'").Single()
            .Should().Contain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(Pen)))).And.NotContain(Pen);
        hall.Query($"UPDATE interview_records SET strokes = 'M1 1' WHERE decision_row = (SELECT id FROM decisions WHERE decision_id = 'kk:{interview}')");
        (await hall.Kinkeeper.RunAsync("doctor")).Output.Should().Contain("differs from the last logged version", "a replaced signature is detected");
        hall.Query($"UPDATE interview_records SET strokes = '{Pen}' WHERE decision_row = (SELECT id FROM decisions WHERE decision_id = 'kk:{interview}')");
    }

    [Fact]
    public async Task Language_OfTheParent_SelectsTheTextAndIsAskedOnce()
    {
        string interview = await hall.BeginAsync();
        (await hall.GetAsync($"/interview/{interview}/private")).Text.Should().Contain("no written text in Mam · mam").And.Contain("The interpreter says this aloud");
        foreach ((string written, string html, string approval) in new[] { ("Kreyòl", "ht", "poko apwouve"), ("pt", "pt", "não foi aprovado"), ("español", "es", "no ha sido aprobado"), ("en", "en", "Source text.") })
        {
            await hall.SaveAsync(interview, "language", ("parent_language", written));
            PageAnswer page = await hall.GetAsync($"/interview/{interview}/answer");
            page.Html.Should().Contain($"kk-parent\" lang=\"{html}\"");
            page.Text.Should().Contain(approval).And.NotContain("no written text");
        }

        await hall.SaveAsync(interview, "language", ("parent_language", "K'iche' (Nahualá)"), ("interpreter", "I-9"), ("interpreter_mode", "video"));
        string other = await hall.BeginAsync("orr:3");
        PageAnswer next = await hall.GetAsync($"/interview/{other}/language");
        next.Text.Should().Contain("value=\"K'iche' (Nahualá)\"").And.Contain("from this parent's interview about another child");
        next.Html.Should().Contain("value=\"I-9\"").And.NotContain(" checked", "the interpreter's mode is asked each time");
        hall.Query($"SELECT COUNT(*) FROM interview_savings WHERE interview = '{other}'").Should().Equal(["0"], "a known value is shown, but saved only by a person");
    }

    [Fact]
    public async Task Recording_IfPresent_IsServedByItsContentType()
    {
        string folder = Directory.CreateDirectory(Path.Combine(hall.Kinkeeper.DataFolder, "recordings", "mam")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "counsel.ogg"), [.. "OggS"u8, .. new byte[60]], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "contact.mp3"), "<html><script>alert(1)</script></html>", TestContext.Current.CancellationToken);
        string interview = await hall.BeginAsync();
        await hall.SaveAsync(interview, "language", ("parent_language", "mam"));
        (await hall.GetAsync($"/interview/{interview}/counsel")).Html.Should().Contain("<audio").And.Contain("/interview/recordings/mam/counsel");
        (await hall.GetAsync($"/interview/{interview}/contact")).Html.Should().NotContain("<audio", "an HTML file with a sound file's name is not a recording");
        (await hall.GetAsync($"/interview/{interview}/private")).Html.Should().NotContain("<audio");
        (await hall.GetAsync("/interview/recordings/mam/counsel")).Html.Should().StartWith("OggS");
        (await hall.GetAsync("/interview/recordings/mam/contact")).Status.Should().Be((int)HttpStatusCode.NotFound);
        (await hall.GetAsync("/interview/recordings/mam/counsel", "auditor-demo")).LeadsTo.Should().Contain("/not-allowed");
    }

    [Fact]
    public async Task Expunge_ADecision_DeletesItsInterview()
    {
        string interview = await hall.DoneAsync();
        await hall.RecordAsync(interview);
        VerbAnswer asked = await hall.Kinkeeper.RunAsync("expunge", "request", $"kk:{interview}", "--authority", "order-7", "--by", "person-1", "--json");
        asked.ExitCode.Should().Be(0, asked.Error);
        VerbAnswer done = await hall.Kinkeeper.RunAsync("expunge", "approve", asked.Json.GetProperty("request").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture), "--by", "person-2", "--json");
        done.ExitCode.Should().Be(0, done.Error);
        hall.Query($"SELECT (SELECT COUNT(*) FROM interviews WHERE number = '{interview}') + (SELECT COUNT(*) FROM interview_savings WHERE interview = '{interview}') + (SELECT COUNT(*) FROM log_outbox JOIN log_secrets ON outbox_id = id WHERE subject LIKE '%{interview}')")
            .Should().Equal("0");
        await hall.InOrderAsync();
    }
}
