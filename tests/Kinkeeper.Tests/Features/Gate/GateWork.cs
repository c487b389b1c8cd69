using System.Globalization;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Boarding;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>The use cases around the gate on one scene's records, with a clock set by the test.</summary>
internal sealed class GateWork : IAsyncDisposable
{
    private readonly GateRun _run;
    private readonly ServiceProvider _services;

    private GateWork(GateScene scene, GateRun run, GateClock clock)
    {
        Scene = scene;
        _run = run;
        Clock = clock;
        _services = KinkeeperHost.BuildServices(new StoreLocation(run.Kinkeeper.DataFolder), clock);
    }

    public GateScene Scene { get; }

    public GateClock Clock { get; }

    public KinkeeperRun Kinkeeper => _run.Kinkeeper;

    public static async Task<GateWork> OfAsync(GateScene scene, string now = GateScene.At) => new(scene, await GateRun.OfAsync([scene]), new GateClock(now));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static Signatory Someone(string id, params string[] roles) => new(id, roles.ToHashSet());

    /// <summary>Asks the gate about these people as another system does.</summary>
    public async Task<GateAnswer> AskAsync(params string[] people) => await Get<AskGate>().ExecuteAsync(
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
        {
            manifest = Scene.Manifest,
            departsAt = GateScene.Departure,
            country = "GT",
            people = people.Select(person => new { recordId = Scene.Id(person) }),
        }),
        "carrier",
        null);

    /// <summary>Reports that these people left at the departure time.</summary>
    public IReadOnlyList<Departed> Leave(params string[] people) => Get<RecordDeparture>().Execute(
        [.. people.Select((person, index) => new ManifestLine(index + 1)
        {
            Manifest = Scene.Manifest,
            RecordId = Scene.Id(person),
            DepartsAt = DateTimeOffset.Parse(GateScene.Departure, CultureInfo.InvariantCulture),
            Country = "GT",
        })],
        "flight-officer");

    /// <summary>Returns an answer in short, by line.</summary>
    public static string[] Words(GateAnswer answer) =>
        [.. answer.Answer.People.Select(person => person.IsCleared ? "cleared" : string.Join(' ', person.Reasons.Select(reason => reason.Rule).Order(StringComparer.Ordinal)))];

    public IReadOnlyList<string> Query(string sql)
    {
        using DatabaseConnection opened = Get<Store>().Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column))));
        }

        return rows;
    }

    /// <summary>Returns the kinds of events that are in the log or wait for it.</summary>
    public IReadOnlyList<string> Logged(string subject) => Query($"SELECT kind FROM log_outbox WHERE subject LIKE '{subject}%' ORDER BY id");

    public static string CodeOf(Action act) => act.Should().Throw<RefusalException>().Which.Refusal.Code;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _run.Dispose();
    }
}
