using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Tests.Train;

/// <summary>Checks that EM recovers known parameters from exact counts.</summary>
public sealed class ExpectationMaximisationTests
{
    private static readonly double[][] TrueM =
        [[0.9, 0.07, 0.03], [0.8, 0.15, 0.05], [0.95, 0.03, 0.02], [0.7, 0.2, 0.1], [0.85, 0.1, 0.05]];
    private static readonly double[][] TrueU = [[0.01, 0.09, 0.9], [0.05, 0.15, 0.8], [0.1, 0.2, 0.7], [0.02, 0.08, 0.9], [0.3, 0.3, 0.4]];

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(0.003)]
    public void Run_CountsFromKnownProbabilities_RecoversThem(double share)
    {
        EmResult result = ExpectationMaximisation.Run(Comparisons(), Patterns(share), 0.1, 1e-9, 5000, estimateU: true);

        result.Converged.Should().BeTrue();
        result.MatchShare.Should().BeApproximately(share, 0.001 * share + 1e-5);
        for (int comparison = 0; comparison < TrueM.Length; comparison++)
        {
            for (int level = 0; level < 3; level++)
            {
                result.MProbabilities[comparison][level].Should()
                    .BeApproximately(TrueM[comparison][level], 0.002, $"m of {comparison}/{level}");
                result.UProbabilities[comparison][level].Should()
                    .BeApproximately(TrueU[comparison][level], 0.002, $"u of {comparison}/{level}");
            }
        }
    }

    [Fact]
    public void Run_TrueStartingValues_KeepsThem()
    {
        Comparison[] trained = [.. Comparisons().Select((comparison, index) => comparison with
        {
            Levels = [.. comparison.Levels.Select(
                (level, at) => level with { MProbability = TrueM[index][at], UProbability = TrueU[index][at] })],
        })];
        EmResult result = ExpectationMaximisation.Run(trained, Patterns(0.05), 0.05, 1e-6, 100, estimateU: true);

        result.Iterations.Should().BeLessThan(4);
        result.MatchShare.Should().BeApproximately(0.05, 1e-5);
    }

    [Fact]
    public void Run_FixedProbability_KeepsIt()
    {
        Comparison[] comparisons = Comparisons();
        comparisons[0] = comparisons[0] with
        {
            Levels =
            [comparisons[0].Levels[0] with { MProbability = 0.5, FixMProbability = true }, .. comparisons[0].Levels.Skip(1)]
        };

        EmResult result = ExpectationMaximisation.Run(comparisons, Patterns(0.05), 0.1, 1e-6, 100);

        result.MProbabilities[0][0].Should().Be(0.5);
    }

    private static Comparison[] Comparisons() => [.. Enumerable.Range(0, TrueM.Length).Select(number => new Comparison
    {
        OutputColumnName = $"c{number}",
        Levels = [new() { SqlCondition = "x_l = x_r" }, new() { SqlCondition = "levenshtein(x_l, x_r) <= 1" },
            new() { SqlCondition = "ELSE" }],
    })];

    private static List<LevelPattern> Patterns(double share)
    {
        List<LevelPattern> patterns = [];
        int combinations = (int)Math.Pow(3, TrueM.Length);
        for (int combination = 0; combination < combinations; combination++)
        {
            byte[] levels = [.. Enumerable.Range(0, TrueM.Length).Select(at => (byte)(combination / (int)Math.Pow(3, at) % 3))];
            double m = share;
            double u = 1 - share;
            for (int comparison = 0; comparison < levels.Length; comparison++)
            {
                m *= TrueM[comparison][levels[comparison]];
                u *= TrueU[comparison][levels[comparison]];
            }

            patterns.Add(new LevelPattern(levels, 1, 1e8 * (m + u)));
        }

        return patterns;
    }
}
