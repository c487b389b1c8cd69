using System.Buffers;
using System.Diagnostics;
using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Run;

/// <summary>Inputs, outputs and settings of a run.</summary>
public sealed record LinkageRunOptions
{
    /// <summary>CSV or Parquet files (by extension <c>.parquet</c>).</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>File for scored pairs (CSV); null for none.</summary>
    public string? PairsFile { get; init; }

    /// <summary>File for clusters (CSV); null for none.</summary>
    public string? ClustersFile { get; init; }

    /// <summary>The lowest probability of a pair to write, 0 to 1. 0 writes all.</summary>
    public double ThresholdProbability { get; init; }

    /// <summary>The lowest probability of a pair to join into a cluster, 0 to 1.</summary>
    public double ClusterProbability { get; init; } = 0.95;

    /// <summary>The way to turn pairs into clusters.</summary>
    public ClusterMethod ClusterMethod { get; init; } = ClusterMethod.ConnectedComponents;

    /// <summary>
    /// With <see cref="ClusterMethod.Constrained"/>, records whose own score is below this probability never share a cluster.
    /// </summary>
    public double ContradictionProbability { get; init; } = 0.001;

    /// <summary>With <see cref="ClusterMethod.Constrained"/>, pairs of ids that a person has rejected.</summary>
    public IReadOnlyCollection<(string First, string Second)> Rejected { get; init; } = [];

    /// <summary>Number of threads; 0 for one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The most pairs that one blocking rule may bring together. A rule with more is refused before anything is compared.
    /// </summary>
    public long MostPairsPerRule { get; init; } = 20_000_000_000;

    /// <summary>Receives the progress of the run; null for nobody.</summary>
    public IProgress<LinkageProgress>? Progress { get; init; }
}

/// <summary>Counts and times of a run.</summary>
/// <param name="Records">Number of records read.</param>
/// <param name="PairsScored">Number of pairs that blocking found. All of them were scored.</param>
/// <param name="PairsReturned">Number of pairs at or above the threshold.</param>
/// <param name="Clusters">Number of clusters, single records included; null if none were requested.</param>
/// <param name="Load">Seconds spent reading.</param>
/// <param name="Block">Seconds spent compiling, packing and grouping.</param>
/// <param name="Score">Seconds spent finding and scoring pairs, including writing them.</param>
/// <param name="Cluster">Seconds spent clustering.</param>
/// <param name="Total">Seconds in all.</param>
/// <param name="PeakMemoryMb">The largest working set of the process, in megabytes.</param>
/// <param name="Rules">The blocking rules with their numbers of pairs.</param>
public sealed record LinkageRunResult(
    int Records, long PairsScored, long PairsReturned, int? Clusters, double Load, double Block, double Score, double Cluster, double Total,
        double PeakMemoryMb, IReadOnlyList<RuleCount> Rules);

/// <summary>Runs a model on files: reads, finds pairs, scores, clusters, writes. Output files appear complete or not at all.</summary>
public static class LinkageRun
{
    /// <summary>Reads input files as tables. Keeps only the columns that the model uses.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">CSV or Parquet files.</param>
    /// <param name="more">More columns to keep.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="LinkageException">A file cannot be read.</exception>
    public static IReadOnlyList<Table> Read(
        LinkageModel model, IReadOnlyList<string> inputs, IEnumerable<string>? more = null, CancellationToken cancellation = default)
    {
        HashSet<string> columns = new(ModelColumns.Of(model), StringComparer.OrdinalIgnoreCase);
        columns.UnionWith(more ?? []);
        return [.. inputs.Select(input => input.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? ParquetTable.Read(input, columns, cancellation)
            : CsvTable.Read(input, columns, model.Arrays, cancellation))];
    }

    /// <summary>Runs a model on files.</summary>
    /// <param name="model">The model. Its m and u are used as they are.</param>
    /// <param name="options">What to read and write.</param>
    /// <param name="cancellation">Stops between batches. Nothing is written then.</param>
    /// <exception cref="LinkageException">
    /// The model, the input or their combination cannot be used; the message says what to do.
    /// </exception>
    public static LinkageRunResult Execute(LinkageModel model, LinkageRunOptions options, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        RefuseOverwriting(options);
        options.Progress?.Report(new LinkageProgress("load", 0, options.Inputs.Count));
        Linker linker = Linker.Create(model, Read(model, options.Inputs, null, cancellation));
        return Execute(linker, options, Stopwatch.GetElapsedTime(start).TotalSeconds, cancellation);
    }

