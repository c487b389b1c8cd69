using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Platform;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Recording;

/// <summary>Tests a decision from recording to revoking at the command line: output, refusals, and log entries.</summary>
public sealed class DecisionVerbsTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await DecisionScene.BeginAsync();

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Record_CompleteInterview_LacksOnlyTheAcknowledgement()
    {
        VerbAnswer recorded = await _scene.RecordAsync();

        DecisionScene.Codes(recorded).Should().Equal("no-acknowledgement");
        JsonElement defect = recorded.Json.GetProperty("defects")[0];
        defect.GetProperty("english").GetString().Should().Be("No supervisor has acknowledged the decision.");
        defect.GetProperty("spanish").GetString().Should().Be("Ningún supervisor ha confirmado la decisión.");
        defect.GetProperty("citation").GetString().Should().Contain("OIG-21-36");

        VerbAnswer acknowledged = await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos", "--json");
        DecisionScene.Codes(acknowledged).Should().BeEmpty();
        acknowledged.Json.GetProperty("complete").GetBoolean().Should().BeTrue();
        (await _scene.KindsAsync("D-1")).Should().Equal("decision-taken", "decision-acknowledged");
        (await _scene.LogSizeAsync()).Should().Be(2);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Record_AlmostNothingSaid_IsRecordedWithEveryDefect()
    {
        VerbAnswer recorded = await _scene.RecordAsync(
            ("form", null), ("options_offered", null), ("spoken_language", null), ("information_given", null), ("child_contact_offered", null), ("counsel_offered", null),
            ("minutes_allowed", null), ("private", null), ("parent_words", null), ("signature", null));

        DecisionScene.Codes(recorded).Should().BeEquivalentTo(
            "no-form", "options-missing", "language-unknown", "no-information", "no-child-contact", "no-counsel-offer", "no-time", "not-private",
            "no-parent-words", "no-signature", "no-acknowledgement");
    }

    [Fact]
    public async Task Record_SameDraftTwice_IsOneDecisionAndOneEntry()
    {
        await _scene.RecordAsync();
        VerbAnswer again = await _scene.RecordAsync();

        again.ExitCode.Should().Be(ExitCode.Done, again.Error);
        (await _scene.LogSizeAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Record_WithoutAnId_GetsARandomOne()
    {
        VerbAnswer recorded = await _scene.RecordAsync(("decision_id", null));

        recorded.Json.GetProperty("decision").GetString().Should().MatchRegex("^kk:[0-9a-f]{16}$");
    }

    public static TheoryData<string, string?, string> Refused() => new()
    {
        { "choice", null, "no default" },
        { "choice", "\"stay\"", "not one of accompany, remain" },
        { "taken_at", "\"2026-01-02\"", "not an instant" },
        { "taken_at", "\"2026-01-02T09:00:00Z\"", "has not happened yet" },
        { "parent_record_id", "\"cbp:99\"", "no record cbp:99" },
        { "child_record_id", "\"cbp:1b\"", "records of one person" },
        { "officer", null, "Name the officer who asked." },
        { "recorded_at", "\"2026-01-02T02:00:00Z\"", "cannot be entered by hand" },
        { "supervisor", "\"Supervisor Dos\"", "cannot be entered by hand" },
        { "revoked_at", "\"2026-01-02T02:00:00Z\"", "cannot be entered by hand" },
        { "minutes_allowed", "-5", "whole number" },
        { "options_offered", "[\"waive\"]", "not one of" },
        { "private", "\"maybe\"", "neither yes nor no" },
        { "children", "2", "no field \"children\"" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Record_UnusableField_IsRefusedInASentenceAndLeavesNothing(string field, string? value, string sentence)
    {
        VerbAnswer refused = await _scene.RecordAsync((field, value is null ? null : JsonNode.Parse(value)));

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain(sentence);
        refused.Output.Should().BeEmpty();
        (await _scene.LogSizeAsync()).Should().Be(0);
        (await _scene.RunAsync("decision", "show", "D-1")).ExitCode.Should().Be(ExitCode.Refused);
    }

    [Fact]
    public async Task Record_KnownIdWithOtherWords_IsRefused()
    {
        await _scene.RecordAsync();

        VerbAnswer refused = await _scene.RecordAsync(("choice", "accompany"));

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain("Nothing is overwritten");
    }

    [Theory]
    [InlineData("Officer Uno")]
    [InlineData("  OFFICER UNO ")]
    public async Task Acknowledge_ByTheOfficer_IsRefused(string supervisor)
    {
        await _scene.RecordAsync();

        VerbAnswer refused = await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", supervisor);

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain("Another supervisor must");
        (await _scene.LogSizeAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Acknowledge_Twice_IsRefused()
    {
        await _scene.RecordAsync();
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");

        (await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Tres")).ExitCode.Should().Be(ExitCode.Refused);
        (await _scene.LogSizeAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Amend_MissingPrivacy_IsANewVersionAndTheFirstStays()
    {
        await _scene.RecordAsync(("private", null));
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromHours(2));

        VerbAnswer amended = await AmendAsync("D-1", """{"private":"yes"}""");

        amended.Json.GetProperty("decision").GetString().Should().Be("D-1~2");
        DecisionScene.Codes(amended).Should().Equal(["no-acknowledgement"], "an amended record has to be acknowledged again");
        (await _scene.KindsAsync("D-1~2")).Should().Equal("decision-taken", "decision-acknowledged", "decision-amended");
        JsonElement first = (await _scene.RunAsync("decision", "show", "D-1", "--json")).Json;
        first.GetProperty("now").GetProperty("defects")[0].GetProperty("code").GetString().Should().Be("not-private");
        JsonElement last = first.GetProperty("events")[2].GetProperty("record");
        last.GetProperty("event").GetProperty("amends").GetString().Should().Be("D-1");
        last.GetProperty("event").GetProperty("reason").GetString().Should().Be("Forgotten on the form");
        (await AmendAsync("D-1", """{"private":"no"}""")).Error.Should().Contain("The version to amend is D-1~2");
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Amend_ADayLater_IsRecordedLate()
    {
        await _scene.RecordAsync(("private", null));
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromHours(25));

        DecisionScene.Codes(await AmendAsync("D-1", """{"private":"yes"}""")).Should().Contain("recorded-late");
    }

    [Theory]
    [InlineData("""{"choice":"accompany"}""", "revoke this decision and record the new one")]
    [InlineData("""{"child_record_id":"cbp:1"}""", "cannot be amended")]
    [InlineData("""{"private":"yes"}""", "changes nothing")]
    [InlineData("""{"acknowledged_at":"2026-01-02T02:00:00Z"}""", "cannot be entered by hand")]
    public async Task Amend_ChoiceOrTime_IsRefused(string changes, string sentence)
    {
        await _scene.RecordAsync();

        VerbAnswer refused = await AmendAsync("D-1", changes);

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain(sentence);
        (await _scene.LogSizeAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Amend_AfterTheDeparture_DoesNotChangeTheEarlierRecord()
    {
        await _scene.RecordAsync(("private", null));
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        await DepartAsync("2026-01-02T05:00:00Z");
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromHours(3));
        DecisionScene.Codes(await AmendAsync("D-1", """{"private":"yes"}""")).Should().Contain("recorded-after-departure");

        JsonElement finding = (await _scene.RunAsync("review", "--json")).Json.GetProperty("findings")[0].GetProperty("children")[0];

        finding.GetProperty("class").GetString().Should().Be("flawed");
        finding.GetProperty("decision").GetString().Should().Be("D-1");
        finding.GetProperty("defects")[0].GetString().Should().Be("not-private");
    }

    [Fact]
    public async Task Revoke_BeforeDeparture_StaysOnRecordAsRevoked()
    {
        await _scene.RecordAsync(("private", null));
        await AmendAsync("D-1", """{"private":"yes"}""");

        VerbAnswer revoked = await _scene.RunAsync("decision", "revoke", "D-1~2", "--by", "Counsel Tres", "--words", "Ya no quiero.", "--json");

        DecisionScene.Codes(revoked).Should().Contain("revoked");
        (await _scene.KindsAsync("D-1")).Should().Equal(["decision-taken", "decision-amended", "decision-revoked", "decision-revoked"], "no earlier version becomes valid again");
        (await _scene.RunAsync("decision", "revoke", "D-1", "--by", "Counsel Tres")).Error.Should().Contain("taken this decision back");
        (await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos")).ExitCode.Should().Be(ExitCode.Refused);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Theory]
    [InlineData("executed", ExitCode.Refused)]
    [InlineData("planned", ExitCode.Done)]
    [InlineData("cancelled", ExitCode.Done)]
    public async Task Revoke_AfterADeparture_IsRefusedIfItTookPlace(string status, int exit)
    {
        await _scene.RecordAsync();
        await DepartAsync("2026-01-02T03:30:00Z", status);
        _scene.Kinkeeper.Clock.Advance(TimeSpan.FromHours(1));

        VerbAnswer answer = await _scene.RunAsync("decision", "revoke", "D-1", "--by", "Counsel Tres");

        answer.ExitCode.Should().Be(exit);
        if (exit == ExitCode.Refused)
        {
            answer.Error.Should().Contain("tracing case");
        }
    }

    [Fact]
    public async Task Log_AfterEveryVerb_HoldsNoNameAndNoNumber()
    {
        await _scene.RecordAsync();
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        await _scene.RunAsync("decision", "revoke", "D-1", "--by", "Counsel Tres");

        string log = string.Concat(Directory.EnumerateFiles(Path.Combine(_scene.Kinkeeper.DataFolder, "log"), "*", SearchOption.AllDirectories).Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));

        log.Should().Contain("decision-revoked");
        foreach (string canary in new[] { "Maria", "Canaria", "Palabracanaria", "200000001", "Officer", "Supervisor", "Counsel", "cbp:1", "D-1", "remain" })
        {
            log.Should().NotContain(canary);
        }
    }

    private Task<VerbAnswer> AmendAsync(string decision, string changes) => _scene.RunAsync(
        "decision", "amend", decision, _scene.Kinkeeper.Folder.Write($"{Guid.NewGuid():N}.json", changes), "--by", "Officer Uno", "--reason", "Forgotten on the form", "--json");

    private Task<VerbAnswer> DepartAsync(string at, string status = "executed") => _scene.Kinkeeper.ImportTextAsync(
        "removals", $"removal_id,record_id,status,departs_at,port,country,manifest\nR-1,cbp:1b,{status},{at},AXN,GT,F1\n");
}
