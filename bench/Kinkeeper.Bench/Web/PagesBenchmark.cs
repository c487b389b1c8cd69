using System.Globalization;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Bench.Web;

/// <summary>
/// Measures every page of the real application under 50 users of different roles, against an endpoint of the same server that does
/// nothing. The users share the machine with the server. Usage: <c>pages [FAMILIES] [SECONDS] [FOLDER]</c>. A folder that already holds a
/// database is used as it is.
/// </summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const int Users = 50;

    /// <summary>The evening before the population's first departures.</summary>
    private static readonly DateTimeOffset Evening = new(2025, 12, 2, 18, 0, 0, TimeSpan.Zero);

    public static string Name => "pages";

    public static void Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task RunAsync(string[] args, TextWriter output)
    {
        int families = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        int seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        DirectoryInfo? made = args.Length > 2 ? null : Directory.CreateTempSubdirectory("kinkeeper-bench-");
        StoreLocation location = new(args.Length > 2 ? args[2] : made!.FullName);
        try
        {
            ShiftedClock clock = new(Evening);
            if (!new Store(location).Exists)
            {
                FilledStore.Fill(location, families, clock);
            }

            await using WebApplication web = KinkeeperHost.BuildWeb(location, clock, "http://127.0.0.1:0");
            await web.StartAsync();
            Uri server = new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            List<PageUser> accounts = [];
            foreach (Account account in DemonstrationAccounts.All)
            {
                accounts.Add(await PageUser.SignInAsync(server, account.Id));
            }

            await AloneAsync(server, accounts, output);
            using CollectorPauses pauses = new();
            foreach (double think in (double[])[1, 0])
            {
                await LoadAsync(server, accounts, TimeSpan.FromSeconds(think), TimeSpan.FromSeconds(3));
                pauses.Report();
                var took = await LoadAsync(server, accounts, TimeSpan.FromSeconds(think), TimeSpan.FromSeconds(seconds));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Users} users, {(think > 0 ? $"about {think} s on each page" : "the next page at once")}: {took.Count / (double)seconds:N0} pages/s. The garbage collector: {pauses.Report()}\n"));
                output.WriteLine("| page | requests | p50 ms | p95 ms | p99 ms | kB sent, most |");
                output.WriteLine("|---|---:|---:|---:|---:|---:|");
                Row(output, "all", took);
                foreach (var page in took.GroupBy(page => page.Page).OrderByDescending(page => At(page.Select(one => one.Milliseconds), 0.95)))
                {
                    Row(output, page.Key, [.. page]);
                }
            }

            PageUser bare = accounts[0].Only("/health");
            var nothing = await LoadAsync(server, [bare], TimeSpan.Zero, TimeSpan.FromSeconds(5));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe same users and an endpoint that does nothing: {nothing.Count / 5.0:N0} requests/s, p95 {At(nothing.Select(one => one.Milliseconds), 0.95):N1} ms"));
            await web.StopAsync();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            made?.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Measures each page by itself: processor time of server and client together, which other programs on the machine do not affect.
    /// </summary>
    private static async Task AloneAsync(Uri server, List<PageUser> accounts, TextWriter output)
    {
        const int Times = 20;
        output.WriteLine("| page, by itself | CPU ms |\n|---|---:|");
        List<(string Page, double Milliseconds)> costs = [];
        PageUser[] one = [.. accounts.SelectMany(account => account.Addresses.Select(address => (account, address))).DistinctBy(page => PageUser.PageOf(page.address)).Select(page => page.account.Only(page.address)), accounts[0].Only("/health")];
        foreach (PageUser user in one)
        {
            await user.FetchAsync(server, Times);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await user.FetchAsync(server, Times);
            costs.Add((PageUser.PageOf(user.Addresses[0]), (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Times));
        }

        foreach ((string page, double milliseconds) in costs.OrderByDescending(page => page.Milliseconds))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {page} | {milliseconds:N1} |"));
        }
    }

    private static async Task<List<(string Page, double Milliseconds, int Bytes)>> LoadAsync(Uri server, List<PageUser> accounts, TimeSpan think, TimeSpan time)
    {
        DateTime deadline = TimeProvider.System.GetUtcNow().UtcDateTime + time;
        var took = await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(() => accounts[user % accounts.Count].UseAsync(server, think, deadline, new Random(user)))));
        return [.. took.SelectMany(some => some)];
    }

    private static void Row(TextWriter output, string name, IReadOnlyList<(string Page, double Milliseconds, int Bytes)> took)
    {
        double[] times = [.. took.Select(one => one.Milliseconds)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times.Length:N0} | {At(times, 0.5):N1} | {At(times, 0.95):N1} | {At(times, 0.99):N1} | {took.Max(one => one.Bytes) / 1000.0:N1} |"));
    }

    private static double At(IEnumerable<double> times, double share)
    {
        double[] sorted = [.. times.Order()];
        return sorted[(int)(sorted.Length * share)];
    }
}
