using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>Tests a flight at the command line, from the first question to the report of who left.</summary>
public sealed class GateVerbsTests
{
    private const string Departs = "2026-01-02T12:00:00Z";

    private readonly GateScene _flight = new GateScene(1)
        .Family("mother", "child", "2020-01-01").Decides("mother", "child", "remain").Adult("other", stated: "0").FliesAt(Departs, "mother", "other");

    [Fact]
    public async Task Verbs_FromPlanToDeparture_KeepTheRecord()
    {
        using GateRun run = await GateRun.OfAsync([_flight]);
        KinkeeperRun kinkeeper = run.Kinkeeper;
        string manifest = kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [_flight]));
        string decision = _flight.Id("mother") + "-child-1";

        VerbAnswer held = await kinkeeper.RunAsync("clear", manifest, "--json");
        held.ExitCode.Should().Be(3, held.Error);
        held.Json.GetProperty("people").EnumerateArray().Select(GateRun.Words).Should().Equal("child-whereabouts-unknown/child", "cleared");
        (await kinkeeper.RunAsync("plan", "make", decision, "--by", "jc-1")).Output.Should().Contain("carer_known (juvenile-coordinator): OVERDUE, due 2024-06-17 14:00 +00:00");
        (await kinkeeper.RunAsync("plan", "confirm", decision, "carer_known", "--by", "jc-1", "--evidence", "aunt, by phone")).Output
            .Should().Contain("confirmed 2026-01-02 03:04 +00:00 by jc-1: aunt, by phone");
        VerbAnswer cleared = await kinkeeper.RunAsync("clear", manifest, "--json");
        cleared.ExitCode.Should().Be(0, cleared.Output);
        string clearance = cleared.Json.GetProperty("clearance").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);

        VerbAnswer open = await kinkeeper.RunAsync("boarding", clearance, "1", "--by", "b-1");
        open.ExitCode.Should().Be(3);
        open.Output.Should().Contain($"Not asked: {decision}");
        (await kinkeeper.RunAsync("boarding", clearance, "1", "--stands", decision, "--by", "b-1")).ExitCode.Should().Be(0);

        kinkeeper.Clock.Advance(TimeSpan.FromHours(10));
        VerbAnswer departed = await kinkeeper.RunAsync("departed", manifest, "--by", "f-1", "--json");
        departed.ExitCode.Should().Be(0, departed.Output + departed.Error);
        departed.Json.GetProperty("withoutClearance").GetInt32().Should().Be(0);
        (await kinkeeper.RunAsync("review", "--json")).Json.GetProperty("honored").GetProperty("yes").GetInt32().Should().Be(1);
        (await kinkeeper.RunAsync("doctor", "--json")).ExitCode.Should().Be(0, "log and database agree");
    }

    [Fact]
    public async Task Verbs_ChangedMindAtBoarding_HoldsAndLeavingIsAnIncident()
    {
        using GateRun run = await GateRun.OfAsync([_flight]);
        KinkeeperRun kinkeeper = run.Kinkeeper;
        string manifest = kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [_flight]));
        await kinkeeper.ImportTextAsync("plans", GateScene.File("plans", [new GateScene(1).Confirms("mother", "child", "carer_known")]));
        (await kinkeeper.RunAsync("clear", manifest)).Output.Should().Contain("recorded as clearance 1");
        VerbAnswer changed = await kinkeeper.RunAsync("boarding", "1", "1", "--changed", _flight.Id("mother") + "-child-1", "--by", "b-1", "--json");
        changed.ExitCode.Should().Be(3);
        changed.Json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()).Should().Equal("decision-revoked");
        kinkeeper.Clock.Advance(TimeSpan.FromHours(10));
        VerbAnswer departed = await kinkeeper.RunAsync("departed", manifest, "--by", "f-1");
        departed.ExitCode.Should().Be(3);
        departed.Output.Should().Contain("2 left, 1 of them without a clearance.").And.Contain("decision-revoked, incident 1");
    }

    [Fact]
    public async Task Verb_AskedAboutAnotherMoment_RecordsNothing()
    {
        using GateRun run = await GateRun.OfAsync([_flight]);
        VerbAnswer answer = await run.Kinkeeper.RunAsync("clear", run.Kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [_flight])), "--at", "2026-01-01T00:00:00Z");
        answer.Output.Should().Contain("not recorded: it lets nobody leave");
        (await run.Kinkeeper.RunAsync("boarding", "1", "1", "--by", "b-1")).ExitCode.Should().Be(1);
    }
}
