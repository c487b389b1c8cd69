using System.Text.Json;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Kinkeeper.Tests.Support;

/// <summary>The result of a verb.</summary>
public sealed record VerbAnswer(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>Runs verbs as a user does, with its own data folder.</summary>
public sealed class KinkeeperRun : IDisposable
{
    private static readonly Lazy<byte[]> NewDatabase = new(() =>
    {
        using TemporaryFolder folder = new();
        StoreLocation location = new(folder["data"]);
        new Store(location).Connect().Dispose();
        SqliteConnection.ClearAllPools();
        return File.ReadAllBytes(location.DatabaseFile);
    });

    private readonly TemporaryFolder _folder = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public string DataFolder => _folder["data"];

    public TemporaryFolder Folder => _folder;

    public async Task<VerbAnswer> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await KinkeeperHost.RunAsync(
            [.. args, "--data", DataFolder], output, error, Clock, cancellation: TestContext.Current.CancellationToken);
        return new VerbAnswer(exit, output.ToString(), error.ToString());
    }

    /// <summary>Imports a file and expects every row to be accepted.</summary>
    public async Task<VerbAnswer> ImportAsync(string file, string format)
    {
        BeginWithNewDatabase();
        VerbAnswer answer = await RunAsync("import", file, "--as", format, "--json");
        answer.ExitCode.Should().Be(0, answer.Error);
        return answer;
    }

    /// <summary>Writes an exchange file and imports it.</summary>
    public Task<VerbAnswer> ImportTextAsync(string format, string text) =>
        ImportAsync(_folder.Write($"{format}-{Guid.NewGuid():N}.csv", text), format);

    /// <summary>Copies a migrated database made once, because migrating takes longer than most tests.</summary>
    private void BeginWithNewDatabase()
    {
        StoreLocation location = new(DataFolder);
        if (!File.Exists(location.DatabaseFile))
        {
            Directory.CreateDirectory(location.Folder);
            File.WriteAllBytes(location.DatabaseFile, NewDatabase.Value);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
