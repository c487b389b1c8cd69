using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Score;

public sealed class PairScorerTests
{
    [Theory]
    [InlineData(1.0, 0.0, double.PositiveInfinity, 1.0)]
    [InlineData(0.5, 0.0, double.PositiveInfinity, 1.0)]
    [InlineData(0.0, 0.5, double.NegativeInfinity, 0.0)]
    [InlineData(0.0, 0.0, double.PositiveInfinity, 1.0)]
    public void Score_ProbabilitiesOfZeroAndOne_AreNeverNaN(double m, double u, double weight, double probability)
    {
        Table table = Models.Numbered("people", ["name"], [["ana"], ["ana"]]);

        ScoredPair pair = Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", m, u)), table)
            .Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Weight.Should().Be(weight);
        pair.Probability.Should().Be(probability);
    }

    [Theory]
    [InlineData(0.0, double.NegativeInfinity, 0.0)]
    [InlineData(1.0, double.PositiveInfinity, 1.0)]
    public void Score_PriorOfZeroOrOne_DecidesAlone(double prior, double weight, double probability)
    {
        Table table = Models.Numbered("people", ["name"], [["ana"], ["ana"]]);
        LinkageModel model = Models.Of(
            ["l.name = r.name"], Models.Exact("name", 0.9, 0.1)) with
        { ProbabilityTwoRandomRecordsMatch = prior };

        ScoredPair pair = Linker.Create(model, table).Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Weight.Should().Be(weight);
        pair.Probability.Should().Be(probability);
    }

    [Fact]
    public void Score_ImpossibleAndCertainEvidence_IsCertainAsInSplink()
    {
        Table table = Models.Numbered("people", ["name", "town"], [["ana", "a"], ["ana", "a"]]);

        ScoredPair pair = Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", 0, 0.5), Models.Exact("town", 0.5, 0)), table)
            .Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Probability.Should().Be(1);
    }

    [Fact]
    public void Score_ColumnWithoutValues_AddsNoEvidence()
    {
        Table table = Models.Numbered("people", ["name", "empty"], [["ana", null], ["ana", ""]]);
        Linker linker = Linker.Create(Models.Of(
            ["l.name = r.name", "l.empty = r.empty"], Models.Exact("name", 0.9, 0.1), Models.Exact("empty", 0.9, 0.1, tf: "empty")), table);

        Explanation explanation = linker.Explain(0, 1);

        explanation.Evidence[1].Weight.Should().Be(0);
        explanation.Weight.Should().BeApproximately(Math.Log2(0.01 / 0.99) + Math.Log2(9), 1e-12);
        linker.CountPairs()[1].Pairs.Should().Be(0, "NULL equals nothing, not even NULL");
    }
}
