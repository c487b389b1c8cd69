using Kinkeeper.Platform;
using Kinkeeper.TamperLog.Writing;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Features.Log;

/// <summary>Tests that the doctor finds changes made to database or log outside the application by someone with full access.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    private string Data => _scene.Kinkeeper.DataFolder;

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await _scene.RecordAsync();
        await _scene.RunAsync("decision", "acknowledge", "D-1", "--supervisor", "Supervisor Dos");
        await _scene.RecordAsync(("decision_id", "D-2"), ("choice", "accompany"));
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("UPDATE decisions SET choice = 1 WHERE decision_id = 'D-1'", "decision-changed", "decision:D-1")]
    [InlineData("UPDATE decisions SET parent_words = 'Que se quede.' WHERE decision_id = 'D-2'", "decision-changed", "decision:D-2")]
    [InlineData("UPDATE decisions SET revoked_at = NULL, acknowledged_at = acknowledged_at - 1 WHERE decision_id = 'D-1'", "decision-changed", "decision:D-1")]
    [InlineData("DELETE FROM decisions WHERE decision_id = 'D-2'", "decision-gone", "decision:D-2")]
    [InlineData("CREATE TEMP TABLE t AS SELECT * FROM decisions WHERE decision_id = 'D-1'; UPDATE t SET id = 99, decision_id = 'D-9'; INSERT INTO decisions SELECT * FROM t", "decision-not-logged", "decision:D-9")]
    [InlineData("UPDATE log_secrets SET payload = replace(payload, 'remain', 'accompany') WHERE outbox_id = 1", "payload-changed", "entry 0")]
    [InlineData("UPDATE log_secrets SET salt = zeroblob(32) WHERE outbox_id = 2", "payload-changed", "entry 1")]
    [InlineData("DELETE FROM log_secrets WHERE outbox_id = 1", "payload-missing", "entry 0")]
    [InlineData("UPDATE log_outbox SET entry = zeroblob(512) WHERE id = 3", "entry-differs", "entry 2")]
    [InlineData("DELETE FROM log_secrets WHERE outbox_id = 3; DELETE FROM log_outbox WHERE id = 3", "entry-unknown", "entry 2")]
    [InlineData("INSERT INTO log_outbox (kind, subject, sequence, record, entry, leaf_hash, log_index) VALUES ('k', 's', 0, '', zeroblob(512), zeroblob(32), 3)", "log-shorter", "entry 3")]
    public async Task Database_AlteredOutsideTheApplication_IsReportedWithExit4(string sql, string code, string where)
    {
        Execute(sql);

        VerbAnswer doctor = await _scene.RunAsync("doctor", "--json");

        doctor.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        doctor.Json.GetProperty("inOrder").GetBoolean().Should().BeFalse();
        doctor.Json.GetProperty("findings").EnumerateArray()
            .Select(finding => (finding.GetProperty("code").GetString(), finding.GetProperty("where").GetString()))
            .Should().Contain((code, where));
    }

    [Fact]
    public async Task Log_OneByteChanged_IsReportedWithExit4()
    {
        string bundle = Path.Combine(Data, "log", "tile", "entries", "000.p", "3");
        byte[] bytes = await File.ReadAllBytesAsync(bundle, TestContext.Current.CancellationToken);
        bytes[700] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, TestContext.Current.CancellationToken);

        VerbAnswer doctor = await _scene.RunAsync("doctor");

        doctor.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        doctor.Output.Should().Contain("entry 1");
    }

    [Fact]
    public async Task Log_Missing_IsNotStartedAgain()
    {
        Directory.Delete(Path.Combine(Data, "log"), recursive: true);

        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.IntegrityFailure);
        VerbAnswer recorded = await _scene.RecordAsync(("decision_id", "D-3"));
        recorded.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        recorded.Error.Should().Contain("the log or its key is gone");
        Directory.Exists(Path.Combine(Data, "log")).Should().BeFalse("a log that is begun anew would hide that the old one is gone");
    }

    [Fact]
    public async Task Log_UnknownEntry_StopsTheSequencer()
    {
        using (TamperLogWriter writer = TamperLogWriter.Open(Path.Combine(Data, "log")))
        {
            await writer.AppendAsync(new byte[512]);
        }

        VerbAnswer recorded = await _scene.RecordAsync(("decision_id", "D-3"));

        recorded.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        recorded.Error.Should().Contain("does not know");
    }

    [Fact]
    public async Task Log_HeldByAnotherProcess_LeavesTheEventWaitingAndLosesNothing()
    {
        using (TamperLogWriter.Open(Path.Combine(Data, "log")))
        {
            VerbAnswer recorded = await _scene.RecordAsync(("decision_id", "D-3"));
            recorded.ExitCode.Should().Be(ExitCode.Done);
            recorded.Error.Should().Contain("written by another process");
            VerbAnswer doctor = await _scene.RunAsync("doctor", "--json");
            doctor.ExitCode.Should().Be(ExitCode.Held);
            doctor.Json.GetProperty("pending").GetInt64().Should().Be(1);
            (await _scene.RunAsync("log", "sequence")).ExitCode.Should().Be(ExitCode.Refused);
        }

        VerbAnswer sequenced = await _scene.RunAsync("log", "sequence", "--json");
        sequenced.Json.GetProperty("appended").GetInt64().Should().Be(1);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Sequence_KilledAfterAppending_FindsItsEntriesInTheLog()
    {
        // The state after a kill in between: entries in the log that the database has not recorded.
        Execute("UPDATE log_outbox SET log_index = NULL WHERE log_index >= 1");

        VerbAnswer sequenced = await _scene.RunAsync("log", "sequence", "--json");

        sequenced.Json.GetProperty("recovered").GetInt64().Should().Be(2);
        sequenced.Json.GetProperty("appended").GetInt64().Should().Be(0);
        (await _scene.LogSizeAsync()).Should().Be(3);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(Data, "kinkeeper.db")};Pooling=False;Foreign Keys=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
