using Kinkeeper.Tests.Features.Decisions.Interview;

namespace Kinkeeper.Tests.Features.Decisions.Recording;

/// <summary>Tests a decision's page: revoking, amending, versions and receipt; and the screening page.</summary>
public sealed class DecisionPagesTests(InterviewHall hall) : IClassFixture<InterviewHall>
{
    [Fact]
    public async Task Decision_TakenBackOnItsPage_IsRevokedAndExplained()
    {
        string interview = await hall.DoneAsync();
        string path = (await hall.RecordAsync(interview)).LeadsTo!.Split('?')[0];
        PageAnswer before = await hall.GetAsync(path + "?after=recording");
        before.Text.Should().Contain("The parent's answer is on record").And.Contain("may leave without the child once the record is complete").And.Contain("take the decision back below").And.Contain("January 10, 2027");
        (await hall.GetAsync(path, "auditor-demo")).Text.Should().NotContain("name=\"words\"", "only who interviews writes down a change of mind");
        PageAnswer revoked = await hall.PostAsync(path, [("words", "Ya no quiero eso.")]);
        revoked.LeadsTo.Should().Be($"{path}?after=revoking");
        PageAnswer after = await hall.GetAsync(revoked.LeadsTo!);
        after.Text.Should().Contain("the gate holds until they have been asked again").And.Contain("Taken back by the parent").And.Contain("“Ya no quiero eso.”");
        (await hall.SendAsync("officer-demo", path, before, [])).Text.Should().Contain("has taken this decision back");
        await hall.InOrderAsync();
    }

    [Fact]
    public async Task Decision_TakenBackByAnAuditor_IsNotAllowed()
    {
        string interview = await hall.DoneAsync();
        await hall.RecordAsync(interview);
        PageAnswer page = await hall.GetAsync($"/decisions/kk:{interview}", "auditor-demo");
        (await hall.SendAsync("auditor-demo", $"/decisions/kk:{interview}", page, [])).LeadsTo.Should().Contain("/not-allowed");
        hall.Query($"SELECT COUNT(*) FROM decisions WHERE decision_id = 'kk:{interview}' AND revoked_at IS NULL").Should().Equal("1");
    }

    [Fact]
    public async Task Decision_Amended_IsANewVersionWithTheSameAnswer()
    {
        string interview = await hall.DoneAsync("orr:2", ("answer", [("answer", "reunify_here")]));
        await hall.RecordAsync(interview);
        string path = $"/decisions/kk:{interview}";
        (string, string)[] same = [("spoken_language", "spa"), ("parent_language", "mam (Todos Santos)"), ("interpreter", "I-204"), ("interpreter_mode", "telephone"), ("information_given", "yes"), ("child_contact_offered", "yes"), ("counsel_offered", "yes"), ("private", "yes"), ("minutes_allowed", "90")];
        (await hall.PostAsync($"{path}/amend", [.. same, ("parent_words", "Ax in wajiy Palabracanaria."), ("reason", "x")])).Text.Should().Contain("changes nothing");
        (await hall.PostAsync($"{path}/amend", [.. same, ("parent_words", "Otra palabra."), ("reason", "")])).Text.Should().Contain("Give the reason");
        PageAnswer amended = await hall.PostAsync($"{path}/amend", [.. same, ("parent_words", "Otra palabra."), ("reason", "A letter was missing.")]);
        amended.LeadsTo.Should().Be($"{path}~2?after=amending");
        PageAnswer latest = await hall.GetAsync(amended.LeadsTo!);
        latest.Text.Should().Contain("Be reunited here while the case continues").And.Contain("Otra palabra.").And.Contain("“A letter was missing.”");
        (await hall.GetAsync(path)).Text.Should().Contain("Palabracanaria").And.Contain("A later version replaces this one");
        await hall.InOrderAsync();
    }

    [Fact]
    public async Task Decision_ReplacedByAnAgencysVersion_DropsTheInterviewFacts()
    {
        string interview = await hall.DoneAsync();
        await hall.RecordAsync(interview);
        await hall.Kinkeeper.ImportTextAsync(
            "decisions", $"decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at\nkk:{interview},ice:1,orr:2,undecided,2026-01-02T09:00:00Z,2026-01-02T09:00:00Z\n");
        PageAnswer page = await hall.GetAsync($"/decisions/kk:{interview}");
        page.Text.Should().Contain("Not decided yet").And.NotContain("Traduccioncanaria").And.Contain("Imported from an agency");
        await hall.InOrderAsync();
    }

