using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Bench.Import;

/// <summary>
/// Measures the import of an encounters file, with raw and parsed rows stored durably, against DuckDB reading the same CSV into a table.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    public static string Name => "import";

    public static void Run(string[] args, TextWriter output)
    {
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kinkeeper-bench-");
        try
        {
            string file = Path.Combine(folder.FullName, "encounters.csv");
            WriteEncounters(file, rows);
            // Run ours first, so that the memory peak is ours and not DuckDB's.
            Took ours = Time(() => Import(file, Path.Combine(folder.FullName, "data"), rows));
            long peak = Process.GetCurrentProcess().PeakWorkingSet64;
            Took duck = Time(() => ReadWithDuckDb(file, ":memory:"));
            Took durable = Time(() => ReadWithDuckDb(file, Path.Combine(folder.FullName, "duck.db")));
            output.WriteLine("| rows | file MB | DuckDB, in memory s (CPU s) | DuckDB, on the disk s (CPU s) | Kinkeeper s (CPU s) | ratio to memory | ratio to disk | peak MB |");
            output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rows:N0} | {new FileInfo(file).Length / 1e6:N0} | {duck.Wall.TotalSeconds:N2} ({duck.Cpu.TotalSeconds:N2}) | {durable.Wall.TotalSeconds:N2} ({durable.Cpu.TotalSeconds:N2}) | {ours.Wall.TotalSeconds:N2} ({ours.Cpu.TotalSeconds:N2}) | {ours.Wall / duck.Wall:N2} | {ours.Wall / durable.Wall:N2} | {peak / 1e6:N0} |"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private readonly record struct Took(TimeSpan Wall, TimeSpan Cpu);

    private static Took Time(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        action();
        return new Took(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }

    private static void ReadWithDuckDb(string file, string database)
    {
        using DuckDBConnection connection = new($"DataSource={database};threads=2");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE encounters AS SELECT * FROM read_csv('{file}', header = true)";
        command.ExecuteNonQuery();
    }

    private static void Import(string file, string data, int rows)
    {
        StoreLocation location = new(data);
        ImportResult result = new ImportFile(new Store(location), location, TimeProvider.System).Execute(new ImportRequest(file, "encounters"));
        if (result.Accepted != rows)
        {
            throw new InvalidOperationException($"{result.Accepted} of {rows} rows were accepted.");
        }
    }

    private static void WriteEncounters(string file, int rows)
    {
        string[] given = ["María", "José Luis", "Ana Lucía", "Juan", "Dilcia", "Wilmer", "Petrona", "Baltazar", "Micaela", "Óscar"];
        string[] surnames = ["Hernández", "Pop", "Caal", "Xol", "Ramírez", "Q'uq'", "García", "de León", "Chávez", "Choc"];
        string[] languages = ["spa", "mam", "kek", "quc", "por"];
        Random random = new(7);
        using StreamWriter writer = new(file);
        writer.WriteLine("source,record_id,a_number,given_names,surnames,date_of_birth,sex,citizenship,language,role,encountered_at,sector,event_number,family_unit_number,stated_children,parent_names_stated,child_names_stated");
        DateTime start = new(2017, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int i = 0; i < rows; i++)
        {
            bool minor = i % 3 == 0;
            DateTime birth = start.AddDays(-random.Next(minor ? 6000 : 20000) - (minor ? 0 : 6600));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"cbp,cbp:{i},A{200_000_000 + random.Next(rows * 2):D9},{given[random.Next(10)]},{surnames[random.Next(10)]} {surnames[random.Next(10)]},{birth:yyyy-MM-dd},{(random.Next(2) == 0 ? "F" : "M")},GT,{languages[random.Next(5)]},{(minor ? "minor" : "adult")},{start.AddMinutes(random.Next(700_000)):yyyy-MM-dd'T'HH:mm:ss'Z'},RGV,E{random.Next(1_000_000)},F{random.Next(400_000)},{(minor ? "" : random.Next(4).ToString(CultureInfo.InvariantCulture))},,"));
        }
    }
}
