using System.Globalization;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Interview.Texts;

namespace Kinkeeper.Tests.Features.Decisions.Interview;

/// <summary>Tests an interview page by page, without a script: the saved answers, the order of the options, and the record.</summary>
public sealed class InterviewPagesTests(InterviewHall hall) : IClassFixture<InterviewHall>
{
    [Fact]
    public async Task Pages_InOrder_MakeARecordOfTheAnswersInTheLog()
    {
        string interview = await hall.BeginAsync();
        string[] way = ["language"];
        foreach ((string step, (string, string)[] fields) in InterviewHall.Usual)
        {
            if (step == "answer")
            {
                hall.Wait(TimeSpan.FromMinutes(90));
            }

            PageAnswer saved = await hall.SaveAsync(interview, step, fields);
            way = [.. way, saved.LeadsTo!.Split('/')[^1]];
        }

        way.Should().Equal(InterviewStep.All.Select(step => step.Name), "each page leads to the next");
        PageAnswer check = await hall.GetAsync($"/interview/{interview}/check");
        check.Text.Should().Contain("Palabracanaria").And.Contain("Nothing is missing.").And.Contain("90 min");

        PageAnswer recorded = await hall.RecordAsync(interview);
        recorded.LeadsTo.Should().Be($"/decisions/kk:{interview}?after=recording");
        string order = hall.Query($"SELECT option_order FROM interviews WHERE number = '{interview}'").Single();
        hall.Query($"SELECT answer, option_order, measured_seconds, words_translation, words_translator, signed_how, signed_name, words_language FROM interview_records JOIN decisions ON id = decision_row WHERE decision_id = 'kk:{interview}'")
            .Should().Equal($"remain|{order}|5400|I want it so Traduccioncanaria.|I-204|typed|Dilcia H.|mam (Todos Santos)");
        hall.Query($"SELECT officer, parent_language, spoken_language, form_language, interpreter_mode, minutes_allowed, form_version FROM decisions WHERE decision_id = 'kk:{interview}'")
            .Should().Equal("officer-demo|mam (Todos Santos)|spa|spa|telephone|90|2");

        PageAnswer decision = await hall.GetAsync(recorded.LeadsTo!);
        decision.Text.Should().Contain("The child stays here").And.Contain("Palabracanaria").And.Contain("Traduccioncanaria").And.Contain("Mam (Todos Santos) · mam")
            .And.Contain("No supervisor has acknowledged").And.Contain("90 min 0 s").And.Contain("typed the name: Dilcia H.");
        await hall.InOrderAsync();
        PageAnswer receipt = await hall.GetAsync($"/decisions/kk:{interview}/receipt");
        receipt.Text.Should().Contain("There is no written text in this language").And.Contain("My child stays.").And.Contain("Order in which you saw the choices").And.Contain("<svg");
        (await hall.GetAsync($"/decisions/kk:{interview}/receipt?language=spa")).Text.Should().Contain("Mi hija o hijo se queda.");
    }

    [Fact]
    public async Task Options_InOneInterview_KeepTheirRandomOrder()
    {
        string interview = await hall.BeginAsync();
        hall.Query($"SELECT payload FROM log_secrets JOIN log_outbox ON id = outbox_id WHERE subject = 'interview:{interview}'").Single()
            .Should().NotBeEmpty("the order is told to the log before anybody is asked");
        string[] order = hall.Query($"SELECT option_order FROM interviews WHERE number = '{interview}'").Single().Split(',');
        for (int time = 0; time < 2; time++)
        {
            Places(await hall.GetAsync($"/interview/{interview}/choices"), order).Should().BeInAscendingOrder();
            Places(await hall.GetAsync($"/interview/{interview}/answer", "juvenile-demo", "es-US"), order).Should().BeInAscendingOrder();
        }

        HashSet<string> orders = [];
        for (int other = 0; other < 12; other++)
        {
            orders.Add(hall.Query($"SELECT option_order FROM interviews WHERE number = '{await hall.BeginAsync("orr:3")}'").Single());
        }

        orders.Should().HaveCountGreaterThan(4, "each interview draws its own order");
    }

