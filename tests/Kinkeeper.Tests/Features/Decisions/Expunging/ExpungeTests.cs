using System.Text;
using Kinkeeper.Platform;
using Kinkeeper.TamperLog.Writing;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Features.Decisions.Expunging;

/// <summary>
/// After expunging, neither the database, nor the log, nor a copy of both holds the expunged words. Every proof still holds.
/// </summary>
public sealed class ExpungeTests : IAsyncLifetime
{
    /// <summary>Words that occur only in the expunged decision.</summary>
    private static readonly string[] Canaries = ["Palabracanaria", "Vistacanaria", "Oficialcanaria", "Supervisorcanaria", "Retirocanaria", "Importcanaria", "Versioncanaria"];

    private DecisionScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await ImportAsync("Importcanaria");
        await ImportAsync("Versioncanaria");
        await _scene.RecordAsync(("decision_id", "D-2"), ("child_view", "Vistacanaria"), ("officer", "Oficialcanaria"));
        await _scene.RunAsync("decision", "acknowledge", "D-2", "--supervisor", "Supervisorcanaria");
        await _scene.RunAsync("decision", "revoke", "D-2", "--by", "Retirocanaria");
        await _scene.RecordAsync(("decision_id", "D-3"), ("parent_words", "Otras palabras"));
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Approve_BySecondPerson_LeavesNoTraceAndEveryProofHolds()
    {
        string old = _scene.Kinkeeper.Folder["old.tlog-proof"];
        string other = _scene.Kinkeeper.Folder["other.tlog-proof"];
        await _scene.RunAsync("log", "receipt", "D-2", "--out", old);
        await _scene.RunAsync("log", "receipt", "D-3", "--out", other);
        Found(_scene.Kinkeeper.DataFolder).Should().BeEquivalentTo(Canaries, "the searched words must be there before");

        await ExpungeAsync("D-2", 1);
        await ExpungeAsync("D-1", 2);

        (await _scene.RunAsync("doctor", "--json")).Json.GetProperty("expunged").GetInt64().Should().Be(6, "two versions imported, taken, child's view, acknowledged, revoked");
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
        (await _scene.RunAsync("log", "verify")).ExitCode.Should().Be(ExitCode.Done);
        (await _scene.RunAsync("log", "check-receipt", other)).ExitCode.Should().Be(ExitCode.Done);
        (await _scene.RunAsync("log", "check-receipt", old)).ExitCode.Should().Be(ExitCode.Done, "a parent's own receipt stays valid");
        (await _scene.RunAsync("log", "receipt", "D-2")).Error.Should().Contain("expunged by order");
        (await _scene.RunAsync("decision", "show", "D-2")).ExitCode.Should().Be(ExitCode.Refused);
        SqliteConnection.ClearAllPools();
        Found(_scene.Kinkeeper.DataFolder).Should().BeEmpty();
        Found(await BackupAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Approve_ByTheSamePerson_IsRefusedAndDestroysNothing()
    {
        await _scene.RunAsync("expunge", "request", "D-2", "--authority", "court:5:26-cv-0001", "--by", "clerk.uno");

        VerbAnswer refused = await _scene.RunAsync("expunge", "approve", "1", "--by", "Clerk.Uno");

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain("two different persons");
        (await _scene.RunAsync("decision", "show", "D-2")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Approve_WhileAnotherProcessWritesTheLog_WaitsForIt_AndLeavesNoTrace()
    {
        await _scene.RunAsync("expunge", "request", "D-2", "--authority", "court:5:26-cv-0001", "--by", "clerk.uno");
        Task<VerbAnswer> approved;
        await using (new FileStream(new LogFolder(Path.Combine(_scene.Kinkeeper.DataFolder, "log")).Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            approved = Task.Run(() => _scene.RunAsync("expunge", "approve", "1", "--by", "judge.dos"));
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            approved.IsCompleted.Should().BeFalse("the log has one writer, and it is another");
        }

        VerbAnswer answer = await approved;
        answer.ExitCode.Should().Be(ExitCode.Done, answer.Error);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
        (await _scene.RunAsync("decision", "show", "D-2")).ExitCode.Should().Be(ExitCode.Refused);
    }

    [Fact]
    public async Task Approve_Twice_IsRefused()
    {
        await ExpungeAsync("D-2", 1);

        (await _scene.RunAsync("expunge", "approve", "1", "--by", "judge.dos")).Error.Should().Contain("already been carried out");
    }

    [Theory]
    [InlineData("D-9", "court:1", "clerk.uno", "no decision D-9")]
    [InlineData("D-2", "A200000001", "clerk.uno", "cannot stand in the log")]
    [InlineData("D-2", "a200000001", "clerk.uno", "looks like an A-number")]
    [InlineData("D-2", "court:1", "Maria Canaria", "cannot stand in the log")]
    public async Task Request_Unusable_IsRefused(string decision, string authority, string by, string sentence)
    {
        VerbAnswer refused = await _scene.RunAsync("expunge", "request", decision, "--authority", authority, "--by", by);

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain(sentence);
    }

    [Fact]
    public async Task Doctor_PayloadRestoredAfterExpunging_IsReported()
    {
        await ExpungeAsync("D-2", 1);
        using (SqliteConnection connection = new($"Data Source={Path.Combine(_scene.Kinkeeper.DataFolder, "kinkeeper.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO log_secrets SELECT id, zeroblob(32), x'7b7d' FROM log_outbox WHERE subject = 'decision:D-2' AND sequence = 0";
            command.ExecuteNonQuery();
        }

        VerbAnswer doctor = await _scene.RunAsync("doctor");

        doctor.ExitCode.Should().Be(ExitCode.IntegrityFailure);
        doctor.Output.Should().Contain("payload-kept");
    }

    private async Task ExpungeAsync(string decision, int request)
    {
        VerbAnswer asked = await _scene.RunAsync("expunge", "request", decision, "--authority", "court:5:26-cv-0001", "--by", "clerk.uno");
        asked.ExitCode.Should().Be(ExitCode.Done, asked.Error);
        VerbAnswer done = await _scene.RunAsync("expunge", "approve", $"{request}", "--by", "judge.dos", "--json");
        done.ExitCode.Should().Be(ExitCode.Done, done.Error);
    }

    private Task<VerbAnswer> ImportAsync(string words) => _scene.Kinkeeper.ImportTextAsync(
        "decisions",
        $"decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,parent_words\nD-1,cbp:1,cbp:2,remain,2026-01-01T10:00:00Z,2026-01-01T11:00:00Z,{words}\n");

    /// <summary>Returns the canaries found in a folder's files, including packed raw rows.</summary>
    private static string[] Found(string folder)
    {
        StringBuilder all = new();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            all.Append(Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        }

        foreach (string row in DatabaseDump.Of(folder).RawRows())
        {
            all.Append(row);
        }

        return [.. Canaries.Where(canary => all.ToString().Contains(canary, StringComparison.Ordinal))];
    }

    /// <summary>Makes a copy with SQLite's own backup, plus the log.</summary>
    private async Task<string> BackupAsync()
    {
        string folder = _scene.Kinkeeper.Folder["backup"];
        Directory.CreateDirectory(folder);
        await using SqliteConnection from = new($"Data Source={Path.Combine(_scene.Kinkeeper.DataFolder, "kinkeeper.db")};Pooling=False");
        await using SqliteConnection to = new($"Data Source={Path.Combine(folder, "kinkeeper.db")};Pooling=False");
        await from.OpenAsync(TestContext.Current.CancellationToken);
        await to.OpenAsync(TestContext.Current.CancellationToken);
        from.BackupDatabase(to);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_scene.Kinkeeper.DataFolder, "log"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(_scene.Kinkeeper.DataFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }
}
