using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kinkeeper.Bench.Web;
using Kinkeeper.Features.People.Search;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Bench.Search;

/// <summary>
/// Measures the page's search by name against a scan of all names for the same parts with SQLite, which finds only exact spellings.
/// Usage: <c>search [FAMILIES] [FOLDER]</c>. A folder that already holds a database is used as it is. Each question is a record's name
/// with an error. "Found" means that this record's person is among those shown, even if many share the name.
/// </summary>
internal sealed class SearchBenchmark : IBenchmark
{
    private const int Questions = 1_000;

    public static string Name => "search";

    public static void Run(string[] args, TextWriter output)
    {
        int families = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        DirectoryInfo? made = args.Length > 1 ? null : Directory.CreateTempSubdirectory("kinkeeper-bench-");
        StoreLocation location = new(args.Length > 1 ? args[1] : made!.FullName);
        try
        {
            if (!new Store(location).Exists)
            {
                FilledStore.Fill(location, families, TimeProvider.System);
            }

            WebApplication web = KinkeeperHost.BuildWeb(location, TimeProvider.System, "http://127.0.0.1:0");
            Index(web.Services.GetRequiredService<NameIndexes>(), output);
            Ask(web.Services, output);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            made?.Delete(recursive: true);
        }
    }

    private static void Index(NameIndexes names, TextWriter output)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Stopwatch clock = Stopwatch.StartNew();
        NameIndex index = names.Current();
        double seconds = clock.Elapsed.TotalSeconds;
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Index of {index.Records:N0} records with {index.Parts:N0} distinct parts: made in {seconds:N2} s, {bytes / 1e6:N0} MB kept\n"));
    }

    private static void Ask(IServiceProvider services, TextWriter output)
    {
        FindPeople find = services.GetRequiredService<FindPeople>();
        using DatabaseConnection opened = services.GetRequiredService<Store>().Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        Account analyst = DemonstrationAccounts.All.First(account => account.Role == AccountRole.TaskForceAnalyst);
        (long Person, string Given, string Surnames)[] people = Sample(connection);
        Random dice = new(20261124);
        (string Damage, Func<string, string, string> Written)[] damages =
        [
            ("as written", (given, surnames) => $"{given} {surnames}"),
            ("accents lost, small letters", (given, surnames) => Plain($"{given} {surnames}")),
            ("surnames first", (given, surnames) => $"{surnames} {given}"),
            ("second surname dropped", (given, surnames) => $"{given} {surnames.Split(' ', '-')[0]}"),
            ("one letter wrong", (given, surnames) => Slip($"{given} {surnames}", dice)),
        ];
        output.WriteLine("| the name as asked | found among those shown | p50 ms | p95 ms | scan: found | scan: p50 ms |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach ((string damage, Func<string, string, string> written) in damages)
        {
            List<double> took = [];
            List<double> scanTook = [];
            int found = 0;
            int scanFound = 0;
            for (int at = 0; at < people.Length; at++)
            {
                string asked = written(people[at].Given, people[at].Surnames);
                SearchWords words = SearchWords.TryParse(asked, out SearchWords read) ? read : throw new InvalidOperationException("A name of the population can be asked for.");
                long start = Stopwatch.GetTimestamp();
                PeopleFound answer = find.Execute(analyst, words);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                found += PersonsOf(connection, answer).Contains(people[at].Person) ? 1 : 0;
                if (at % 50 == 0)
                {
                    start = Stopwatch.GetTimestamp();
                    scanFound += Scan(connection, words).Contains(people[at].Person) ? 1 : 0;
                    scanTook.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {damage} | {(double)found / people.Length:P1} | {At(took, 0.5):N1} | {At(took, 0.95):N1} | {(double)scanFound / scanTook.Count:P1} | {At(scanTook, 0.5):N0} |"));
        }
    }

    private static (long Person, string Given, string Surnames)[] Sample(SqliteConnection connection)
    {
        // A fixed multiplication spreads the questions over all records, and each run asks the same ones.
        using SqliteStatement rows = new(connection, $"SELECT person_id, given_names, surnames FROM records WHERE given_names <> '' AND surnames <> '' ORDER BY (id * 2654435761) % 4294967296 LIMIT {Questions}");
        List<(long, string, string)> people = [];
        while (rows.Step())
        {
            people.Add((rows.Number(0), rows.Text(1)!, rows.Text(2)!));
        }

        return [.. people];
    }

    private static HashSet<long> PersonsOf(SqliteConnection connection, PeopleFound found)
    {
        HashSet<long> persons = [];
        if (found.People.Count > 0)
        {
            using SqliteStatement rows = new(connection, $"SELECT person_id FROM records WHERE id IN ({string.Join(',', found.People.Select(person => person.Record.Value))})");
            while (rows.Step())
            {
                persons.Add(rows.Number(0));
            }
        }

        return persons;
    }

    /// <summary>Returns the first 25 persons with a record whose name contains every part exactly.</summary>
    private static HashSet<long> Scan(SqliteConnection connection, SearchWords words)
    {
        string[] parts = $"{words.Name.Given} {words.Name.Surnames}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        using SqliteStatement rows = new(
            connection,
            $"SELECT DISTINCT person_id FROM records WHERE {string.Join(" AND ", parts.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"instr(folded_name, ?{at + 1}) > 0")))} LIMIT {FindPeople.Most}");
        for (int at = 0; at < parts.Length; at++)
        {
            rows.BindText(at + 1, parts[at]);
        }

        HashSet<long> persons = [];
        while (rows.Step())
        {
            persons.Add(rows.Number(0));
        }

        return persons;
    }

    private static string Plain(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    /// <summary>Replaces one letter, but not the first.</summary>
    private static string Slip(string name, Random dice)
    {
        int[] places = [.. Enumerable.Range(1, name.Length - 1).Where(at => char.IsLetter(name[at]))];
        int at = places[dice.Next(places.Length)];
        return $"{name[..at]}{(char)('a' + dice.Next(26))}{name[(at + 1)..]}";
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)((values.Count - 1) * share));
}