    [Fact]
    public async Task Answers_OnEveryPage_AreUnmarkedAndLookAlike()
    {
        string interview = await hall.BeginAsync();
        foreach (InterviewStep step in InterviewStep.All)
        {
            PageAnswer page = await hall.GetAsync($"/interview/{interview}/{step.Name}");
            page.Status.Should().Be(200);
            page.Html.Should().NotContain(" checked", $"nothing is preselected on {step.Name}");
        }

        string answer = (await hall.GetAsync($"/interview/{interview}/answer")).Html;
        InterviewForm.Options.Should().OnlyContain(option => answer.Contains($"id=\"answer-{option}\"", StringComparison.Ordinal));
        answer.Split("kk-pictogram").Should().HaveCount(InterviewForm.Options.Count + 1, "each option has its picture");
    }

    [Fact]
    public async Task Time_OverSeveralDays_IsMeasuredFromTheOptionsToTheAnswer()
    {
        string interview = await hall.BeginAsync();
        await hall.SaveAsync(interview, "language", ("parent_language", "spa"), ("spoken_language", "spa"));
        (await hall.GetAsync($"/interview/{interview}/time")).Text.Should().Contain("nothing was measured");
        await hall.GetAsync($"/interview/{interview}/choices");
        hall.Wait(TimeSpan.FromMinutes(30));
        await hall.GetAsync($"/interview/{interview}/choices");
        (await hall.GetAsync($"/interview/{interview}/time")).Text.Should().Contain("30 min 0 s").And.Contain("not given enough time");
        hall.Wait(TimeSpan.FromHours(26));
        await hall.SaveAsync(interview, "answer", ("answer", "undecided"));
        hall.Wait(TimeSpan.FromMinutes(5));
        await hall.SaveAsync(interview, "answer", ("answer", "undecided"));
        (await hall.GetAsync($"/interview/{interview}/check")).Text.Should().Contain("1590 min 0 s", "saving the same answer again does not change its time")
            .And.NotContain("not given enough time");
        await hall.SaveAsync(interview, "answer", ("answer", "counsel_first"));
        (await hall.GetAsync($"/interview/{interview}/check")).Text.Should().Contain("1595 min 0 s");

        (await hall.SaveAsync(interview, "time", ("minutes_stated", "45"))).Text.Should().Contain("Say why it differs");
        await hall.SaveAsync(interview, "time", ("minutes_stated", "45"), ("minutes_reason", "She slept for the rest."));
        await hall.RecordAsync(interview);
        hall.Query($"SELECT measured_seconds, minutes_allowed, minutes_reason, answer, choice FROM interview_records JOIN decisions ON id = decision_row WHERE decision_id = 'kk:{interview}'")
            .Should().Equal("95700|45|She slept for the rest.|counsel_first|3");
        (await hall.GetAsync($"/decisions/kk:{interview}")).Text.Should().Contain("1595 min 0 s").And.Contain("The officer states 45 minutes: She slept for the rest.")
            .And.Contain("Talk to a lawyer first").And.Contain("exported as not decided yet");
    }

    [Fact]
    public async Task Answer_GivenEarlierOnPaper_HasNoMeasuredTime()
    {
        string interview = await hall.BeginAsync();
        await hall.GetAsync($"/interview/{interview}/choices");
        (await hall.SaveAsync(interview, "answer", ("answer", "declined"), ("taken_at", (hall.Now + TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture))))
            .Text.Should().Contain("This moment has not come yet");
        string earlier = (hall.Now - TimeSpan.FromHours(30)).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        await hall.SaveAsync(interview, "answer", ("answer", "declined"), ("taken_at", earlier));
        (await hall.GetAsync($"/interview/{interview}/check")).Text.Should().Contain("more than 24 hours after");
        await hall.RecordAsync(interview);
        hall.Query($"SELECT measured_seconds, minutes_allowed FROM interview_records JOIN decisions ON id = decision_row WHERE decision_id = 'kk:{interview}'").Should().Equal("|");
    }

