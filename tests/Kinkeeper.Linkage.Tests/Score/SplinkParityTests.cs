using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Score;

public sealed class SplinkParityTests
{
    [Theory]
    [InlineData("fake_1000")]
    [InlineData("febrl3")]
    public void Score_ReferenceSet_GivesSplinksPairsWeightsAndProbabilities(string name)
    {
        if (!SharedData.Here(name))
        {
            return;
        }

        Linker linker = Linker.Create(LinkageModel.Load(SharedData.Model(name)),
            CsvTable.Read(SharedData.Csv(name), cancellation: TestContext.Current.CancellationToken));
        IReadOnlyList<ScoredPair> pairs = linker.Score(threads: 2, cancellation: TestContext.Current.CancellationToken);

        Dictionary<(string, string), (double Weight, double Probability)> expected = SharedData.Pairs(name);
        pairs.Count.Should().Be(expected.Count);
        double worstWeight = 0;
        double worstProbability = 0;
        foreach (ScoredPair pair in pairs)
        {
            (string left, string right) = (linker.Id(pair.Left), linker.Id(pair.Right));
            bool found = expected.TryGetValue((left, right), out (double Weight, double Probability) splink)
                || expected.TryGetValue((right, left), out splink);
            found.Should().BeTrue($"Splink scored {left} with {right}");
            worstWeight = Math.Max(worstWeight, Math.Abs(pair.Weight - splink.Weight));
            worstProbability = Math.Max(worstProbability, Math.Abs(pair.Probability - splink.Probability));
        }

        worstWeight.Should().BeLessThan(1e-9);
        worstProbability.Should().BeLessThan(1e-12);
    }
}
