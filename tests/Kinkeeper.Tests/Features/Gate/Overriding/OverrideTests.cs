using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Overriding;

namespace Kinkeeper.Tests.Features.Gate.Overriding;

/// <summary>Tests that two persons may let a held person leave, except in the two cases of the Inspector General's report.</summary>
public sealed class OverrideTests
{
    private static readonly Signatory First = GateWork.Someone("s-9", "supervisor");
    private static readonly Signatory Second = GateWork.Someone("d-1", "field-office-director");

    [Fact]
    public async Task Override_ByTwoPersons_ClearsForThisDepartureAndIsNotifiedAndLogged()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        GateAnswer held = await work.AskAsync("mother");
        OverrideId id = overrides.Request(held.Clearance!.Value, 1, "court-order", "Order of 19 June, case 24-17.", First);
        GateWork.Words(await work.AskAsync("mother")).Should().Equal(["child-whereabouts-unknown"], "one person's word changes nothing");

        overrides.Approve(id, Second);
        GateAnswer cleared = await work.AskAsync("mother");
        GateWork.Words(cleared).Should().Equal("cleared");
        cleared.Answer.People[0].Override.Should().Be(id);
        cleared.Answer.People[0].Overridden.Select(reason => reason.Rule).Should().Equal("child-whereabouts-unknown");
        work.Logged("override:").Should().Equal("override-requested", "override-approved");
        work.Query("SELECT role, kind, subject FROM notices ORDER BY role").Should().Equal("child-welfare-coordinator override-approved override:1", "counsel override-approved override:1");
        overrides.List().Should().ContainSingle().Which.ApprovedBy.Should().Be("d-1");

