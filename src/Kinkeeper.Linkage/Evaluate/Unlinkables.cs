using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Evaluate;

/// <summary>Number of records that stay below a threshold even against themselves.</summary>
/// <param name="Probability">The threshold, 0 to 1.</param>
/// <param name="Records">Records that score below the threshold against an exact copy of themselves.</param>
/// <param name="Share">The same as a share of all records, 0 to 1.</param>
public sealed record UnlinkableRow(double Probability, int Records, double Share);

/// <summary>
/// Counts records with too little information to be linked: even full agreement is not enough evidence (Splink 4,
/// unlinkables_chart). No threshold fixes that; only better records do.
/// </summary>
public static class Unlinkables
{
    private static readonly double[] Thresholds = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999];

    /// <summary>Counts unlinkable records at the usual thresholds.</summary>
    /// <param name="linker">The model and records.</param>
    /// <param name="cancellation">Stops between records.</param>
    public static IReadOnlyList<UnlinkableRow> Count(Linker linker, CancellationToken cancellation = default)
    {
        PairExplainer explainer = new(linker.Scorer);
        int[] below = new int[Thresholds.Length];
        for (int place = 0; place < linker.RecordCount; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            double probability = explainer.Score(place, [place]).Probabilities[0];
            for (int at = 0; at < below.Length; at++)
            {
                below[at] += probability < Thresholds[at] ? 1 : 0;
            }
        }

        return [.. Thresholds.Select((threshold, at) =>
            new UnlinkableRow(threshold, below[at], linker.RecordCount == 0 ? 0 : (double)below[at] / linker.RecordCount))];
    }
}
