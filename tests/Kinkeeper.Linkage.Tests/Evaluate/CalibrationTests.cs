using CsCheck;
using Kinkeeper.Linkage.Evaluate;

namespace Kinkeeper.Linkage.Tests.Evaluate;

public sealed class CalibrationTests
{
    /// <summary>Compares with the least-squares rising fit by the max-min formula (Barlow et al. 1972) instead of pooling.</summary>
    [Fact]
    public void Fit_RandomPairs_EqualsTheMaxMinFormula() => Gen.Select(Gen.Int[-6, 6], Gen.Bool).Array[1, 40].Sample(pairs =>
    {
        Calibration calibration = Calibration.Fit(pairs.Select(pair => ((double)pair.Item1, pair.Item2)));
        (int Weight, double Share, int Pairs)[] points = [.. pairs.GroupBy(pair => pair.Item1).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Average(pair => pair.Item2 ? 1.0 : 0), group.Count()))];
        double Average(int from, int to) =>
            points[from..(to + 1)].Sum(point => point.Share * point.Pairs) / points[from..(to + 1)].Sum(point => point.Pairs);
        for (int at = 0; at < points.Length; at++)
        {
            double expected = Enumerable.Range(0, at + 1)
                .Max(from => Enumerable.Range(at, points.Length - at).Min(to => Average(from, to)));
            calibration.Probability(points[at].Weight).Should().BeApproximately(expected, 1e-12);
        }

        calibration.Steps.Sum(step => step.Pairs).Should().Be(pairs.Length);
        calibration.Steps.Select(step => step.Share).Should().BeInAscendingOrder();
    });

    [Fact]
    public void Probability_BetweenAndBeyondSteps_InterpolatesWithinThem()
    {
        Calibration calibration = Calibration.Fit(
            [(-3, false), (1, true), (double.PositiveInfinity, true), (double.NegativeInfinity, false)]);

        calibration.Probability(-1).Should().Be(0.5);
        calibration.Probability(-100).Should().Be(0);
        calibration.Probability(double.PositiveInfinity).Should().Be(1);
    }
}