        work.Clock.Set(GateScene.Departure);
        GateWork.Words(await work.AskAsync("mother")).Should().Equal(["child-whereabouts-unknown"], "it expires at departure");
    }

    [Fact]
    public async Task Overrides_RequestedAtOnce_AreAllKept()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        GateAnswer held = await work.AskAsync("mother");
        Task<OverrideId>[] asked = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => overrides.Request(held.Clearance!.Value, 1, "court-order", "Order.", First)))];
        OverrideId[] ids = await Task.WhenAll(asked);
        ids.Should().OnlyHaveUniqueItems();
        overrides.List().Should().HaveCount(8);
    }

    [Fact]
    public async Task Override_WhenSomethingNewHolds_LiftsNothing()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        overrides.Approve(overrides.Request((await work.AskAsync("mother")).Clearance!.Value, 1, "court-order", "Order.", First), Second);
        await work.Kinkeeper.ImportTextAsync("statements", GateScene.File("statements", [new GateScene(1).Says("mother", "accompany", "2024-06-12T09:00:00Z")]));
        GateWork.Words(await work.AskAsync("mother")).Should().Equal("child-whereabouts-unknown wish-contradicted");
    }

    [Fact]
    public async Task Override_ForAnotherMovement_LiftsNothing()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        overrides.Approve(overrides.Request((await work.AskAsync("mother")).Clearance!.Value, 1, "court-order", "Order.", First), Second);
        GateAnswer other = await work.Get<AskGate>().ExecuteAsync(
            System.Text.Encoding.UTF8.GetBytes($$"""{"manifest":"another","departsAt":"{{GateScene.Departure}}","recordId":"{{work.Scene.Id("mother")}}"}"""), "carrier", null);
        GateWork.Words(other).Should().Equal("child-whereabouts-unknown");
        GateAnswer later = await work.Get<AskGate>().ExecuteAsync(
            System.Text.Encoding.UTF8.GetBytes($$"""{"manifest":"{{work.Scene.Manifest}}","departsAt":"2024-06-21T14:00:00-05:00","recordId":"{{work.Scene.Id("mother")}}"}"""), "carrier", null);
        GateWork.Words(later).Should().Equal("child-whereabouts-unknown");
    }

    [Theory]
    [InlineData("wish-contradicted")]
    [InlineData("not-screened")]
    [InlineData("not-identified")]
    public async Task Override_OfAForbiddenRule_IsRefused(string rule)
    {
        GateScene scene = rule switch
        {
            "wish-contradicted" => new GateScene(1).Family("mother").Says("mother", "accompany").Decides("mother", "child", "remain", "private=no"),
            "not-screened" => new GateScene(1).Adult("mother"),
            _ => new GateScene(1).Adult("somebody-else"),
        };
        await using GateWork work = await GateWork.OfAsync(scene.Flies("mother"));
        GateAnswer held = await work.AskAsync("mother");
        GateWork.Words(held).Single().Should().Contain(rule);
        GateWork.CodeOf(() => work.Get<OverrideGate>().Request(held.Clearance!.Value, 1, "court-order", "Order.", First)).Should().Be("override-never");
        work.Query("SELECT COUNT(*) FROM overrides").Should().Equal("0");
    }

    [Fact]
    public async Task Override_ByAnUnauthorizedPerson_IsRefused()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        var held = (await work.AskAsync("mother")).Clearance!.Value;
        GateWork.CodeOf(() => overrides.Request(held, 1, "court-order", "Order.", GateWork.Someone("x-1", "deportation-officer"))).Should().Be("override-role");
        GateWork.CodeOf(() => overrides.Request(held, 1, "court-order", "Order.", GateWork.Someone("", "supervisor"))).Should().Be("override-role");
        GateWork.CodeOf(() => overrides.Request(held, 1, "court-order", "Order.", GateWork.Someone("O-1 ", "supervisor"))).Should().Be("override-own-decision");
        GateWork.CodeOf(() => overrides.Request(held, 1, "in-a-hurry", "Order.", First)).Should().Be("override-reason");
        GateWork.CodeOf(() => overrides.Request(held, 1, "court-order", " ", First)).Should().Be("override-reason");
        GateWork.CodeOf(() => overrides.Request(held, 7, "court-order", "Order.", First)).Should().Be("override-not-held");

        OverrideId id = overrides.Request(held, 1, "court-order", "Order.", First);
        GateWork.CodeOf(() => overrides.Approve(id, First)).Should().Be("override-same-person");
        GateWork.CodeOf(() => overrides.Approve(id, GateWork.Someone(" S-9", "field-office-director"))).Should().Be("override-same-person");
        GateWork.CodeOf(() => overrides.Approve(id, GateWork.Someone("o-1", "supervisor"))).Should().Be("override-own-decision");
        GateWork.CodeOf(() => overrides.Approve(id, GateWork.Someone("d-1", "deportation-officer"))).Should().Be("override-role");
        GateWork.CodeOf(() => overrides.Approve(new OverrideId(99), Second)).Should().Be("override-unknown");
        GateWork.Words(await work.AskAsync("mother")).Should().Equal("child-whereabouts-unknown");
        overrides.Approve(id, Second);
        GateWork.CodeOf(() => overrides.Approve(id, GateWork.Someone("d-2", "supervisor"))).Should().Be("override-approved");
    }

    [Fact]
    public async Task Override_ApprovedAtOrAfterDeparture_IsRefused()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        OverrideId id = overrides.Request((await work.AskAsync("mother")).Clearance!.Value, 1, "court-order", "Order.", First);
        work.Clock.Set(GateScene.Departure);
        GateWork.CodeOf(() => overrides.Approve(id, Second)).Should().Be("override-expired");
    }

    [Fact]
    public async Task Override_OfSomebodyClearedOrOfAStaleAnswer_IsRefused()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().RemainsInCare().Family("other", "son").Flies("mother"));
        OverrideGate overrides = work.Get<OverrideGate>();
        GateWork.CodeOf(() => overrides.Request(work.AskAsync("mother").Result.Clearance!.Value, 1, "court-order", "Order.", First)).Should().Be("override-not-held");
        var held = (await work.AskAsync("other")).Clearance!.Value;
        await work.Kinkeeper.ImportTextAsync("decisions", GateScene.File("decisions", [new GateScene(1).Decides("other", "son", "remain")]));
        GateWork.CodeOf(() => overrides.Request(held, 1, "court-order", "Order.", First)).Should().Be("override-not-held");
    }

    [Fact]
    public async Task Api_WithoutASignIn_OverridesNothing()
    {
        using GateRun run = await GateRun.OfAsync([new GateScene(1).Family().Flies("mother")]);
        await using GateServer server = await GateServer.StartAsync(run.Kinkeeper);
        foreach (string path in (string[])["/api/v1/clearances/1/overrides", "/api/v1/overrides/1/approval", "/api/v1/departures", "/api/v1/clearances/1/boarding/1", "/api/v1/decisions/D/plan", "/api/v1/decisions/D/plan/seats"])
        {
            ApiAnswer answer = await server.PostAsync(path, """{"line":1,"reason":"court-order","words":"Order.","by":"s-9"}""");
            answer.Status.Should().Be(401, path);
            answer.Json.GetProperty("code").GetString().Should().Be("sign-in-needed");
        }
    }
}
