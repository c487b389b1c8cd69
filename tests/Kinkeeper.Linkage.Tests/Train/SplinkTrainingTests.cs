using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Train;

public sealed class SplinkTrainingTests
{
    [Theory]
    [InlineData("fake_1000")]
    [InlineData("febrl3")]
    public void Train_UntrainedFormOfReferenceModel_ReachesSplinksBestF1(string name)
    {
        if (!SharedData.Here(name))
        {
            return;
        }

        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Table table = CsvTable.Read(SharedData.Csv(name), cancellation: cancellation);
        LinkageModel untrained = LinkageModel.Load(SharedData.Model(name)).WithoutProbabilities();

        TrainingResult trained = Trainer.Train(untrained, [table], cancellation: cancellation);

        Linker linker = Linker.Create(trained.Model, table);
        double ours = BestF1(
            linker.Score(cancellation: cancellation).Select(pair => (pair.Weight, IsMatch(table, pair.Left, pair.Right))), table);
        Dictionary<string, int> rows = Enumerable.Range(0, table.Rows).ToDictionary(linker.Id);
        double splink = BestF1(
            SharedData.Pairs(name).Select(pair => (pair.Value.Weight, IsMatch(table, rows[pair.Key.Item1], rows[pair.Key.Item2]))), table);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: best F1 {ours:F6}, of Splink's own pairs {splink:F6}");
        ours.Should().BeGreaterThanOrEqualTo(splink);
    }

    private static bool IsMatch(Table table, int one, int other) => table.Value(one, "cluster") == table.Value(other, "cluster");

    private static double BestF1(IEnumerable<(double Weight, bool Matches)> pairs, Table table)
    {
        long truths = Enumerable.Range(0, table.Rows).GroupBy(row => table.Value(row, "cluster"))
            .Sum(group => group.LongCount() * (group.LongCount() - 1) / 2);
        double best = 0;
        int found = 0;
        int seen = 0;
        foreach (IGrouping<double, (double Weight, bool Matches)> tie in pairs.GroupBy(pair => pair.Weight)
            .OrderByDescending(group => group.Key))
        {
            seen += tie.Count();
            found += tie.Count(pair => pair.Matches);
            double precision = (double)found / seen;
            double recall = (double)found / truths;
            best = Math.Max(best, found == 0 ? 0 : 2 * precision * recall / (precision + recall));
        }

        return best;
    }
}
