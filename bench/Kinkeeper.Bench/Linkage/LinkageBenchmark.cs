using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage;
using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Bench.Linkage;

/// <summary>
/// Measures blocking and scoring against the same plan in DuckDB's SQL, and against a bare loop over the same pairs, in pairs
/// per CPU second. Arguments: records (1000000), threads (2), rounds (9; DuckDB runs a third of them).
/// </summary>
internal sealed class LinkageBenchmark : IBenchmark
{
    public static string Name => "linkage";

    public static void Run(string[] args, TextWriter output)
    {
        int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 9;
        string csv = PersonFile.Of(records);
        output.WriteLine($"{records:N0} records, {threads} threads, best of {rounds} rounds; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
        output.WriteLine();
        output.WriteLine("| File | Pairs | DuckDB, pairs per CPU s | Kinkeeper, pairs per CPU s | Ratio | Bare loop, pairs per CPU s | Kinkeeper / bare loop |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        List<string> stageLines = [];
        foreach ((string name, LinkageModel model) in (ReadOnlySpan<(string, LinkageModel)>)[("sparse", BenchModels.Sparse), ("dense", BenchModels.Dense)])
        {
            Table table = CsvTable.Read(csv, ModelColumns.Of(model));
            using SqlOpponent? opponent = args.Contains("--alone") ? null : new SqlOpponent(model, csv, threads);
            double ours = double.MaxValue;
            double theirs = double.MaxValue;
            long pairs = 0;
            string stages = "";

            // The two take turns, so that other load on the machine affects both. DuckDB's rounds are long, so there are fewer.
            for (int round = 0; round < rounds; round++)
            {
                WeightSum sum = new();
                double before = CpuSeconds();
                Linker linker = Linker.Create(model, table);
                double packed = CpuSeconds();
                PairSource source = linker.Source();
                double blocked = CpuSeconds();
                pairs = linker.Execute(source, [sum], weigh: true, threads, null, CancellationToken.None);
                double end = CpuSeconds();
                if (end - before < ours)
                {
                    ours = end - before;
                    stages = $"{name}: compile and pack {packed - before:N2}, group {blocked - packed:N2}, find and score {end - blocked:N2} CPU s";
                }

                if (opponent is not null && round % 3 == 0)
                {
                    before = CpuSeconds();
                    (long theirPairs, double theirSum) = opponent.BlockAndScore();
                    theirs = Math.Min(theirs, CpuSeconds() - before);
                    if (theirPairs != pairs || Math.Abs(theirSum - sum.Sum) > 1e-9 * Math.Abs(theirSum) + 1e-3)
                    {
                        throw new InvalidOperationException($"The two do not agree: {theirPairs:N0} pairs with weights {theirSum:R} in SQL, {pairs:N0} with {sum.Sum:R} here.");
                    }
                }
            }

            double floor = Floor(model, table, rounds);
            stageLines.Add(stages);
            output.WriteLine($"| {name} | {pairs:N0} | {(theirs == double.MaxValue ? "–" : (pairs / theirs).ToString("N0", CultureInfo.InvariantCulture))} | {pairs / ours:N0} | {Ratio(theirs, ours)} | {pairs / floor:N0} | {ours / floor:N1} |");
        }

        output.WriteLine();
        stageLines.ForEach(output.WriteLine);
    }

    /// <summary>
    /// Returns the CPU seconds of a loop over the same pairs that only reads two integers per column and counts equal ones.
    /// </summary>
    private static double Floor(LinkageModel model, Table table, int rounds)
    {
        Linker linker = Linker.Create(model, table);
        PairRows rows = new();
        linker.Execute(linker.Source(), [rows], weigh: false, 1, null, CancellationToken.None);
        int[] left = [.. rows.Left];
        int[] right = [.. rows.Right];
        int[][] columns = [.. model.Comparisons.Select(comparison => table.Find(comparison.OutputColumnName)!.Ids)];
        double best = double.MaxValue;
        for (int round = 0; round < rounds + 1; round++)
        {
            double before = CpuSeconds();
            long equal = Count(left, right, columns);
            GC.KeepAlive(equal);
            best = Math.Min(best, CpuSeconds() - before);
        }

        return best;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private static long Count(int[] left, int[] right, int[][] columns)
    {
        long equal = 0;
        for (int pair = 0; pair < left.Length; pair++)
        {
            foreach (int[] column in columns)
            {
                equal += column[left[pair]] == column[right[pair]] ? 1 : 0;
            }
        }

        return equal;
    }

    private static string Ratio(double theirs, double ours) =>
        theirs == double.MaxValue ? "–" : (theirs / ours).ToString("N1", CultureInfo.InvariantCulture);

    internal static double CpuSeconds()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private sealed class WeightSum : IPairSink, IPairPart
    {
        public double Sum { get; private set; }

        public IPairPart NewPart() => new WeightSum();

        public void Commit(IPairPart part) => Sum += ((WeightSum)part).Sum;

        public void Add(PairBatch batch)
        {
            double sum = 0;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                sum += batch.Weights[pair];
            }

            Sum += sum;
        }
    }

    private sealed class PairRows : IPairSink, IPairPart
    {
        public List<int> Left { get; } = [];

        public List<int> Right { get; } = [];

        public IPairPart NewPart() => new PairRows();

        public void Commit(IPairPart part)
        {
            Left.AddRange(((PairRows)part).Left);
            Right.AddRange(((PairRows)part).Right);
        }

        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                Left.Add(batch.LeftRowNumber(pair));
                Right.Add(batch.RightRowNumber(pair));
            }
        }
    }
}
