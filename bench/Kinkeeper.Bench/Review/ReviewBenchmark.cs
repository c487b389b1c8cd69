using System.Diagnostics;
using System.Globalization;
using Kinkeeper.Features.Gate.Rules;
using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Bench.Review;

/// <summary>Measures a review of many executed removals against only reading its rows, at two sizes to show that it is linear.</summary>
internal sealed class ReviewBenchmark : IBenchmark
{
    private static readonly string[] Queries =
    [
        "SELECT id, person_id, record_id, latest_birth_date, role, encountered_at, stated_children, a_number FROM records",
        "SELECT id, parent_record_key, child_record_key, status, as_of FROM relationships",
        "SELECT parent_record_key, child_record_key, decision_id, choice, taken_at, recorded_at, form, form_language, spoken_language, parent_language, interpreter, information_given, options_offered, child_contact_offered, counsel_offered, minutes_allowed, private, parent_words, signature, officer, supervisor, acknowledged_at, revoked_at FROM decisions",
        "SELECT record_key, removal_id, status, departs_at, departs_offset_minutes, country, manifest FROM removals",
    ];

    public static string Name => "review";

    public static void Run(string[] args, TextWriter output)
    {
        int removals = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200_000;
        output.WriteLine("| removals | children | reading the rows s | review s | ratio |");
        output.WriteLine("|---:|---:|---:|---:|---:|");
        foreach (int size in new[] { removals / 4, removals })
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("kinkeeper-bench-");
            try
            {
                StoreLocation location = new(folder.FullName);
                Store store = new(location);
                Fill(folder.FullName, size, new ImportFile(store, location, TimeProvider.System));
                ReviewRemovals review = new(store, new PolicyShelf(location, ClearanceRule.Codes));
                TimeSpan read = Median(() => ReadRows(store));
                long children = 0;
                TimeSpan judged = Median(() => children = review.Execute(new ReviewRequest()).ChildrenBy.Total);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {size:N0} | {children:N0} | {read.TotalSeconds:N2} | {judged.TotalSeconds:N2} | {judged / read:N2} |"));
            }
            finally
            {
                SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
            }
        }
    }

    private static TimeSpan Median(Action action)
    {
        action();
        return Enumerable.Range(0, 3).Select(_ =>
        {
            long started = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(started);
        }).Order().ElementAt(1);
    }

    private static void ReadRows(Store store)
    {
        using DatabaseConnection opened = store.Connect();
        SqliteConnection connection = ((SqliteDatabase)opened).Raw;
        foreach (string query in Queries)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = query;
            using SqliteDataReader reader = command.ExecuteReader();
            object[] row = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(row);
            }
        }
    }

    private static void Fill(string folder, int removals, ImportFile import)
    {
        Random random = new(7);
        using (StreamWriter encounters = new(Path.Combine(folder, "encounters.csv")))
        using (StreamWriter relationships = new(Path.Combine(folder, "relationships.csv")))
        using (StreamWriter decisions = new(Path.Combine(folder, "decisions.csv")))
        using (StreamWriter departures = new(Path.Combine(folder, "removals.csv")))
        {
            encounters.WriteLine("record_id,a_number,given_names,surnames,date_of_birth,role");
            relationships.WriteLine("parent_record_id,child_record_id,kind,basis,as_of,status");
            decisions.WriteLine("decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,spoken_language,parent_language,information_given,options_offered,minutes_allowed,signature,officer,supervisor,acknowledged_at");
            departures.WriteLine("removal_id,record_id,status,departs_at,country,manifest");
            DateTime start = new(2017, 7, 1, 0, 0, 0, DateTimeKind.Utc);
            for (int i = 0; i < removals; i++)
            {
                DateTime departure = start.AddMinutes(random.Next(500_000));
                encounters.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ice:{i},A{200_000_000 + (i * 4):D9},Ana,Pop Caal,1988-04-0{1 + (i % 9)},adult"));
                departures.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R{i},ice:{i},executed,{departure:yyyy-MM-dd'T'HH:mm:ss'Z'},GT,M{i / 90}"));
                for (int child = 0; child <= i % 2; child++)
                {
                    encounters.WriteLine(string.Create(CultureInfo.InvariantCulture, $"orr:{i}-{child},A{200_000_001 + (i * 4) + child:D9},Eva,Pop Xol,2010-04-0{1 + (i % 9)},minor"));
                    relationships.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ice:{i},orr:{i}-{child},parent,stated,2017-06-01,confirmed"));
                    if (random.Next(2) == 0)
                    {
                        decisions.WriteLine(string.Create(CultureInfo.InvariantCulture, $"D{i}-{child},ice:{i},orr:{i}-{child},remain,{departure.AddDays(-2):yyyy-MM-dd'T'HH:mm:ss'Z'},{departure.AddDays(-2):yyyy-MM-dd'T'HH:mm:ss'Z'},f,mam,mam,yes,accompany;remain,90,mark,o1,s1,{departure.AddDays(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}"));
                    }
                }
            }
        }

        foreach (string format in (string[])["encounters", "relationships", "decisions", "removals"])
        {
            import.Execute(new ImportRequest(Path.Combine(folder, $"{format}.csv"), format));
        }
    }
}
