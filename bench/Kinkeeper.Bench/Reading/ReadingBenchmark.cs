using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Bench.Reading;

/// <summary>
/// Reads every cell of an encounters file of a million rows with <see cref="RowReader"/> and with CsvHelper. A third run also
/// normalises names, dates and numbers.
/// </summary>
internal sealed class ReadingBenchmark : IBenchmark
{
    public static string Name => "reading";

    public static void Run(string[] args, TextWriter output)
    {
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        string path = Path.Combine(Path.GetTempPath(), $"kinkeeper-reading-{Environment.ProcessId}.csv");
        try
        {
            Write(path, rows);
            long bytes = new FileInfo(path).Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {bytes / 1e6:N0} MB; best of 3"));
            output.WriteLine();
            output.WriteLine("| Reader | s | MB/s | allocated per row, bytes |");
            output.WriteLine("|---|---|---|---|");
            Report("RowReader", ReadOurs);
            Report("CsvHelper 34", ReadCsvHelper);
            Report("RowReader, normalised", ReadNormalised);

            void Report(string name, Func<string, long> read)
            {
                double best = double.MaxValue;
                long allocated = 0;
                for (int run = 0; run < 3; run++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Stopwatch clock = Stopwatch.StartNew();
                    read(path);
                    best = Math.Min(best, clock.Elapsed.TotalSeconds);
                    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                }

                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {best:F2} | {bytes / 1e6 / best:F0} | {(double)allocated / rows:F1} |"));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static long ReadOurs(string path)
    {
        long sum = 0;
        using RowReader reader = RowReader.Open(path, cells => cells[0] == "source");
        while (reader.Read())
        {
            for (int index = 0; index < reader.FieldCount; index++)
            {
                sum += reader.Field(index).Length;
            }
        }

        return sum;
    }

    private static long ReadCsvHelper(string path)
    {
        long sum = 0;
        using CsvReader reader = CsvReader.FromFile(path, new CsvReaderOptions(), FileOptions.SequentialScan);
        while (reader.Read())
        {
            for (int index = 0; index < reader.FieldCount; index++)
            {
                sum += reader.GetSpan(index).Length;
            }
        }

        return sum;
    }

    private static long ReadNormalised(string path)
    {
        long sum = 0;
        using RowReader reader = RowReader.Open(path, cells => cells[0] == "source");
        while (reader.Read())
        {
            sum += ANumber.TryParse(reader.Field(2), out ANumber number) ? number.Value : 0;
            sum += NameParts.Parse(reader.Field(3), reader.Field(4)).Given.Length;
            sum += PartialDate.TryParse(reader.Field(5), out PartialDate born) ? born.Year : 0;
            sum += Answers.TryParse(reader.Field(6), out Sex sex) ? (int)sex : 0;
            sum += CountryCode.TryParse(reader.Field(7), out CountryCode country) ? country.Code.Length : 0;
            sum += LanguageTag.TryParse(reader.Field(8), out LanguageTag language) ? language.Code.Length : 0;
            sum += Instant.TryParse(reader.Field(10), out DateTimeOffset at) ? at.Day : 0;
        }

        return sum;
    }

    private static void Write(string path, int rows)
    {
        using CsvOutput output = new(File.Create(path), guard: false);
        output.Row("source", "record_id", "a_number", "given_names", "surnames", "date_of_birth", "sex", "citizenship", "language", "role", "encountered_at", "sector", "event_number", "family_unit_number", "stated_children", "parent_names_stated", "child_names_stated");
        for (int row = 0; row < rows; row++)
        {
            output.Add("cbp").Add($"cbp:{row}").Add($"A{200_000_000 + row}").Add(row % 2 == 0 ? "María José" : "Juan").Add(row % 3 == 0 ? "Hernández Pop" : "López García").Add($"19{70 + (row % 30)}-0{1 + (row % 9)}-1{row % 10}").Add("F").Add("GT").Add("spa").Add("adult").Add("2018-03-04T13:35:00Z").Add("RGV").Add($"E{row}").Add("").Add("2").Add("").Add(row % 5 == 0 ? "Ana \"la Chata\" López, Juan" : "");
            output.EndRow();
        }
    }
}
