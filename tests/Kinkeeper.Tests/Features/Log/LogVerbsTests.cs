using System.Net;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Log;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Text;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Witnessing;
using Kinkeeper.TamperLog.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Kinkeeper.Tests.Features.Log;

/// <summary>Tests the log's verbs as an auditor runs them: output, exit codes, and messages on errors.</summary>
public sealed class LogVerbsTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("kinkeeper-verbs-").FullName;
    private VerifierKey _key = null!;
    private string _receipt = null!;

    private LogFolder Log => new(Path.Combine(_data, "log"));

    public async ValueTask InitializeAsync()
    {
        byte[] record = CanonicalJson.Canonicalize("""{"choice":"remain"}"""u8);
        byte[] salt = SaltedCommitment.CreateSalt();
        LogRecordId id = LogRecordId.Create();
        byte[] entry = new CommitmentEntry("decision-taken", id, 0, null, SaltedCommitment.Commit(salt, id, record), DateTimeOffset.UnixEpoch).ToBytes();
        using TamperLogWriter writer = TamperLogWriter.Open(Log.Path, new TamperLogOptions { Origin = "test.example/log", CheckpointInterval = TimeSpan.Zero, JournalLength = 1 << 18 });
        _key = writer.Key;
        for (int i = 0; i < 300; i++)
        {
            await writer.AppendAsync(i == 7 ? entry : Encoding.UTF8.GetBytes($"another entry {i} {new string('.', 490)}"));
        }

        TamperLogReader reader = new(new FolderTileSource(Log.Path), _key);
        _receipt = Path.Combine(_data, "receipt.tlog-proof");
        await File.WriteAllTextAsync(_receipt, (await reader.ProveAsync(7, await writer.CheckpointAsync(300), new Receipt(entry, salt, record).ToBytes())).ToString());
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Checkpoint_AsJson_HasTheContractsMembers()
    {
        (int exit, JsonElement json, _) = await RunJsonAsync("log", "checkpoint");

        exit.Should().Be(ExitCode.Done);
        json.EnumerateObject().Select(member => member.Name).Should().Equal("origin", "size", "root", "key", "checkpoint");
        json.GetProperty("size").GetInt64().Should().Be(300);
        json.GetProperty("key").GetString().Should().Be(_key.Text);
        SignedCheckpoint.Open(Encoding.UTF8.GetBytes(json.GetProperty("checkpoint").GetString()!), _key).Checkpoint.Root.ToString()
            .Should().Be(json.GetProperty("root").GetString());
    }

    [Fact]
    public async Task Verify_ValidLog_Succeeds()
    {
        (await RunAsync("log", "verify")).Exit.Should().Be(ExitCode.Done);
        (await RunAsync("log", "verify", Log.Path, "--key", _key.Text)).Exit.Should().Be(ExitCode.Done);
        (int exit, JsonElement json, _) = await RunJsonAsync("log", "verify", _data);
        exit.Should().Be(ExitCode.Done);
        json.GetProperty("verified").GetBoolean().Should().BeTrue();
        json.GetProperty("size").GetInt64().Should().Be(300);
        json.GetProperty("earlierCheckpoints").GetInt32().Should().Be(1, "the writer's own last signed checkpoint is stored next to the log");
    }

    [Fact]
    public async Task Verify_OneByteChanged_ExitsWith4AndNamesThePart()
    {
        string bundle = Log.File("tile/entries/000");
        byte[] bytes = await File.ReadAllBytesAsync(bundle, TestContext.Current.CancellationToken);
        bytes[600] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, TestContext.Current.CancellationToken);

        (int exit, JsonElement json, string error) = await RunJsonAsync("log", "verify");

        exit.Should().Be(ExitCode.IntegrityFailure);
        json.GetProperty("verified").GetBoolean().Should().BeFalse();
        json.GetProperty("part").GetString().Should().Be("entry 1");
        error.Should().Contain("entry 1").And.Contain("Expected").And.Contain("Found");
    }

    [Fact]
    public async Task Verify_CheckpointCutOffOrGone_ExitsWith4()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Log.Checkpoint, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Log.Checkpoint, bytes[..40], TestContext.Current.CancellationToken);
        (await RunAsync("log", "verify")).Exit.Should().Be(ExitCode.IntegrityFailure);

        File.Delete(Log.Checkpoint);
        (await RunAsync("log", "verify")).Exit.Should().Be(ExitCode.IntegrityFailure);
    }

    [Fact]
    public async Task Verify_WithoutALog_IsRefused()
    {
        (int exit, _, string error) = await RunAsync("log", "verify", Path.Combine(_data, "nowhere"));

        exit.Should().Be(ExitCode.Refused);
        error.Should().Contain("There is no log in");
    }

    [Fact]
    public async Task CheckReceipt_WithTheLogsKey_ShowsTheRecord()
    {
        (int exit, JsonElement json, _) = await RunJsonAsync("log", "check-receipt", _receipt, "--key", _key.Text);

        exit.Should().Be(ExitCode.Done);
        json.GetProperty("proven").GetBoolean().Should().BeTrue();
        json.GetProperty("index").GetInt64().Should().Be(7);
        json.GetProperty("record").GetProperty("choice").GetString().Should().Be("remain");
        (await RunAsync("log", "check-receipt", _receipt)).Exit.Should().Be(ExitCode.Done, "without --key the key stored with the log is used");
    }

    [Theory]
    [InlineData("index 7", "index 8", ExitCode.IntegrityFailure, "was changed")]
    [InlineData("\n300\n", "\n299\n", ExitCode.IntegrityFailure, "does not fit")]
    [InlineData("\u2014 test.example/log ", "", ExitCode.Refused, "cannot be read")]
    [InlineData("test.example/log", "other.example/log", ExitCode.Refused, "other.example/log")]
    public async Task CheckReceipt_Edited_IsRefusedWithItsReason(string from, string to, int expected, string reason)
    {
        await File.WriteAllTextAsync(_receipt, (await File.ReadAllTextAsync(_receipt, TestContext.Current.CancellationToken)).Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        (int exit, string output, string error) = await RunAsync("log", "check-receipt", _receipt, "--key", _key.Text);

        exit.Should().Be(expected);
        error.Should().Contain(reason);
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task CheckReceipt_WrongKeyNoKeyNoFile_AreRefusedWithTheirReasons()
    {
        using SigningKey other = SigningKey.Create("test.example/log");
        (int exit, _, string error) = await RunAsync("log", "check-receipt", _receipt, "--key", other.Verifier.Text);
        exit.Should().Be(ExitCode.Refused);
        error.Should().Contain("not signed by the key");

        (exit, _, error) = await RunAsync("log", "check-receipt", _receipt, "--key", "nonsense");
        exit.Should().Be(ExitCode.Refused);
        error.Should().Contain("is not a verifier key");

        (exit, _, error) = await RunAsync("log", "check-receipt", Path.Combine(_data, "none"));
        exit.Should().Be(ExitCode.Refused);
        error.Should().Contain("cannot be read");
    }

    [Fact]
    public async Task Serve_LogOnTheWeb_IsVerifiedFromThereAndShowsNothingPrivate()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication application = builder.Build();
        application.MapLog(Log.Path);
        await application.StartAsync(TestContext.Current.CancellationToken);
        string url = application.Urls.Single();

        (int exit, JsonElement json, _) = await RunJsonAsync("log", "verify", url, "--key", _key.Text);
        exit.Should().Be(ExitCode.Done);
        json.GetProperty("size").GetInt64().Should().Be(300);
        (await RunAsync("log", "verify", url)).Exit.Should().Be(ExitCode.Done);

        using HttpClient http = new();
        foreach (string hidden in (string[])["private/signing-key", "tile/../private/signing-key", "tile/%2e%2e/private/signing-key", "tile/0/..%2f..%2fprivate%2fsigning-key", "private/last-signed", ""])
        {
            (await http.GetAsync(new Uri($"{url}/{hidden}"), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.NotFound, hidden);
        }

        HttpResponseMessage tile = await http.GetAsync(new Uri($"{url}/tile/0/000"), TestContext.Current.CancellationToken);
        tile.Headers.CacheControl!.ToString().Should().Contain("immutable");
        await File.WriteAllBytesAsync(Log.File("tile/0/000"), new byte[8192], TestContext.Current.CancellationToken);
        (await RunAsync("log", "verify", url, "--key", _key.Text)).Exit.Should().Be(ExitCode.IntegrityFailure);
    }

    [Fact]
    public async Task Ask_WitnessOverHttp_PublishesItsCosignature()
    {
        string state = Path.Combine(_data, "witness");
        using Witness witness = Witness.Open(state, "witness.example/1", [_key], TimeProvider.System);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication application = builder.Build();
        LogWitnessVerbs.Map(application, witness);
        await application.StartAsync(TestContext.Current.CancellationToken);
        string policy = Path.Combine(_data, "policy");
        await File.WriteAllTextAsync(policy, $"log {_key}\nwitness W {witness.Key} {application.Urls.Single()}\nquorum W\n", TestContext.Current.CancellationToken);

        (int exit, JsonElement json, _) = await RunJsonAsync("log", "witness", "ask", "--policy", policy);

        exit.Should().Be(ExitCode.Done);
        json.GetProperty("quorum").GetBoolean().Should().BeTrue();
        SignedCheckpoint.Open(await File.ReadAllBytesAsync(Log.Checkpoint, TestContext.Current.CancellationToken), _key, witness.Key).Cosignatures.Should().ContainSingle();
        (await RunAsync("log", "verify")).Exit.Should().Be(ExitCode.Done);

        await application.StopAsync(TestContext.Current.CancellationToken);
        (await RunAsync("log", "witness", "ask", "--policy", policy)).Exit.Should().Be(ExitCode.Held, "no witness, no quorum");
    }

    private async Task<(int Exit, JsonElement Json, string Error)> RunJsonAsync(params string[] args)
    {
        (int exit, string output, string error) = await RunAsync([.. args, "--json"]);
        return (exit, JsonDocument.Parse(output).RootElement, error);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await KinkeeperHost.RunAsync([.. args, "--data", _data], output, error, TimeProvider.System, cancellation: TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}
