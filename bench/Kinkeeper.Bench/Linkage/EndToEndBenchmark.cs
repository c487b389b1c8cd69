using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Bench.Linkage;

/// <summary>
/// Measures one complete run (load, train, score, cluster) in CPU seconds and peak memory of the process. Arguments: records
/// (1000000), threads (2). Compares loading with a bare read of the same file.
/// </summary>
internal sealed class EndToEndBenchmark : IBenchmark
{
    public static string Name => "linkage-end-to-end";

    public static void Run(string[] args, TextWriter output)
    {
        int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        string csv = PersonFile.Of(records);
        string clusters = Path.Combine(Path.GetTempPath(), $"kinkeeper-bench-clusters-{Environment.ProcessId}.csv");
        double before = LinkageBenchmark.CpuSeconds();
        long lines = Lines(csv);
        double floor = LinkageBenchmark.CpuSeconds() - before;

        // More records make more pairs per record, so large files use the tight rules.
        LinkageModel untrained = (records > 2_000_000 ? BenchModels.Sparse : BenchModels.Dense).WithoutProbabilities();
        LinkageRunOptions options = new() { Inputs = [csv], ClustersFile = clusters, ClusterProbability = 0.95, Threads = threads };
        double start = LinkageBenchmark.CpuSeconds();
        long wall = Stopwatch.GetTimestamp();
        IReadOnlyList<Table> inputs = LinkageRun.Read(untrained, options.Inputs);
        double loaded = LinkageBenchmark.CpuSeconds();
        TrainingResult trained = Trainer.Train(untrained, inputs, new TrainingOptions { Threads = threads });
        double learnt = LinkageBenchmark.CpuSeconds();
        LinkageRunResult result = LinkageRun.Execute(trained.Linker, options, 0);
        double end = LinkageBenchmark.CpuSeconds();
        File.Delete(clusters);

        using Process process = Process.GetCurrentProcess();
        output.WriteLine($"{lines - 1:N0} records, {threads} threads; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
        output.WriteLine();
        output.WriteLine("| Records | Pairs scored | Clusters | Load, CPU s | Train, CPU s | Score and cluster, CPU s | Together, CPU s | Wall s | Peak memory, MB | Counting the file's lines, CPU s |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        output.WriteLine(
            $"| {result.Records:N0} | {result.PairsScored:N0} | {result.Clusters:N0} | {loaded - start:N2} | {learnt - loaded:N2} | {end - learnt:N2} | {end - start:N2} | {Stopwatch.GetElapsedTime(wall).TotalSeconds:N1} | {process.PeakWorkingSet64 / 1048576.0:N0} | {floor:N2} |");
    }

    private static long Lines(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        byte[] piece = new byte[1 << 20];
        long lines = 0;
        int read;
        while ((read = stream.Read(piece)) > 0)
        {
            lines += piece.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
