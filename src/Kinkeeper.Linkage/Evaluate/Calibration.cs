namespace Kinkeeper.Linkage.Evaluate;

/// <summary>A range of match weights in which known pairs match at one rate.</summary>
/// <param name="LowestWeight">Its lowest match weight, in bits.</param>
/// <param name="HighestWeight">Its highest match weight, in bits.</param>
/// <param name="Share">Share of its pairs that match, 0 to 1. A rough figure if there are few pairs.</param>
/// <param name="Pairs">Number of known pairs in the range.</param>
public sealed record CalibrationStep(double LowestWeight, double HighestWeight, double Share, long Pairs);

/// <summary>
/// Maps match weights to probabilities fitted to known pairs. A model's own probability assumes that comparisons are
/// independent, which is never quite true. The calibration does not: it is the rising step function that fits the known pairs
/// best (isotonic regression by pooling adjacent violators; Ayer et al. 1955, Zadrozny and Elkan 2002).
/// </summary>
public sealed class Calibration
{
    private Calibration(IReadOnlyList<CalibrationStep> steps) => Steps = steps;

    /// <summary>The steps. Weights and shares rise.</summary>
    public IReadOnlyList<CalibrationStep> Steps { get; }

    /// <summary>Fits the steps to known pairs. Pairs of equal weight count as one point.</summary>
    /// <param name="pairs">Weights, and true for pairs that match, in any order. Infinite weights are allowed, NaN is not.</param>
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
            : new Calibration(
                [.. steps.Select(step => new CalibrationStep(step.Lowest, step.Highest, (double)step.Matches / step.Pairs, step.Pairs))]);
    }

    /// <summary>
    /// Returns the probability that a pair of this weight matches: the share of its step, or a linear interpolation between two
    /// steps.
    /// </summary>
    /// <param name="weight">Match weight in bits.</param>
    /// <returns>0 to 1. Below the lowest known weight it is the first step's share, above the highest the last step's.</returns>
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
