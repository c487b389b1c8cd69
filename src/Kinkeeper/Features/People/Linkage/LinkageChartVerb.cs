using System.CommandLine;
using Kinkeeper.Linkage;
using Kinkeeper.Linkage.Chart;
using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Verbs;

namespace Kinkeeper.Features.People.Linkage;

/// <summary>The verb <c>linkage chart</c>: shows a model on one page, plus chosen pairs and a cluster if records are given.</summary>
internal static class LinkageChartVerb
{
    // A circle with more records than this cannot be read.
    private const int LargestDrawn = 40;

    public static Command Command()
    {
        Argument<string> model = new("TRAINED.json") { Description = "A settings file as Splink 4 saves it." };
        Option<string> page = new("--out") { Description = "The page to write.", Required = true, HelpName = "F.html" };
        Option<string[]> input = new("--input") { Description = "CSV or Parquet files whose pairs and clusters to show.", HelpName = "FILE" };
        Option<string[]> pair = new("--pair") { Description = "Two ids separated by a comma, to explain; without any, a strong, a doubtful and a weak pair.", HelpName = "ID,ID" };
        Option<string?> cluster = new("--cluster") { Description = $"A record whose cluster to draw; without it the largest of at most {LargestDrawn} records.", HelpName = "ID" };
        Option<double> probability = new("--cluster-probability") { Description = "Pairs at or above this probability are joined.", DefaultValueFactory = _ => 0.95, HelpName = "P" };
        Command command = new("chart", "Writes match weights, m and u, waterfalls of pairs and a cluster as one page without scripts.") { model, page, input, pair, cluster, probability };
        return command.Runs((context, parsed, cancellation) =>
        {
            LinkageModel loaded = LinkageModel.Load(parsed.GetValue(model)!);
            string[] inputs = parsed.GetValue(input) ?? [];
            string written = OutputFile.NotAnInput(parsed.GetValue(page)!, [.. inputs, parsed.GetValue(model)!]);
            string[] chosen = parsed.GetValue(pair) ?? [];
            string? of = parsed.GetValue(cluster);
            if (inputs.Length == 0 && (chosen.Length > 0 || of is not null))
            {
                throw new RefusalException("input-missing", "Pairs and clusters can only be shown with their records. Give --input FILE.");
            }

            List<ChartPair> pairs = [];
            List<ChartCluster> clusters = [];
            if (inputs.Length > 0)
            {
                Linker linker = Linker.Create(loaded, LinkageRun.Read(loaded, inputs, null, cancellation));
                IReadOnlyList<ScoredPair> scored = linker.Score(0, 0, cancellation);
                Dictionary<string, int> rows = new(StringComparer.Ordinal);
                for (int row = 0; row < linker.RecordCount; row++)
                {
                    rows[linker.Id(row)] = row;
                }

                IEnumerable<(int First, int Second)> shown = chosen.Length > 0 ? chosen.Select(text => Ids(text, rows)) : Telling(scored);
                pairs.AddRange(shown.Select(each => LinkageChart.Pair(linker, each.First, each.Second)));
                if (Drawn(linker, scored, parsed.GetValue(probability), of is null ? null : Row(of, rows)) is { } drawn)
                {
                    clusters.Add(drawn);
                }
            }

            LinkageChart.Save(written, LinkageChart.Html(loaded, pairs, clusters));
            if (context.Json)
            {
                context.WriteJson(new { page = written, pairs = pairs.Count, clusters = clusters.Count });
            }
            else
            {
                context.Output.WriteLine($"{written} shows the model, {pairs.Count} pairs and {clusters.Count} clusters.");
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static (int First, int Second) Ids(string text, Dictionary<string, int> rows)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0
            ? throw new RefusalException("pair-unreadable", $"--pair {text} is not a pair. Write two ids separated by a comma.")
            : (Row(text[..comma].Trim(), rows), Row(text[(comma + 1)..].Trim(), rows));
    }

    private static int Row(string id, Dictionary<string, int> rows) => rows.TryGetValue(id, out int row)
        ? row
        : throw new RefusalException("record-unknown", $"No input has the record {id}. Write ids as the outputs do (in link jobs source|id).");

    /// <summary>Returns the strongest pair, the pair nearest to even odds, and the weakest.</summary>
    private static IEnumerable<(int, int)> Telling(IReadOnlyList<ScoredPair> scored) => scored.Count == 0
        ? []
        : ((ScoredPair[])[scored.MaxBy(pair => pair.Weight), scored.MinBy(pair => Math.Abs(pair.Weight)), scored.MinBy(pair => pair.Weight)])
            .Select(pair => (pair.Left, pair.Right)).Distinct();

    private static ChartCluster? Drawn(Linker linker, IReadOnlyList<ScoredPair> scored, double probability, int? record)
    {
        ScoredPair[] edges = [.. scored.Where(pair => pair.Probability >= probability)];
        int[] clusters = Clustering.ConnectedComponents(linker.RecordCount, edges.Select(edge => (edge.Left, edge.Right)));
        IGrouping<int, int>? cluster = record is { } wanted
            ? Enumerable.Range(0, clusters.Length).GroupBy(row => clusters[row]).First(group => group.Key == clusters[wanted])
            : Enumerable.Range(0, clusters.Length).GroupBy(row => clusters[row]).Where(group => group.Count() is > 1 and <= LargestDrawn).MaxBy(group => group.Count());
        if (cluster is null)
        {
            return null;
        }

        int[] members = [.. cluster];
        if (members.Length > LargestDrawn)
        {
            throw new RefusalException(
                "cluster-too-large", $"The cluster of {linker.Id(record!.Value)} has {members.Length:N0} records, too many for a picture. Raise --cluster-probability above {probability}.");
        }

        Dictionary<int, int> places = members.Index().ToDictionary(each => each.Item, each => each.Index);
        return new ChartCluster(
            [.. members.Select(linker.Id)],
            [.. edges.Where(edge => clusters[edge.Left] == cluster.Key).Select(edge => (places[edge.Left], places[edge.Right], edge.Weight, edge.Probability))]);
    }
}
