using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Train;

namespace Kinkeeper.Linkage.Evaluate;

/// <summary>Counts what is right and wrong, among the known pairs, if all pairs at or above a weight are taken as matches.</summary>
/// <param name="Weight">The threshold, as a match weight in bits.</param>
/// <param name="TruePositives">Known matches at or above the threshold.</param>
/// <param name="FalsePositives">Known non-matches at or above the threshold.</param>
/// <param name="FalseNegatives">Known matches below the threshold, including those that no blocking rule finds.</param>
public sealed record ThresholdRow(double Weight, long TruePositives, long FalsePositives, long FalseNegatives)
{
    /// <summary>The threshold as a probability, 0 to 1.</summary>
    public double Probability => double.IsPositiveInfinity(Weight) ? 1 : Math.Pow(2, Weight) / (1 + Math.Pow(2, Weight));

    /// <summary>Share of the pairs at or above the threshold that match; NaN if there are none.</summary>
    public double Precision => (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>Share of all known matches that are at or above the threshold; NaN if there is no known match.</summary>
    public double Recall => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall; 0 if no match is found.</summary>
    public double F1 => TruePositives == 0 ? 0 : 2.0 * TruePositives / ((2.0 * TruePositives) + FalsePositives + FalseNegatives);
}

/// <summary>Accuracy of a model on pairs that are known to match or not to match.</summary>
/// <param name="KnownMatches">Number of known matches.</param>
/// <param name="KnownOthers">Known non-matches among the pairs that blocking finds.</param>
/// <param name="MissedByRules">Known matches that no blocking rule finds. No threshold can find them.</param>
/// <param name="Thresholds">One row for every whole bit of match weight at which something changes, descending.</param>
/// <param name="Best">The threshold with the largest F1, the highest one if several tie; null if no match is found.</param>
/// <param name="Calibration">Probabilities for match weights, fitted to the known pairs; null if blocking finds no known pair.</param>
public sealed record AccuracyReport(
    long KnownMatches, long KnownOthers, long MissedByRules, IReadOnlyList<ThresholdRow> Thresholds, ThresholdRow? Best,
        Calibration? Calibration);

/// <summary>Measures precision, recall and calibration of a model, from labels or from a column that identifies the person.</summary>
public static class Accuracy
{
    /// <summary>Evaluates labelled pairs. Assumes nothing about pairs without a label.</summary>
    /// <param name="linker">The model and records.</param>
    /// <param name="labels">Known pairs, with ids as outputs write them. If a pair is given twice, the last label counts.</param>
    /// <exception cref="LinkageException">There are no labels, or a label names an unknown record.</exception>
    public static AccuracyReport FromLabels(Linker linker, IReadOnlyList<LabelledPair> labels)
    {
        if (labels.Count == 0)
        {
            throw new LinkageException("There are no labels; give pairs of ids and whether they match.");
        }

        Dictionary<string, int> rows = linker.Records.ById();
        int[] places = linker.PlacesOfRows();
        Dictionary<(int, int), bool> known = [];
        foreach (LabelledPair label in labels)
        {
            (int first, int second) = (places[Row(rows, label.First)], places[Row(rows, label.Second)]);
            known[(Math.Min(first, second), Math.Max(first, second))] = label.Matches;
        }

        PairExplainer explainer = new(linker.Scorer);
        List<(double, bool)> scored = [];
        long missed = 0;
        foreach (((int left, int right), bool matches) in known)
        {
            PairBatch batch = explainer.Score(left, [right]);
            if (explainer.IsBlocked(batch, 0))
            {
                scored.Add((batch.Weights[0], matches));
            }
            else
            {
                missed += matches ? 1 : 0;
            }
        }

        return Report(scored, missed);
    }

    /// <summary>
    /// Evaluates with a column that has the same value in all records of one person. A record without a value matches nobody.
    /// </summary>
    /// <param name="linker">The model and records. The inputs must have been read with the column.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="LinkageException">There is no such column.</exception>
    public static AccuracyReport FromColumn(Linker linker, string column, int threads = 0, CancellationToken cancellation = default)
    {
        Column truth = linker.Records.Table.Find(column)
            ?? throw new LinkageException(
                $"{linker.Records.Table.Name} has no column \"{column}\" to identify the person; it has "
                + $"{string.Join(", ", linker.Records.Table.ColumnNames)}.");
        KnownPairs pairs = new(linker.Compiled.RowAt, truth.Ids);
        linker.Execute(linker.Source(), [pairs], weigh: true, threads, null, cancellation);
        return Report(pairs.Scored, Matches(linker, truth.Ids) - pairs.Scored.LongCount(pair => pair.Matches));
    }

    private static AccuracyReport Report(List<(double Weight, bool Matches)> scored, long missed)
    {
        long matches = scored.LongCount(pair => pair.Matches);
        scored.Sort((one, other) => other.Weight.CompareTo(one.Weight));
        List<ThresholdRow> rows = [];
        ThresholdRow? best = null;
        long found = 0;
        for (int at = 0; at < scored.Count; at++)
        {
            found += scored[at].Matches ? 1 : 0;
            bool last = at + 1 == scored.Count;
            if (!last && scored[at + 1].Weight == scored[at].Weight)
            {
                continue;
            }

            ThresholdRow here = new(scored[at].Weight, found, at + 1 - found, matches + missed - found);
            best = here.TruePositives > 0 && here.F1 > (best?.F1 ?? 0) ? here : best;
            double bit = Math.Floor(scored[at].Weight);
            if (last || Math.Floor(scored[at + 1].Weight) < bit)
            {
                rows.Add(here with { Weight = bit });
            }
        }

        return new AccuracyReport(
            matches + missed, scored.Count - matches, missed, rows, best, scored.Count == 0 ? null : Calibration.Fit(scored));
    }

    /// <summary>Returns the number of comparable pairs whose records belong to one person.</summary>
    private static long Matches(Linker linker, int[] truth)
    {
        long Pairs(IEnumerable<long> groups) => groups.Sum(size => size * (size - 1) / 2);
        IEnumerable<int> known = Enumerable.Range(0, linker.RecordCount).Where(row => truth[row] != 0);
        long all = Pairs(known.CountBy(row => truth[row]).Select(group => (long)group.Value));
        return linker.Model.LinkType == Model.LinkType.LinkOnly
            ? all - Pairs(known.CountBy(row => (truth[row], linker.Records.Sources![row])).Select(group => (long)group.Value))
            : all;
    }

    private static int Row(Dictionary<string, int> rows, string id) => rows.TryGetValue(id, out int row)
        ? row
        : throw new LinkageException(
            $"A label names the record {id}, but no input has it; write ids as outputs do (in link jobs source|id).");

    private sealed class KnownPairs(Func<int, int> rowAt, int[] truth) : IPairSink, IPairPart
    {
        public List<(double Weight, bool Matches)> Scored { get; } = [];

        public IPairPart NewPart() => new KnownPairs(rowAt, truth);

        public void Commit(IPairPart part) => Scored.AddRange(((KnownPairs)part).Scored);

        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                int left = truth[rowAt(batch.LeftRowNumber(pair))];
                Scored.Add((batch.Weights[pair], left != 0 && left == truth[rowAt(batch.RightRowNumber(pair))]));
            }
        }
    }
}
