using System.Text.Json.Nodes;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Train;

/// <summary>Compares the best F1 of trained models with models that have better information.</summary>
public sealed class SplinkTrainingTests
{
    /// <summary>Compares with Splink's formulas under the true m and u, counted over all pairs with the known persons.</summary>
    [Fact]
    public void Train_SmallSet_ComesWithinTwoHundredthsOfTheTrueParameters()
    {
        ReferenceSet set = ReferenceSet.Small;
        Table table = set.Table();
        string settings = File.ReadAllText(set.ModelFile);
        using SplinkSql counting = new(settings, table);
        using SplinkSql informed = new(WithTrueProbabilities(settings, counting.CountLevels("cluster")), table);
        double best = BestF1(informed.Score(), table);

        double ours = BestF1(Trained(set, table), table);

        TestContext.Current.TestOutputHelper?.WriteLine($"best F1 {ours:F6}, with the true m and u {best:F6}");
        ours.Should().BeGreaterThanOrEqualTo(best - 0.02);
    }

    [Theory]
    [InlineData("fake_1000")]
    [InlineData("febrl3")]
    public void Train_UntrainedFormOfReferenceModel_ReachesSplinksBestF1(string name)
    {
        ReferenceSet set = ReferenceSet.Shared(name);
        Table table = set.Table();

        double ours = BestF1(Trained(set, table), table);

        double splink = BestF1(set.Pairs(), table);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: best F1 {ours:F6}, of Splink's own pairs {splink:F6}");
        ours.Should().BeGreaterThanOrEqualTo(splink);
    }

    private static IEnumerable<ReferencePair> Trained(ReferenceSet set, Table table)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        TrainingResult trained = Trainer.Train(set.Model().WithoutProbabilities(), [table], cancellation: cancellation);
        Linker linker = Linker.Create(trained.Model, table);
        return linker.Score(cancellation: cancellation)
            .Select(pair => new ReferencePair(linker.Id(pair.Left), linker.Id(pair.Right), pair.Weight, pair.Probability));
    }

    private static string WithTrueProbabilities(string settings, List<(int Comparison, int Level, bool Same, long Pairs)> counts)
    {
        JsonNode root = JsonNode.Parse(settings)!;
        foreach ((JsonNode? comparison, int number) in root["comparisons"]!.AsArray().Select((comparison, number) => (comparison, number)))
        {
            JsonArray levels = comparison!["comparison_levels"]!.AsArray();
            for (int level = 0; level < levels.Count; level++)
            {
                levels[level]!["m_probability"] = Share(level, same: true);
                levels[level]!["u_probability"] = Share(level, same: false);
            }

            // Half a pair for a level without pairs, so that no level is certain.
            double Share(int level, bool same)
            {
                var known = counts.Where(
                    count => count.Comparison == number && count.Same == same && levels[count.Level]!["is_null_level"] is null);
                return Math.Max(0.5, known.Where(count => count.Level == level).Sum(count => count.Pairs)) / known.Sum(
                    count => count.Pairs);
            }
        }

        return root.ToJsonString();
    }

    private static double BestF1(IEnumerable<ReferencePair> pairs, Table table)
    {
        string id = table.ColumnNames[0];
        Dictionary<string, string> persons = Enumerable.Range(0, table.Rows)
            .ToDictionary(row => table.Value(row, id)!, row => table.Value(row, "cluster")!);
        long truths = persons.Values.CountBy(person => person).Sum(group => (long)group.Value * (group.Value - 1) / 2);
        double best = 0;
        int found = 0;
        int seen = 0;
        foreach (IGrouping<double, ReferencePair> tie in pairs.GroupBy(pair => pair.Weight).OrderByDescending(group => group.Key))
        {
            seen += tie.Count();
            found += tie.Count(pair => persons[pair.First] == persons[pair.Second]);
            double precision = (double)found / seen;
            double recall = (double)found / truths;
            best = Math.Max(best, found == 0 ? 0 : 2 * precision * recall / (precision + recall));
        }

        return best;
    }
}
