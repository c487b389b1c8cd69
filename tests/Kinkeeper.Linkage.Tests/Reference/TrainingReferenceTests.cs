using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Reference;

public sealed class TrainingReferenceTests
{
    [Theory]
    [InlineData("fake_1000", 0.8617)]
    [InlineData("febrl3", 0.9958)]
    public void Train_UntrainedFormOfReferenceModel_ReachesSplinksBestF1(string name, double splink)
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
        double f1 = BestF1(linker.Score(cancellation: cancellation), table);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: best F1 {f1:F4}, Splink {splink}");
        Math.Round(f1, 4).Should().BeGreaterThanOrEqualTo(splink);
    }

    private static double BestF1(IReadOnlyList<ScoredPair> pairs, Table table)
    {
        long truths = Enumerable.Range(0, table.Rows).GroupBy(row => table.Value(row, "cluster")).Sum(group => group.LongCount() * (group.LongCount() - 1) / 2);
        double best = 0;
        int found = 0;
        int seen = 0;
        foreach (IGrouping<double, ScoredPair> tie in pairs.GroupBy(pair => pair.Weight).OrderByDescending(group => group.Key))
        {
            seen += tie.Count();
            found += tie.Count(pair => table.Value(pair.Left, "cluster") == table.Value(pair.Right, "cluster"));
            double precision = (double)found / seen;
            double recall = (double)found / truths;
            best = Math.Max(best, found == 0 ? 0 : 2 * precision * recall / (precision + recall));
        }

        return best;
    }
}
