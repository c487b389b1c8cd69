using System.Diagnostics;
using System.Globalization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Bench.Clearance;

/// <summary>
/// Measures the gate on a given data folder (<c>population make</c>, then the imports). Compares a manifest of 200 with bare SQL for
/// the same rows, and recorded requests for single persons through HTTP with a minimal endpoint that reads the same rows.
/// </summary>
internal sealed class ClearanceBenchmark : IBenchmark
{
    private const int PeopleOnManifest = 200;

    public static string Name => "clearance";

    public static void Run(string[] args, TextWriter output)
    {
        if (args.Length == 0)
        {
            output.WriteLine("Name the data folder: clearance DIR [rounds] [seconds]");
            return;
        }

        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        double seconds = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 10;
        StoreLocation location = new(Path.GetFullPath(args[0]));
        Store store = new(location);
        string[] parents = Parents(store);
        Manifests(location, store, parents, rounds, output);
        OverHttpAsync(location, store, parents, TimeSpan.FromSeconds(seconds), output).GetAwaiter().GetResult();
    }

    /// <summary>Returns record ids of people with a child on record, spread over the whole table.</summary>
    private static string[] Parents(Store store)
    {
        using DatabaseConnection opened = store.Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT record_id FROM records WHERE id IN (
                SELECT parent_record_key FROM relationships WHERE id IN (
                    SELECT (abs(random()) % (SELECT MAX(id) FROM relationships)) + 1 FROM relationships LIMIT 60000))
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> ids = [];
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        string[] shuffled = [.. ids];
        new Random(11).Shuffle(shuffled);
        return shuffled;
    }

    private static void Manifests(StoreLocation location, Store store, string[] parents, int rounds, TextWriter output)
    {
        using ServiceProvider services = KinkeeperHost.BuildServices(location, TimeProvider.System);
        JudgeManifest gate = services.GetRequiredService<JudgeManifest>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        double[] judged = new double[rounds];
        double[] read = new double[rounds];
        long rows = 0;
        int cleared = 0;
        for (int round = -20; round < rounds; round++)
        {
            string[] people = [.. Enumerable.Range(0, PeopleOnManifest).Select(i => parents[(((round + 20) * PeopleOnManifest) + i) % parents.Length])];
            ManifestLine[] lines = [.. people.Select((id, i) => new ManifestLine(i + 1) { Manifest = "bench", RecordId = id, DepartsAt = now.AddHours(6), Country = "GT" })];

            // Alternate which goes first, so that neither always finds the pages in the cache.
            double gateTook = 0;
            double bareTook = 0;
            for (int turn = 0; turn < 2; turn++)
            {
                long started = Stopwatch.GetTimestamp();
                if ((round + turn) % 2 == 0)
                {
                    cleared += gate.Execute(lines, now).Cleared;
                    gateTook = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
                else
                {
                    rows += BareRead.Execute(store, people);
                    bareTook = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            }

            if (round >= 0)
            {
                judged[round] = gateTook;
                read[round] = bareTook;
            }
        }

        Array.Sort(judged);
        Array.Sort(read);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Manifests of {PeopleOnManifest}: {rounds} rounds, {rows / (rounds + 20.0):N0} rows each, {cleared:N0} cleared in all"));
        output.WriteLine();
        output.WriteLine("| | p50 ms | p99 ms |");
        output.WriteLine("|---|---:|---:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| bare SQL | {At(read, 0.5):N1} | {At(read, 0.99):N1} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the gate | {At(judged, 0.5):N1} | {At(judged, 0.99):N1} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ratio | {At(judged, 0.5) / At(read, 0.5):N2} | {At(judged, 0.99) / At(read, 0.99):N2} |"));
        output.WriteLine();

        static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static async Task OverHttpAsync(StoreLocation location, Store store, string[] parents, TimeSpan time, TextWriter output)
    {
        DateTimeOffset departs = TimeProvider.System.GetUtcNow().AddHours(6);
        string[] bodies = [.. parents.Select(id => $$"""{"manifest":"bench-{{Environment.ProcessId}}","recordId":"{{id}}","departsAt":"{{departs:yyyy-MM-dd'T'HH:mm:ssK}}","country":"GT"}""")];
        await using WebApplication gate = KinkeeperHost.BuildWeb(location, TimeProvider.System, "http://127.0.0.1:0");
        await gate.StartAsync();
        await using WebApplication minimal = Minimal(store);
        await minimal.StartAsync();
        output.WriteLine("| one person through HTTP, 32 connections | requests a second | p50 ms | p99 ms |");
        output.WriteLine("|---|---:|---:|---:|");
        List<double> rates = [];

        // Measure each twice, in turns, because the machine's other load varies.
        foreach ((string name, WebApplication web, string path) in new[]
        {
            ("minimal endpoint, same rows", minimal, "/read"), ("the gate, answer recorded", gate, "/api/v1/clearances"),
            ("minimal endpoint, same rows", minimal, "/read"), ("the gate, answer recorded", gate, "/api/v1/clearances"),
        })
        {
            LoadResult result = await HttpLoad.RunAsync(new Uri(web.Urls.Single()), path, bodies, connections: 32, time);
            rates.Add(result.PerSecond);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {result.PerSecond:N0} | {result.P50:N1} | {result.P99:N1} |"));
        }

        await minimal.StopAsync();
        await gate.StopAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ratio (minimal / gate) | {(rates[0] + rates[2]) / (rates[1] + rates[3]):N2} | | |"));
    }

    private static WebApplication Minimal(Store store)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        WebApplication web = builder.Build();
        web.UseRouting();
        web.MapPost("/read", async (HttpContext http) =>
        {
            using System.Text.Json.JsonDocument asked = await System.Text.Json.JsonDocument.ParseAsync(http.Request.Body);
            string id = asked.RootElement.GetProperty("recordId").GetString()!;
            return Results.Json(new { id, rows = BareRead.Execute(store, [id]) });
        });
        return web;
    }
}
