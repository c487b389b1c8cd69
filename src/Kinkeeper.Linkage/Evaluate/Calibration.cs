namespace Kinkeeper.Linkage.Evaluate;

/// <summary>A stretch of match weights over which known pairs matched at one rate.</summary>
/// <param name="LowestWeight">Its lowest match weight, in bits.</param>
/// <param name="HighestWeight">Its highest match weight, in bits.</param>
/// <param name="Share">The share of its pairs that match, 0 to 1. From few pairs it is a rough figure.</param>
/// <param name="Pairs">How many known pairs it rests on.</param>
public sealed record CalibrationStep(double LowestWeight, double HighestWeight, double Share, long Pairs);

/// <summary>
/// From match weights to probabilities that known pairs bear out. A model's own probability rests on the comparisons being
/// independent of each other, which they never quite are; this does not: it is the rising step function that fits the known
/// pairs best (isotonic regression by pooling adjacent violators; Ayer et al. 1955, Zadrozny and Elkan 2002).
/// </summary>
public sealed class Calibration
{
    private Calibration(IReadOnlyList<CalibrationStep> steps) => Steps = steps;

    /// <summary>The steps, weights and shares rising.</summary>
    public IReadOnlyList<CalibrationStep> Steps { get; }

    /// <summary>Fits known pairs. Pairs of equal weight count as one point.</summary>
    /// <param name="pairs">Weights and whether the pair matches, in any order; infinite weights are allowed, NaN is not.</param>
    /// <exception cref="LinkageException">There are no pairs.</exception>
    public static Calibration Fit(IEnumerable<(double Weight, bool Matches)> pairs)
    {
        List<(double Lowest, double Highest, long Matches, long Pairs)> steps = [];
        foreach ((double weight, long matches, long count) in Points(pairs))
        {
            steps.Add((weight, weight, matches, count));
            while (steps.Count > 1 && !IsBelow(steps[^2], steps[^1]))
            {
                (double lowest, _, long lowerMatches, long lowerPairs) = steps[^2];
                (_, double highest, long upperMatches, long upperPairs) = steps[^1];
                steps.RemoveAt(steps.Count - 1);
                steps[^1] = (lowest, highest, lowerMatches + upperMatches, lowerPairs + upperPairs);
            }
        }

        return steps.Count == 0
            ? throw new LinkageException("There are no known pairs to calibrate with; give labels of pairs that the model scores.")
            : new Calibration([.. steps.Select(step => new CalibrationStep(step.Lowest, step.Highest, (double)step.Matches / step.Pairs, step.Pairs))]);
    }

    /// <summary>The probability that a pair of this weight matches: the share of its step; between two steps, along the line that joins them.</summary>
    /// <param name="weight">Match weight in bits.</param>
    /// <returns>0 to 1. Below the lowest known weight the first step's share, above the highest the last one's.</returns>
    public double Probability(double weight)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsNaN(weight), true, nameof(weight));
        int at = 0;
        while (at < Steps.Count && Steps[at].HighestWeight < weight)
        {
            at++;
        }

        if (at == Steps.Count || at == 0 || weight >= Steps[at].LowestWeight)
        {
            return Steps[Math.Min(at, Steps.Count - 1)].Share;
        }

        CalibrationStep below = Steps[at - 1];
        CalibrationStep above = Steps[at];
        double gap = above.LowestWeight - below.HighestWeight;
        return double.IsInfinity(gap) ? below.Share : below.Share + ((above.Share - below.Share) * (weight - below.HighestWeight) / gap);
    }

    private static bool IsBelow((double, double, long Matches, long Pairs) lower, (double, double, long Matches, long Pairs) upper) =>
        (Int128)lower.Matches * upper.Pairs < (Int128)upper.Matches * lower.Pairs;

    private static IEnumerable<(double Weight, long Matches, long Pairs)> Points(IEnumerable<(double Weight, bool Matches)> pairs)
    {
        (double Weight, bool Matches)[] sorted = [.. pairs];
        Array.Sort(sorted, (one, other) => one.Weight.CompareTo(other.Weight));
        for (int start = 0; start < sorted.Length;)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(double.IsNaN(sorted[start].Weight), true, nameof(pairs));
            int end = start;
            long matches = 0;
            while (end < sorted.Length && sorted[end].Weight == sorted[start].Weight)
            {
                matches += sorted[end++].Matches ? 1 : 0;
            }

            yield return (sorted[start].Weight, matches, end - start);
            start = end;
        }
    }
}
