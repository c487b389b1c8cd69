using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>Estimates m from pairs that are known to match: their share in each level.</summary>
internal static class LabelledPairs
{
    public static LinkageModel EstimateM(LinkageModel model, Linker linker, IReadOnlyList<LabelledPair> labels)
    {
        Dictionary<string, int> rows = linker.Records.ById();
        PairScorer scorer = linker.Scorer;
        PatternCounts counts = new(scorer, termFrequencies: false);
        PairExplainer loader = new(scorer);
        int[] places = linker.PlacesOfRows();
        IPairPart part = counts.NewPart();
        foreach (LabelledPair[] chunk in labels.Where(label => label.Matches).Chunk(1000))
        {
            part.Add(loader.Compare([.. chunk.Select(label =>
            {
                int first = places[Row(rows, label.First)];
                int second = places[Row(rows, label.Second)];
                return (Math.Min(first, second), Math.Max(first, second));
            })]));
        }

        counts.Commit(part);
        List<(byte[] Levels, double TfFactor, long Pairs)> seen = counts.Rows();
        return model with
        {
            Comparisons = [.. model.Comparisons.Select((comparison, index) =>
            {
                double Count(int level) => seen.Sum(row => row.Levels[index] == level ? row.Pairs : 0);
                double known = Enumerable.Range(0, comparison.Levels.Count)
                    .Where(level => !comparison.Levels[level].IsNullLevel).Sum(Count);
                return comparison with
                {
                    Levels = [.. comparison.Levels.Select((level, at) =>
                        level.IsNullLevel || level.FixMProbability || level.MProbability is not null || known == 0 || Count(at) == 0
                            ? level
                            : level with { MProbability = Count(at) / known })],
                };
            })],
        };
    }

    private static int Row(Dictionary<string, int> rows, string id) => rows.TryGetValue(id, out int row)
        ? row
        : throw new LinkageException(
            $"A label names the record {id}, but no input has it; write ids as outputs do (in link jobs source|id).");
}