    /// <summary>Runs a linker whose records are already read.</summary>
    /// <param name="linker">The linker.</param>
    /// <param name="options">Outputs and settings. <see cref="LinkageRunOptions.Inputs"/> is not read again.</param>
    /// <param name="loadSeconds">Seconds that reading took.</param>
    /// <param name="cancellation">Stops between batches. Nothing is written then.</param>
    public static LinkageRunResult Execute(
        Linker linker, LinkageRunOptions options, double loadSeconds, CancellationToken cancellation = default)
    {
        RefuseOverwriting(options);
        long start = Stopwatch.GetTimestamp();
        PairSource source = linker.Source();
        IReadOnlyList<RuleCount> rules = linker.Count(source);
        RefuseLoose(rules, options.MostPairsPerRule);
        double block = Stopwatch.GetElapsedTime(start).TotalSeconds;

        long scoring = Stopwatch.GetTimestamp();
        PairCount returned = new(options.ThresholdProbability);
        PairList? edges = options.ClustersFile is null ? null
            : new PairList(new InputOrder(linker.Records.Order), options.ClusterProbability);
        List<IPairSink> sinks = [returned];
        if (edges is not null)
        {
            sinks.Add(edges);
        }

        using AtomicFile? pairsFile = options.PairsFile is null ? null : new AtomicFile(options.PairsFile);
        if (pairsFile is not null)
        {
            pairsFile.Stream.Write(PairCsv.Header);
            sinks.Add(new PairCsv(linker.Records, pairsFile.Stream, options.ThresholdProbability));
        }

        long pairs = linker.Execute(source, sinks, weigh: true, options.Threads, options.Progress, cancellation);
        if (pairs == 0)
        {
            throw new LinkageException(
                $"The blocking rules find no pairs among the {linker.RecordCount:N0} records; check that the columns they compare are "
                    + "filled, or add a looser rule.");
        }

        double score = Stopwatch.GetElapsedTime(scoring).TotalSeconds;
        long clustering = Stopwatch.GetTimestamp();
        cancellation.ThrowIfCancellationRequested();
        int? clusters = edges is null ? null : WriteClusters(linker, options, edges.Pairs);
        pairsFile?.Complete();
        double cluster = Stopwatch.GetElapsedTime(clustering).TotalSeconds;
        return new LinkageRunResult(
            linker.RecordCount, pairs, returned.Count, clusters, loadSeconds, block, score, cluster,
            loadSeconds + Stopwatch.GetElapsedTime(start).TotalSeconds, PeakMemoryMb(), rules);
    }

    private static void RefuseOverwriting(LinkageRunOptions options)
    {
        HashSet<string> used = [.. options.Inputs.Select(Path.GetFullPath)];
        foreach (string output in ((string?[])[options.PairsFile, options.ClustersFile]).OfType<string>())
        {
            if (!used.Add(Path.GetFullPath(output)))
            {
                throw new LinkageException($"The output {output} is also an input or another output; give it a name of its own.");
            }
        }
    }

    private static void RefuseLoose(IReadOnlyList<RuleCount> rules, long most)
    {
        RuleCount? loose = rules.MaxBy(rule => rule.Pairs);
        if (loose is not null && loose.Pairs > most)
        {
            throw new LinkageException(
                $"The blocking rule {loose.Rule} brings together {loose.Pairs:N0} pairs, more than the limit of {most:N0}; its largest "
                    + $"block has {loose.LargestBlock:N0} records (one of them is {loose.LargestBlockExample}). Add an equality to it.");
        }
    }

    private static int WriteClusters(Linker linker, LinkageRunOptions options, List<ScoredPair> edges)
    {
        int[] clusters = Cluster(linker, options, edges);
        using AtomicFile file = new(options.ClustersFile!);
        file.Stream.Write("cluster_id,id\n"u8);
        ArrayBufferWriter<byte> text = new(1 << 16);
        int count = 0;
        for (int row = 0; row < clusters.Length; row++)
        {
            count += clusters[row] == row ? 1 : 0;
            CsvText.Id(text, linker.Records, clusters[row]);
            CsvText.Byte(text, (byte)',');
            CsvText.Id(text, linker.Records, row);
            CsvText.Byte(text, (byte)'\n');
            if (text.WrittenCount > 1 << 15)
            {
                file.Stream.Write(text.WrittenSpan);
                text.Clear();
            }
        }

        file.Stream.Write(text.WrittenSpan);
        file.Complete();
        return count;
    }

    private static int[] Cluster(Linker linker, LinkageRunOptions options, List<ScoredPair> edges)
    {
        switch (options.ClusterMethod)
        {
            case ClusterMethod.ConnectedComponents:
                return Clustering.ConnectedComponents(linker.RecordCount, edges.Select(edge => (edge.Left, edge.Right)));
            case ClusterMethod.OneToOne:
                if (linker.Records.Sources is null)
                {
                    throw new LinkageException("One-to-one clusters need several sources; the model is dedupe_only.");
                }

                return Clustering.Constrained(linker.RecordCount, edges, new ClusterConstraints { Sources = linker.Records.Sources });
            default:
                Dictionary<string, int> rows = options.Rejected.Count == 0 ? [] : linker.Records.ById();
                int Row(string id) => rows.TryGetValue(id, out int row) ? row
                    : throw new LinkageException($"A rejected pair names the record {id}, but no input has it.");
                return Clustering.Constrained(linker.RecordCount, edges, new ClusterConstraints
                {
                    Sources = linker.Model.LinkType == LinkType.LinkOnly ? linker.Records.Sources : null,
                    Rejected = [.. options.Rejected.Select(pair => (Row(pair.First), Row(pair.Second)))],
                    Contradict = linker.ContradictionsBelow(options.ContradictionProbability),
                });
        }
    }

    private static double PeakMemoryMb()
    {
        using Process process = Process.GetCurrentProcess();
        return Math.Round(process.PeakWorkingSet64 / 1048576.0, 1);
    }
}
