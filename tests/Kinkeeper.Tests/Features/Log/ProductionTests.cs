using System.Text.Json;
using Kinkeeper.Platform;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Log;

/// <summary>Tests that disclosed + sealed + expunged = all entries, and that every gap is named.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    private string Folder => _scene.Kinkeeper.Folder["production"];

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await _scene.RecordAsync(("child_view", "Con mi mamá"));
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        await _scene.RecordAsync(("decision_id", "D-2"));
        await _scene.RecordAsync(("decision_id", "D-3"));
        await _scene.RunAsync("expunge", "request", "D-2", "--authority", "court:5:26-cv-0001", "--by", "clerk.uno");
        await _scene.RunAsync("expunge", "approve", "1", "--by", "judge.dos");
        VerbAnswer produced = await _scene.RunAsync("log", "produce", "--out", Folder, "--seal", "D-1", "--json");
        produced.ExitCode.Should().Be(ExitCode.Done, produced.Error);
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Check_WholeProduction_AddsUpAndNamesTheRedaction()
    {
        VerbAnswer check = await CheckAsync();

        check.ExitCode.Should().Be(ExitCode.Done, check.Output);
        check.Json.GetProperty("complete").GetBoolean().Should().BeTrue();
        check.Json.GetProperty("size").GetInt64().Should().Be(7, "taken, child's view, acknowledged; taken; taken; request to expunge; redaction");
        check.Json.GetProperty("disclosed").GetInt64().Should().Be(3);
        check.Json.GetProperty("sealed").GetInt64().Should().Be(3);
        JsonElement expunged = check.Json.GetProperty("expunged")[0];
        expunged.GetProperty("entry").GetInt64().Should().Be(3);
        expunged.GetProperty("redaction").GetInt64().Should().Be(6);
    }

    [Fact]
    public async Task Check_ReceiptLeftOut_IsAGap()
    {
        File.Delete(Path.Combine(Folder, "000000004.tlog-proof"));

        VerbAnswer check = await CheckAsync();

        check.ExitCode.Should().Be(ExitCode.Held);
        check.Json.GetProperty("gaps")[0].GetProperty("first").GetInt64().Should().Be(4);
    }

    [Fact]
    public async Task Check_SealedListCutShort_IsAGap()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "sealed.txt"), "0\n", TestContext.Current.CancellationToken);

        VerbAnswer check = await CheckAsync();

        check.ExitCode.Should().Be(ExitCode.Held);
        check.Json.GetProperty("gaps")[0].GetProperty("first").GetInt64().Should().Be(1);
        check.Json.GetProperty("gaps")[0].GetProperty("last").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task Check_FalsifiedReceipt_IsReportedWithExit4AndDisclosesNothing()
    {
        string file = Path.Combine(Folder, "000000004.tlog-proof");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("index 4", "index 3", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        VerbAnswer check = await CheckAsync();

        check.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        check.Json.GetProperty("refused")[0].GetProperty("receipt").GetString().Should().Be("000000004.tlog-proof");
        check.Json.GetProperty("gaps")[0].GetProperty("first").GetInt64().Should().Be(4);
    }

    [Fact]
    public async Task Produce_IntoANonEmptyFolder_IsRefused()
    {
        (await _scene.RunAsync("log", "produce", "--out", Folder)).ExitCode.Should().Be(ExitCode.Refused);
    }

    private Task<VerbAnswer> CheckAsync() => _scene.RunAsync("log", "check-production", Folder, "--json");
}
