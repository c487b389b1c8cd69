using System.CommandLine;
using Kinkeeper.Linkage;
using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>The verb <c>linkage run</c>: scores with the model's own m and u.</summary>
internal static class LinkageRunVerb
{
    public static Command Command()
    {
        Argument<string> model = new("MODEL.json") { Description = "A settings file as Splink 4 saves it." };
        LinkageOptions shared = new();
        Command command = new("run", "Scores pairs of records with a model, and clusters them.") { model };
        shared.AddTo(command);
        return command.Runs((context, parsed, cancellation) =>
        {
            LinkageRunOptions options = shared.Read(parsed, context);
            LinkageRunResult result = LinkageRun.Execute(LinkageModel.Load(parsed.GetValue(model)!), options, cancellation);
            LinkageOptions.Print(context, result);
            return Task.FromResult(ExitCode.Done);
        });
    }
}

/// <summary>The options shared by <c>run</c> and <c>train</c>.</summary>
internal sealed class LinkageOptions
{
    private readonly Option<string[]> _input = new("--input") { Description = "A CSV or Parquet file; several for link jobs.", Required = true, HelpName = "FILE" };
    private readonly Option<string?> _pairs = new("--pairs") { Description = "The file for scored pairs.", HelpName = "OUT.csv" };
    private readonly Option<string?> _clusters = new("--clusters") { Description = "The file for clusters.", HelpName = "OUT.csv" };
    private readonly Option<double> _threshold = new("--threshold-probability") { Description = "Pairs below this probability are not written.", HelpName = "P" };
    private readonly Option<double?> _clusterProbability = new("--cluster-probability") { Description = "Pairs at or above this probability are joined (0.95, or the threshold if that is higher).", HelpName = "P" };
    private readonly Option<string> _method = new("--cluster-method") { Description = "The method that turns pairs into clusters.", DefaultValueFactory = _ => "components" };
    private readonly Option<string?> _rejected = new("--rejected") { Description = "Pairs rejected by a person, as CSV with the columns id_l,id_r; for --cluster-method constrained.", HelpName = "FILE" };
    private readonly Option<double> _contradiction = new("--contradiction-probability") { Description = "Two records with a score below this never share a cluster; for --cluster-method constrained.", DefaultValueFactory = _ => 0.001, HelpName = "P" };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads; 0 for one per processor. The result is the same.", HelpName = "N" };

    public LinkageOptions() => _method.AcceptOnlyFromAmong("components", "one-to-one", "constrained");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_input, _pairs, _clusters, _threshold, _clusterProbability, _method, _contradiction, _rejected, _threads])
        {
            command.Add(option);
        }
    }

    public LinkageRunOptions Read(ParseResult parsed, VerbContext context)
    {
        double threshold = Probability("--threshold-probability", parsed.GetValue(_threshold));
        return new LinkageRunOptions
        {
            Inputs = parsed.GetValue(_input)!,
            PairsFile = parsed.GetValue(_pairs),
            ClustersFile = parsed.GetValue(_clusters),
            ThresholdProbability = threshold,
            ClusterProbability = Probability("--cluster-probability", parsed.GetValue(_clusterProbability) ?? Math.Max(0.95, threshold)),
            ClusterMethod = parsed.GetValue(_method) switch
            {
                "one-to-one" => ClusterMethod.OneToOne,
                "constrained" => ClusterMethod.Constrained,
                _ => ClusterMethod.ConnectedComponents,
            },
            ContradictionProbability = Probability("--contradiction-probability", parsed.GetValue(_contradiction)),
            Rejected = parsed.GetValue(_rejected) is { } file ? PairFile.Read(file) : [],
            Threads = parsed.GetValue(_threads),
            Progress = new LinkageProgressLine(context),
        };
    }

    public static void Print(VerbContext context, LinkageRunResult result)
    {
        if (context.Json)
        {
            context.WriteJson(new
            {
                records = result.Records,
                pairsScored = result.PairsScored,
                pairsReturned = result.PairsReturned,
                clusters = result.Clusters,
                seconds = new { load = result.Load, block = result.Block, score = result.Score, cluster = result.Cluster, total = result.Total },
                peakMemoryMb = result.PeakMemoryMb,
            });
            return;
        }

        context.Output.WriteLine($"{result.Records:N0} records, {result.PairsScored:N0} pairs scored, {result.PairsReturned:N0} at or above the threshold.");
        foreach (RuleCount rule in result.Rules)
        {
            context.Output.WriteLine($"  {rule.Rule}: {rule.Pairs:N0} pairs before subtracting earlier rules, largest block {rule.LargestBlock:N0} records");
        }

        if (result.Clusters is { } clusters)
        {
            context.Output.WriteLine($"{clusters:N0} clusters, including single records.");
        }

        context.Output.WriteLine($"{result.Total:N1} s (load {result.Load:N1}, block {result.Block:N1}, score {result.Score:N1}, cluster {result.Cluster:N1}), {result.PeakMemoryMb:N0} MB peak memory.");
    }

    private static double Probability(string option, double value) => value is >= 0 and <= 1
        ? value
        : throw new RefusalException("probability-out-of-range", $"{option} is {value}; it must be a number from 0 to 1.");
}
