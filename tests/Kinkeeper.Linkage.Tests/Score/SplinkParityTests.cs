using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Score;

/// <summary>Compares scores with Splink's, pair by pair.</summary>
public sealed class SplinkParityTests
{
    [Fact]
    public void Score_SmallSet_GivesTheAnswersOfSplinksSql()
    {
        using SplinkSql splink = new(File.ReadAllText(ReferenceSet.Small.ModelFile), ReferenceSet.Small.Table());

        ShouldScore(ReferenceSet.Small, splink.Score());
    }

    [Theory]
    [InlineData("fake_1000")]
    [InlineData("febrl3")]
    public void Score_ReferenceSet_GivesSplinksPairsWeightsAndProbabilities(string name)
    {
        ReferenceSet set = ReferenceSet.Shared(name);

        ShouldScore(set, set.Pairs());
    }

    /// <summary>Checks the SQL that answers for the small set against Splink's own pairs.</summary>
    [Fact]
    public void SplinksSql_ReferenceSet_GivesSplinksWeights()
    {
        ReferenceSet set = ReferenceSet.Shared("fake_1000");
        using SplinkSql sql = new(File.ReadAllText(set.ModelFile), set.Table());

        List<ReferencePair> pairs = sql.Score();

        Dictionary<(string, string), ReferencePair> expected = ByIds(set.Pairs());
        pairs.Count.Should().Be(expected.Count);
        ReferencePair[] known = [.. pairs.Where(pair => !double.IsNaN(pair.Weight))];
        known.Length.Should().BeGreaterThan(pairs.Count * 9 / 10, "few pairs take a level that Splink could not estimate");
        known.Max(pair => Math.Abs(pair.Weight - expected[Ids(pair)].Weight)).Should().BeLessThan(1e-9);
    }

    private static void ShouldScore(ReferenceSet set, IReadOnlyCollection<ReferencePair> expected)
    {
        Linker linker = Linker.Create(set.Model(), set.Table());

        IReadOnlyList<ScoredPair> pairs = linker.Score(threads: 2, cancellation: TestContext.Current.CancellationToken);

        Dictionary<(string, string), ReferencePair> byIds = ByIds(expected);
        pairs.Count.Should().Be(byIds.Count);
        double worstWeight = 0;
        double worstProbability = 0;
        foreach (ScoredPair pair in pairs)
        {
            (string left, string right) = (linker.Id(pair.Left), linker.Id(pair.Right));
            byIds.TryGetValue(Ordered(left, right), out ReferencePair splink).Should().BeTrue($"Splink scored {left} with {right}");
            worstWeight = Math.Max(worstWeight, Math.Abs(pair.Weight - splink.Weight));
            worstProbability = Math.Max(worstProbability, Math.Abs(pair.Probability - splink.Probability));
        }

        worstWeight.Should().BeLessThan(1e-9);
        worstProbability.Should().BeLessThan(1e-12);
    }

    private static Dictionary<(string, string), ReferencePair> ByIds(IEnumerable<ReferencePair> pairs) => pairs.ToDictionary(Ids);

    private static (string, string) Ids(ReferencePair pair) => Ordered(pair.First, pair.Second);

    private static (string, string) Ordered(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