    [Fact]
    public async Task Decision_OfAnAgency_HasItsPageByNumberOnly()
    {
        await hall.Kinkeeper.ImportTextAsync(
            "decisions", "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,interpreter_mode\nA200000001-X,ice:1,orr:3,remain,2025-12-20T09:00:00Z,2025-12-20T09:00:00Z,by radio\n");
        string number = hall.Query("SELECT id FROM decisions WHERE decision_id = 'A200000001-X'").Single();
        (await hall.GetAsync($"/decisions/{number}")).Text.Should().Contain("The child stays here").And.Contain("No form was used");
        (await hall.GetAsync("/decisions/A200000001-X")).Status.Should().Be(404);
        PageAnswer amended = await hall.PostAsync($"/decisions/{number}/amend", [("parent_words", "Dicho."), ("reason", "From the paper.")]);
        amended.Text.Should().Contain("Name the officer who asked", "an amendment says who asked");
        (await hall.GetAsync("/decisions/waiting", "supervisor-demo")).Html.Should().Contain($"/decisions/{number}\"");
    }

    [Fact]
    public async Task Receipt_OfAnAlteredRecord_IsRefused()
    {
        string interview = await hall.DoneAsync();
        await hall.RecordAsync(interview);
        hall.Query($"UPDATE interview_records SET answer = 'accompany' WHERE decision_row = (SELECT id FROM decisions WHERE decision_id = 'kk:{interview}')");
        PageAnswer receipt = await hall.GetAsync($"/decisions/kk:{interview}/receipt");
        hall.Query($"UPDATE interview_records SET answer = 'remain' WHERE decision_row = (SELECT id FROM decisions WHERE decision_id = 'kk:{interview}')");
        receipt.Status.Should().Be(409);
        receipt.Text.Should().Contain("No receipt is available");
    }

    [Fact]
    public async Task Screening_OnItsPage_IsRecordedOnceAndExplained()
    {
        string path = $"/screening/{hall.Key("ice:4")}";
        PageAnswer page = await hall.GetAsync(path);
        page.Html.Should().NotContain(" checked");
        page.Text.Should().Contain("Nobody has asked this person").And.Contain("the gate holds this person until");
        (await hall.PostAsync(path, [("language", "spa")])).Text.Should().Contain("Silence does not mean \"no\"");
        (await hall.PostAsync(path, [("answer", "no"), ("children", "2"), ("language", "spa")])).Text.Should().Contain("Ask again");
        (await hall.PostAsync(path, [("answer", "yes"), ("children", "many"), ("language", "spa")])).Text.Should().Contain("whole number");
        (await hall.PostAsync(path, [("answer", "yes"), ("language", "")])).Text.Should().Contain("Name the language");
        await hall.PostAsync(path, [("answer", "declined"), ("language", "Kreyòl")]);
        (await hall.GetAsync(path)).Text.Should().Contain("Never answered. Times asked: 1").And.Contain("the gate holds this person until");
        hall.Wait(TimeSpan.FromMinutes(1));
        PageAnswer form = await hall.GetAsync(path);
        (string, string)[] yes = [("answer", "yes"), ("children", "2"), ("language", "Mam"), ("interpreter", "I-204")];
        (await hall.SendAsync("officer-demo", path, form, yes)).LeadsTo.Should().Be($"{path}?done=true");
        await hall.SendAsync("officer-demo", path, form, yes);
        (await hall.GetAsync($"{path}?done=true")).Text.Should().Contain("Times asked: 2", "the same form sent twice is one answer").And.Contain("at least 2 of the children stated are not on record yet");
        hall.Query($"SELECT language, interpreter, officer, children_stated FROM screenings WHERE record_key = {hall.Key("ice:4")} ORDER BY id").Should().Equal("hat||officer-demo|", "mam|I-204|officer-demo|2");
        await hall.InOrderAsync();
    }
}
