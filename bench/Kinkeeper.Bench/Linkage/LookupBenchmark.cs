using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage.Index;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Bench.Linkage;

/// <summary>
/// Measures the latency of finding one record's matches among many, and of adding a record. Each question is a record of the
/// file with new errors. Arguments: records (10000000), questions (20000). A dictionary by date of birth and surname gets the
/// same questions, as the baseline.
/// </summary>
internal sealed class LookupBenchmark : IBenchmark
{
    public static string Name => "linkage-lookup";

    public static void Run(string[] args, TextWriter output)
    {
        int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
        int questions = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
        LinkageModel model = BenchModels.Sparse;
        Table table = CsvTable.Read(PersonFile.Of(records), ModelColumns.Of(model));
        string[] columns = [.. table.ColumnNames];
        Random random = new(3);
        string?[][] asked = [.. Enumerable.Range(0, questions).Select(_ =>
        {
            int row = random.Next(table.Rows);
            return Spoilt([.. columns.Select(column => table.Value(row, column))], columns, random);
        })];
        int born = Array.IndexOf(columns, "date_of_birth");
        int surname = Array.IndexOf(columns, "surname_1");
        Dictionary<(string?, string?), int> plain = [];
        for (int row = 0; row < table.Rows && row < 1_000_000; row++)
        {
            plain[(table.Value(row, "date_of_birth"), table.Value(row, "surname_1"))] = row;
        }

        long building = Stopwatch.GetTimestamp();
        RecordIndex index = RecordIndex.Build(model, table);
        double built = Stopwatch.GetElapsedTime(building).TotalSeconds;
        foreach (string?[] question in asked.Take(2000))
        {
            index.Find(question);
        }

        long considered = 0;
        double[] finding = Times(asked, question => considered += index.Find(question).Considered);
        double[] adding = Times(asked[..Math.Min(asked.Length, 2000)], question => index.Add(question));
        int found = 0;
        double[] floor = Times(asked, question => found += plain.ContainsKey((question[born], question[surname])) ? 1 : 0);
        using Process process = Process.GetCurrentProcess();
        output.WriteLine($"{records:N0} records, index built in {built:N1} s, {considered / (double)questions:N1} records compared a question, peak memory {process.PeakWorkingSet64 / 1048576.0:N0} MB; {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors");
        output.WriteLine();
        output.WriteLine("| Microseconds | median | p95 | p99 | p99.9 | worst |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, double[] times) in (ReadOnlySpan<(string, double[])>)[("find", finding), ("add", adding), ("a dictionary's answer", floor)])
        {
            double At(double share) => times[Math.Min(times.Length - 1, (int)(times.Length * share))];
            output.WriteLine($"| {name} | {At(0.5):N1} | {At(0.95):N1} | {At(0.99):N1} | {At(0.999):N1} | {times[^1]:N1} |");
        }

        GC.KeepAlive(found);
    }

    private static string?[] Spoilt(string?[] record, string[] columns, Random random)
    {
        int at = Array.IndexOf(columns, ((string[])["given_name", "surname_1", "surname_2", "a_number"])[random.Next(4)]);
        record[at] = record[at] is { Length: > 3 } value ? value.Remove(2, 1) : null;
        return record;
    }

    /// <summary>Returns each question's time in microseconds, ascending.</summary>
    private static double[] Times(string?[][] questions, Action<string?[]> ask)
    {
        double[] times = new double[questions.Length];
        for (int at = 0; at < questions.Length; at++)
        {
            long start = Stopwatch.GetTimestamp();
            ask(questions[at]);
            times[at] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        return times;
    }
}
