using System.Text.Json;
using Kinkeeper.Platform;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Obligations;

/// <summary>Tests the obligations an executed removal opens, how they are closed, and the daily counts in the log.</summary>
public sealed class ObligationsTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await _scene.Kinkeeper.ImportTextAsync(
            "relationships", "source,parent_record_id,child_record_id,kind,basis,as_of,status\ncbp,cbp:1,cbp:2,parent,stated,2026-01-01,claimed\n");
        await _scene.Kinkeeper.ImportTextAsync("custody", "source,record_id,agency,facility,from,to,release_reason\nice,cbp:1b,ICE,Karnes,2026-01-01T10:00:00Z,2026-01-02T01:00:00Z,removed\n");
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task List_RemovalWithoutADecision_IsOpen()
    {
        await DepartAsync();

        VerbAnswer list = await _scene.RunAsync("obligations", "list", "--json");

        list.ExitCode.Should().Be(ExitCode.Held);
        list.Json.GetProperty("open").GetInt32().Should().Be(1);
        JsonElement one = list.Json.GetProperty("list")[0];
        one.GetProperty("parent").GetString().Should().Be("200000001");
        one.GetProperty("child").GetString().Should().Be("200000002");
    }

    [Theory]
    [InlineData("planned")]
    [InlineData("cancelled")]
    public async Task List_NothingExecuted_IsEmpty(string status)
    {
        await DepartAsync(status);

        (await _scene.RunAsync("obligations", "list", "--json")).Json.GetProperty("obligations").GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData(null, null, true, "closedBy.decision")]
    [InlineData("private", null, true, null)]
    [InlineData("choice", "\"accompany\"", true, null)]
    [InlineData("choice", "\"undecided\"", true, null)]
    [InlineData(null, null, false, null)]
    public async Task List_DecisionBeforeDeparture_ClosesOnlyIfItIsACompleteRemain(string? field, string? value, bool acknowledged, string? closedBy)
    {
        await _scene.RecordAsync(field is null ? [] : [(field, value is null ? null : System.Text.Json.Nodes.JsonNode.Parse(value))]);
        if (acknowledged)
        {
            await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        }

        await DepartAsync();

        VerbAnswer list = await _scene.RunAsync("obligations", "list", "--json");
        list.ExitCode.Should().Be(closedBy is null ? ExitCode.Held : ExitCode.Done, list.Output);
        list.Json.GetProperty("closedBy").GetProperty("decision").GetInt32().Should().Be(closedBy is null ? 0 : 1);
    }

    [Fact]
    public async Task List_ValidDecisionAfterwards_ClosesIt()
    {
        await DepartAsync();
        await _scene.RecordAsync(("choice", "accompany"), ("taken_at", "2026-01-02T05:00:00Z"));
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");

        (await _scene.RunAsync("obligations", "list", "--json")).Json.GetProperty("closedBy").GetProperty("decision").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task List_RemovedTogether_ClosesIt()
    {
        await DepartAsync(child: true);

        (await _scene.RunAsync("obligations", "list", "--json")).Json.GetProperty("closedBy").GetProperty("together").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("located-and-informed", null, "locatedAndInformed")]
    [InlineData("exception", "supervisor.dos", "exception")]
    public async Task Close_ByOutcomeOrByTwoPersonsException_IsClosedAndLogged(string how, string? approvedBy, string closedBy)
    {
        await DepartAsync();
        long before = await _scene.LogSizeAsync();

        VerbAnswer closed = await CloseAsync(how, approvedBy);

        closed.ExitCode.Should().Be(ExitCode.Done, closed.Error);
        VerbAnswer list = await _scene.RunAsync("obligations", "list", "--json");
        list.ExitCode.Should().Be(ExitCode.Done);
        list.Json.GetProperty("closedBy").GetProperty(closedBy).GetInt32().Should().Be(1);
        (await _scene.LogSizeAsync()).Should().Be(before + 1);
        (await CloseAsync(how, approvedBy)).Error.Should().Contain("already closed");
    }

    [Theory]
    [InlineData("exception", null, "R-1", "cbp:2", "Called", "two different persons")]
    [InlineData("exception", "Officer Uno", "R-1", "cbp:2", "Called", "two different persons")]
    [InlineData("located-and-informed", null, "R-1", "cbp:2", " ", "Give the reason")]
    [InlineData("located-and-informed", null, "R-9", "cbp:2", "Called", "did not open an obligation")]
    [InlineData("located-and-informed", null, "R-1", "cbp:1", "Called", "did not open an obligation")]
    [InlineData("located-and-informed", null, "R-1", "cbp:9", "Called", "no record cbp:9")]
    public async Task Close_WithIncompleteInput_IsRefusedAndStaysOpen(string how, string? approvedBy, string removal, string child, string reason, string sentence)
    {
        await DepartAsync();

        VerbAnswer refused = await CloseAsync(how, approvedBy, removal, child, reason);

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain(sentence);
        (await _scene.RunAsync("obligations", "list", "--json")).Json.GetProperty("open").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Count_WholeDays_AddsLogEntriesAndASecondOneForAChange()
    {
        await DepartAsync();
        await _scene.RecordAsync();
        (await _scene.RunAsync("obligations", "count", "--json")).Json.GetProperty("counted").GetArrayLength().Should().Be(0, "today is not over");
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromDays(1));
        long before = await _scene.LogSizeAsync();

        JsonElement[] counted = [.. (await _scene.RunAsync("obligations", "count", "--json")).Json.GetProperty("counted").EnumerateArray()];

        counted.Should().ContainSingle();
        counted[0].GetProperty("facility").GetString().Should().Be("Karnes");
        counted[0].GetProperty("day").GetString().Should().Be("2026-01-02");
        counted[0].GetProperty("removals").GetInt32().Should().Be(1);
        counted[0].GetProperty("obligations").GetInt32().Should().Be(1);
        counted[0].GetProperty("decisions").GetInt32().Should().Be(1);
        counted[0].GetProperty("exceptions").GetInt32().Should().Be(0);
        (await _scene.LogSizeAsync()).Should().Be(before + 1);
        (await _scene.RunAsync("obligations", "count", "--json")).Json.GetProperty("counted").GetArrayLength().Should().Be(0, "nothing has changed");

        await _scene.RecordAsync(("decision_id", "D-2"), ("taken_at", "2026-01-03T02:00:00Z"));
        await DepartAsync("cancelled");
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromDays(1));
        JsonElement[] changed = [.. (await _scene.RunAsync("obligations", "count", "--json")).Json.GetProperty("counted").EnumerateArray()];
        changed.Select(count => (count.GetProperty("day").GetString(), count.GetProperty("removals").GetInt32(), count.GetProperty("decisions").GetInt32()))
            .Should().Equal(("2026-01-02", 0, 1), ("2026-01-03", 0, 1));
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    private Task<VerbAnswer> CloseAsync(string how, string? approvedBy, string removal = "R-1", string child = "cbp:2", string reason = "Called the consulate") => _scene.RunAsync(
        ["obligations", "close", "--removal", removal, "--child", child, "--as", how, "--reason", reason, "--by", "Officer Uno", .. approvedBy is null ? Array.Empty<string>() : ["--approved-by", approvedBy]]);

    private async Task DepartAsync(string status = "executed", bool child = false)
    {
        await _scene.Kinkeeper.ImportTextAsync(
            "removals",
            $"removal_id,record_id,status,departs_at,port,country,manifest\nR-1,cbp:1,{status},2026-01-02T03:30:00Z,AXN,GT,F1\n" + (child ? "R-2,cbp:2,executed,2026-01-02T03:30:00Z,AXN,GT,F1\n" : string.Empty));
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromHours(3));
    }
}
