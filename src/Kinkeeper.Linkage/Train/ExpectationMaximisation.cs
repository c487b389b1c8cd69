using Kinkeeper.Linkage.Model;

namespace Kinkeeper.Linkage.Train;

/// <summary>A combination of levels and its count.</summary>
/// <param name="Levels">For each comparison, the position of its level; one past the last if no level holds.</param>
/// <param name="TfFactor">Product of the term-frequency factors of these pairs; 1 without adjustment.</param>
/// <param name="Pairs">Number of pairs.</param>
public readonly record struct LevelPattern(IReadOnlyList<byte> Levels, double TfFactor, double Pairs);

/// <summary>The result of expectation-maximisation.</summary>
/// <param name="MProbabilities">m by comparison and level; NaN for null levels and for levels that no pair takes.</param>
/// <param name="UProbabilities">u, in the same form.</param>
/// <param name="MatchShare">Share of these pairs that match, 0 to 1.</param>
/// <param name="Iterations">Number of iterations.</param>
/// <param name="Converged">True if the last iteration changed no probability by more than the model's em_convergence.</param>
public sealed record EmResult(
    IReadOnlyList<double[]> MProbabilities, IReadOnlyList<double[]> UProbabilities, double MatchShare, int Iterations, bool Converged);

/// <summary>
/// Estimates m (and u if requested) from counts of level combinations, without knowing which pairs match (Dempster, Laird,
/// Rubin 1977; for linkage Winkler 1988). Deterministic.
/// </summary>
public static class ExpectationMaximisation
{
    // Adds half a pair to every level that occurs (Jeffreys 1946), so that few pairs never make a level impossible.
    private const double Jeffreys = 0.5;

    /// <summary>Runs the iterations.</summary>
    /// <param name="comparisons">The comparisons with their starting m and u. Fixed probabilities stay.</param>
    /// <param name="patterns">The counts. Levels refer to <paramref name="comparisons"/>.</param>
    /// <param name="matchShare">Starting share of matching pairs, 0 to 1.</param>
    /// <param name="convergence">Stops when no probability changes by more than this.</param>
    /// <param name="maxIterations">Stops after this many iterations.</param>
    /// <param name="estimateU">True to estimate u too; otherwise it stays.</param>
    public static EmResult Run(
        IReadOnlyList<Comparison> comparisons,
        IReadOnlyList<LevelPattern> patterns,
        double matchShare,
        double convergence,
        int maxIterations,
        bool estimateU = false)
    {
        double[][] m =
            [.. comparisons.Select(comparison => Enumerable.Range(0, comparison.Levels.Count).Select(comparison.MProbability).ToArray())];
        double[][] u =
            [.. comparisons.Select(comparison => Enumerable.Range(0, comparison.Levels.Count).Select(comparison.UProbability).ToArray())];
        bool converged = false;
        int iteration = 0;
        while (iteration < maxIterations && !converged)
        {
            iteration++;
            double[][] matching = [.. m.Select(levels => new double[levels.Length + 1])];
            double[][] others = [.. u.Select(levels => new double[levels.Length + 1])];
            double matches = 0;
            double all = 0;
            foreach (LevelPattern pattern in patterns)
            {
                double share = Probability(comparisons, pattern, m, u, matchShare);
                matches += share * pattern.Pairs;
                all += pattern.Pairs;
                for (int comparison = 0; comparison < m.Length; comparison++)
                {
                    matching[comparison][pattern.Levels[comparison]] += share * pattern.Pairs;
                    others[comparison][pattern.Levels[comparison]] += (1 - share) * pattern.Pairs;
                }
            }

            double newShare = all == 0 ? matchShare : matches / all;
            double change = Math.Abs(newShare - matchShare);
            matchShare = newShare;
            for (int comparison = 0; comparison < m.Length; comparison++)
            {
                change = Math.Max(change, Update(
                    comparisons[comparison], m[comparison], matching[comparison], others[comparison], level => level.FixMProbability));
                if (estimateU)
                {
                    change = Math.Max(change, Update(
                        comparisons[comparison], u[comparison], others[comparison], matching[comparison], level => level.FixUProbability));
                }
            }

            converged = change < convergence;
        }

        return new EmResult(m, u, matchShare, iteration, converged);
    }

    private static double Probability(
        IReadOnlyList<Comparison> comparisons, LevelPattern pattern, double[][] m, double[][] u, double matchShare)
    {
        double match = matchShare * pattern.TfFactor;
        double other = 1 - matchShare;
        for (int comparison = 0; comparison < m.Length; comparison++)
        {
            int level = pattern.Levels[comparison];
            if (level < m[comparison].Length && !comparisons[comparison].Levels[level].IsNullLevel)
            {
                match *= Known(m[comparison][level]);
                other *= Known(u[comparison][level]);
            }
        }

        return match + other == 0 ? 0 : double.IsInfinity(match) ? 1 : match / (match + other);
    }

    private static double Known(double probability) => double.IsNaN(probability) ? Comparison.Unobserved : probability;

    private static double Update(
        Comparison comparison, double[] probabilities, double[] counts, double[] otherCounts, Func<ComparisonLevel, bool> isFixed)
    {
        double total = 0;
        int observed = 0;
        for (int level = 0; level < probabilities.Length; level++)
        {
            total += comparison.Levels[level].IsNullLevel ? 0 : counts[level];
            observed += !comparison.Levels[level].IsNullLevel && counts[level] + otherCounts[level] > 0 ? 1 : 0;
        }

        double change = 0;
        for (int level = 0; level < probabilities.Length; level++)
        {
            if (comparison.Levels[level].IsNullLevel || isFixed(comparison.Levels[level]))
            {
                continue;
            }

            bool seen = counts[level] + otherCounts[level] > 0;
            double updated = seen && total > 0 ? (counts[level] + Jeffreys) / (total + (Jeffreys * observed)) : double.NaN;
            change = Math.Max(
                change, double.IsNaN(updated) || double.IsNaN(probabilities[level]) ? 0 : Math.Abs(updated - probabilities[level]));
            probabilities[level] = updated;
        }

        return change;
    }
}
