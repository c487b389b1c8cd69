using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Boarding;
using Kinkeeper.Platform;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Boarding;

/// <summary>Tests the last hours: the question before boarding, a changed mind that holds, and the record of who left.</summary>
public sealed class BoardingAndDepartureTests
{
    private static readonly GateScene Flight = new GateScene(1)
        .Family("mother", "child").ReadyTogether().Child("baby").Link("mother", "baby").RemainsInCare("mother", "baby")
        .Adult("stranger", stated: "0")
        .Flies("mother", "child", "stranger");

    [Fact]
    public async Task Boarding_WhenEveryDecisionIsConfirmed_LetsThemBoard()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        BoardingCheck boarding = work.Get<BoardingCheck>();
        GateAnswer given = await work.AskAsync("mother", "child");
        boarding.Questions(given.Clearance!.Value, 1).Select(question => $"{question.Decision[^7..]} {question.Choice}")
            .Should().BeEquivalentTo("child-1 accompany", "-baby-1 remain");
        BoardingAnswer answer = await boarding.ExecuteAsync(given.Clearance.Value, 1, Said(work, ("child", BoardingWord.Stands), ("baby", BoardingWord.Stands)), "b-1", null);
        answer.MayBoard.Should().BeTrue();
        work.Query("SELECT checked_by, may_board FROM boarding_checks").Should().Equal("b-1 1");
        work.Logged("clearance:").Should().Equal("boarding-check");
        boarding.Questions(given.Clearance.Value, 2).Should().BeEmpty("a child decides about nobody");
    }

    [Fact]
    public async Task Boarding_WhenAMindIsChanged_RevokesAndHolds()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateAnswer given = await work.AskAsync("mother", "child");
        BoardingAnswer answer = await work.Get<BoardingCheck>().ExecuteAsync(
            given.Clearance!.Value, 1, Said(work, ("child", BoardingWord.Stands), ("baby", BoardingWord.Changed)), "b-1", "I want to take both.");
        answer.MayBoard.Should().BeFalse();
        answer.Answer.Reasons.Select(reason => reason.Rule).Should().Equal("decision-revoked");
        answer.Revoked.Should().Equal(work.Scene.Id("mother") + "-baby-1");
        GateWork.Words(await work.AskAsync("mother", "child")).Should().Equal(["decision-revoked", "cleared"], "the next question gets the same answer");
        work.Logged("decision:" + work.Scene.Id("mother") + "-baby").Should().EndWith("decision-revoked");
    }

    [Fact]
    public async Task Boarding_WhenAQuestionWasNotAsked_Holds()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateAnswer given = await work.AskAsync("mother", "child");
        BoardingAnswer answer = await work.Get<BoardingCheck>().ExecuteAsync(given.Clearance!.Value, 1, Said(work, ("child", BoardingWord.Stands)), "b-1", null);
        answer.MayBoard.Should().BeFalse("silence is no choice");
        answer.Open.Should().Equal(work.Scene.Id("mother") + "-baby-1");
        answer.Revoked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("2024-06-20T01:59:59-05:00", "boarding-not-now")]
    [InlineData("2024-06-20T02:00:00-05:00", null)]
    [InlineData("2024-06-20T13:59:59-05:00", null)]
    [InlineData("2024-06-20T14:00:00-05:00", "boarding-not-now")]
    public async Task Boarding_OutsideTheLastHours_IsRefused(string now, string? code)
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateAnswer given = await work.AskAsync("mother", "child");
        work.Clock.Set(now);
        Func<Task> check = () => work.Get<BoardingCheck>().ExecuteAsync(given.Clearance!.Value, 1, Said(work, ("child", BoardingWord.Stands)), "b-1", null);
        if (code is null)
        {
            await check.Should().NotThrowAsync();
        }
        else
        {
            (await check.Should().ThrowAsync<RefusalException>()).Which.Refusal.Code.Should().Be(code);
        }
    }

    [Fact]
    public async Task Departure_OfAClearedPerson_IsOnRecordAndHonored()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        await work.AskAsync("mother", "child", "stranger");
        work.Clock.Set("2024-06-20T15:00:00-05:00");
        work.Leave("mother", "child", "stranger").Should().OnlyContain(person => person.Incident == null && person.Why.Count == 0);
        VerbAnswer review = await work.Kinkeeper.RunAsync("review", "--json");
        review.Json.GetProperty("honored").GetProperty("yes").GetInt32().Should().Be(2, review.Output);
        review.Json.GetProperty("childrenBy").GetProperty("together").GetInt32().Should().Be(1);
        review.Json.GetProperty("childrenBy").GetProperty("documented").GetInt32().Should().Be(1);
        work.Logged("removal:").Should().Equal("departure-recorded", "departure-recorded", "departure-recorded");
        work.Leave("mother", "child", "stranger").Should().OnlyContain(person => person.Incident == null);
        work.Query("SELECT COUNT(*) FROM removals").Should().Equal(["3"], "a second report adds no removal");
    }

    [Fact]
    public async Task Departure_WithoutAClearance_IsAnIncidentWithAnObligationAtOnce()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        await work.AskAsync("mother", "child");
        work.Clock.Set("2024-06-20T15:00:00-05:00");

        // The child stayed behind, the stranger was never asked about, and somebody unknown was aboard.
        IReadOnlyList<Departed> departed = work.Leave("mother", "stranger", "ghost");
        departed.Select(person => string.Join(' ', person.Why)).Should().Equal("child-not-travelling", "no-clearance", "not-identified");
        departed.Should().OnlyContain(person => person.Incident != null);
        work.Query("SELECT kind FROM incidents").Should().HaveCount(3).And.OnlyContain(kind => kind == "departed-without-clearance");
        work.Query("SELECT COUNT(*) FROM departure_obligations WHERE closed_at IS NULL").Should().Equal("3");
        work.Query("SELECT type FROM gate_events WHERE type = 'departed-without-clearance'").Should().HaveCount(3);
        work.Logged("incident:").Should().Equal("incident-raised", "incident-raised", "incident-raised");
        work.Leave("mother", "stranger", "ghost").Should().OnlyContain(person => person.Incident == null, "the incident is raised once");
    }

    [Fact]
    public async Task Departure_AfterARevocationThatNobodyAskedAbout_IsAnIncident()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        await work.AskAsync("mother", "child");
        await work.Kinkeeper.ImportTextAsync("decisions", GateScene.File("decisions", [new GateScene(1).Decides("mother", "baby", "remain", "revoked_at=2024-06-20T13:00:00-05:00")]));
        work.Clock.Set("2024-06-20T15:00:00-05:00");
        work.Leave("mother", "child")[0].Why.Should().Equal("decision-revoked");
    }

    [Fact]
    public async Task Departure_OfAPlannedRemoval_ExecutesIt()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Adult("stranger", stated: "0").Flies("stranger"));
        await work.Kinkeeper.ImportTextAsync("removals", $"removal_id,record_id,status,departs_at,port,country,manifest\nR1,{work.Scene.Id("stranger")},planned,2024-06-20T13:00:00-05:00,Laredo,GT,{work.Scene.Manifest}\n");
        await work.AskAsync("stranger");
        work.Clock.Set("2024-06-20T15:00:00-05:00");
        work.Leave("stranger").Single().Removal.Should().Be("R1");
        work.Query("SELECT removal_id, status FROM removals").Should().Equal("R1 2");
    }

    [Fact]
    public async Task Departure_ThatHasNotHappened_IsRefused()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateWork.CodeOf(() => work.Leave("mother")).Should().Be("departure-in-the-future");
        work.Query("SELECT COUNT(*) FROM removals").Should().Equal("0");
    }

    private static Dictionary<string, BoardingWord> Said(GateWork work, params (string Child, BoardingWord Word)[] words) =>
        words.ToDictionary(word => $"{work.Scene.Id("mother")}-{word.Child}-1", word => word.Word);
}