    [Fact]
    public async Task Silence_Recorded_IsRefused()
    {
        string interview = await hall.DoneAsync("orr:2", ("answer", []));
        PageAnswer refused = await hall.RecordAsync(interview);
        refused.Status.Should().Be(200);
        refused.Text.Should().Contain("Silence is not a choice");
        hall.Query($"SELECT COUNT(*) FROM decisions WHERE decision_id = 'kk:{interview}'").Should().Equal("0");
        hall.Query($"SELECT closed_at FROM interviews WHERE number = '{interview}'").Should().Equal("");
    }

    [Theory]
    [InlineData("not_ascertained", "Could not find out what the parent wants")]
    [InlineData("declined", "Did not want to answer")]
    [InlineData("reunify_here", "Be reunited here while the case continues")]
    [InlineData("accompany", "Leave together")]
    public async Task Record_WithNothingElseDone_IsMadeWithTheExactAnswer(string answer, string shown)
    {
        string interview = await hall.BeginAsync("orr:3");
        await hall.SaveAsync(interview, "answer", ("answer", answer));
        PageAnswer check = await hall.GetAsync($"/interview/{interview}/check");
        check.Text.Should().Contain("not asked in private").And.Contain($"/interview/{interview}/private?from=check").And.Contain("was not shown all five options");
        (await hall.RecordAsync(interview)).LeadsTo.Should().StartWith("/decisions/");
        (await hall.GetAsync($"/decisions/kk:{interview}")).Text.Should().Contain(shown).And.Contain("not asked in private");
        PageAnswer waiting = await hall.GetAsync("/decisions/waiting", "supervisor-demo");
        waiting.Text.Should().Contain(shown);
        PageAnswer acknowledged = await hall.PostAsync("/decisions/waiting", [("decision", $"kk:{interview}")], "supervisor-demo");
        acknowledged.Text.Should().Contain("You acknowledged Dilcia Hernández Pop's decision about ");
        (await hall.GetAsync($"/decisions/kk:{interview}")).Text.Should().Contain("supervisor-demo, ");
    }

    [Fact]
    public async Task Missing_UntilFixed_IsOnEveryPageWithItsFix()
    {
        string interview = await hall.BeginAsync();
        (await hall.GetAsync($"/interview/{interview}/signature")).Text.Should().Contain("Contact with the child was not offered").And.Contain($"/interview/{interview}/contact\"");
        await hall.SaveAsync(interview, "contact", ("child_contact_offered", "yes"));
        (await hall.GetAsync($"/interview/{interview}/signature")).Text.Should().NotContain("Contact with the child was not offered");
        PageAnswer private_ = await hall.GetAsync($"/interview/{interview}/private", language: "es-US");
        private_.Text.Should().Contain("No se le preguntó en privado").And.Contain("Por hacer: ");
    }

    private static int[] Places(PageAnswer page, string[] order) =>
        [.. order.Select(option => page.Html.LastIndexOf(EnglishOrSpanish(page, option), StringComparison.Ordinal))];

    private static string EnglishOrSpanish(PageAnswer page, string option) =>
        page.Html.Contains("id=\"answer-remain\"", StringComparison.Ordinal) ? $"id=\"answer-{option}\"" : System.Text.Encodings.Web.HtmlEncoder.Default.Encode(
            ParentText.All.Single(text => page.Html.Contains($"<section class=\"kk-parent\" lang=\"{text.HtmlLanguage}\"", StringComparison.Ordinal)).Say($"option-{option}", "Wilmer"));
}
