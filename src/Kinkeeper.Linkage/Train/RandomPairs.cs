using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>Estimates u: the share of non-matching pairs in each level, from random pairs.</summary>
internal static class RandomPairs
{
    /// <summary>Returns the number of comparable pairs.</summary>
    public static double Total(Records records, LinkType type)
    {
        double rows = records.Table.Rows;
        if (type != LinkType.LinkOnly)
        {
            return rows * (rows - 1) / 2;
        }

        double within = records.Sources!.GroupBy(source => source).Sum(group => Math.Pow(group.LongCount(), 2));
        return ((rows * rows) - within) / 2;
    }

    /// <summary>
    /// Returns the model with every u that was neither fixed nor known estimated, and the levels whose u is only a guess.
    /// </summary>
    public static (LinkageModel Model, HashSet<(int Comparison, int Level)> Guessed) EstimateU(
        LinkageModel model, Linker linker, TrainingOptions options, CancellationToken cancellation)
    {
        PairScorer scorer = linker.Scorer;
        PatternCounts counts = new(scorer, termFrequencies: false);
        double total = Total(linker.Records, model.LinkType);
        bool sampled = total > options.MostRandomPairs;
        if (!sampled)
        {
            CompiledModel everything = linker.Compiled.With(model, [new BlockingRule("1=1")]);
            scorer = new PairScorer(everything);
            counts = new PatternCounts(scorer, termFrequencies: false);
            PairRun.Execute(new PairSource(everything, linker.SourceEnds()), scorer, [counts], weigh: false, Threads(options),
                options.Progress, cancellation);
        }
        else
        {
            Sample(linker, counts, options, cancellation);
        }

        List<(byte[] Levels, double TfFactor, long Pairs)> rows = counts.Rows();
        List<Comparison> comparisons = [];
        HashSet<(int, int)> guessed = [];
        for (int index = 0; index < model.Comparisons.Count; index++)
        {
            double[] byLevel = new double[model.Comparisons[index].Levels.Count + 1];
            foreach ((byte[] levels, _, long pairs) in rows)
            {
                byLevel[levels[index]] += pairs;
            }

            // Counts over all pairs are exact. In a sample, an exact match is estimated better from the values' counts.
            (int level, double u) exact = sampled ? ExactU(linker.Compiled.Comparisons[index], linker) : (-1, 0);
            comparisons.Add(WithU(model.Comparisons[index], byLevel, exact.level, exact.u));
            guessed.UnionWith(
                Enumerable.Range(0, byLevel.Length - 1).Where(at => byLevel[at] == 0 && at != exact.level).Select(at => (index, at)));
        }

        return (model with { Comparisons = comparisons }, guessed);
    }

    private static int Threads(TrainingOptions options) => options.Threads <= 0 ? Environment.ProcessorCount : options.Threads;

    private static Comparison WithU(Comparison comparison, double[] counts, int exactLevel, double exact)
    {
        double known = 0;
        for (int level = 0; level < comparison.Levels.Count; level++)
        {
            known += comparison.Levels[level].IsNullLevel ? 0 : counts[level];
        }

        double inSample = exactLevel >= 0 ? known - counts[exactLevel] : known;
        return comparison with
        {
            Levels = [.. comparison.Levels.Select((level, index) =>
            {
                if (level.IsNullLevel || level.FixUProbability || level.UProbability is not null)
                {
                    return level;
                }

                double u = index == exactLevel ? exact
                    : inSample > 0 ? counts[index] / inSample * (exactLevel >= 0 ? 1 - exact : 1)
                    : double.NaN;

                // A level that no random pair takes is rarer than one in all of them. Half a pair is a fair guess of its rate.
                return u == 0 && known > 0 ? level with { UProbability = 0.5 / known }
                    : double.IsNaN(u) || u == 0 ? level
                    : level with { UProbability = u };
            })],
        };
    }

    /// <summary>
    /// Returns the exact-match level and its u, computed from value counts: the probability that two records with a value have
    /// the same value. Only for a level that follows the null level and matches exactly on one column; otherwise level -1.
    /// </summary>
    private static (int Level, double U) ExactU(CompiledComparison compiled, Linker linker)
    {
        int first = compiled.Comparison.Levels.TakeWhile(level => level.IsNullLevel).Count();
        if (first >= compiled.Conditions.Count || compiled.Conditions[first] is not Condition.Equal equal
            || linker.Model.LinkType == LinkType.LinkOnly)
        {
            return (-1, 0);
        }

        Lane lane = linker.Compiled.Lanes[equal.Lane];
        if (lane.Crosses || lane.Left.Kind == Sql.SqlKind.List)
        {
            return (-1, 0);
        }

        bool sameNulls = first > 0 && compiled.Conditions[first - 1] is Condition.Any { Parts: [Condition.Missing a, Condition.Missing b] }
            && a.Bit == b.Bit && ReferenceEquals(linker.Compiled.Compiler.Missing[a.Bit], lane.Left);
        if (first > 0 && !sameNulls)
        {
            return (-1, 0);
        }

        int[] counts = new int[lane.Left.Count + 1];
        for (int row = 0; row < linker.RecordCount; row++)
        {
            counts[lane.Left.Ids[row]]++;
        }

        double filled = linker.RecordCount - counts[0];
        double same = 0;
        for (int id = 1; id < counts.Length; id++)
        {
            same += (double)counts[id] * (counts[id] - 1);
        }

        return filled < 2 || same == 0 ? (-1, 0) : (first, same / (filled * (filled - 1)));
    }

    /// <summary>
    /// Draws random pairs in chunks. Each chunk's seed follows from the run's seed, so that the number of threads does not
    /// matter.
    /// </summary>
    private static void Sample(Linker linker, PatternCounts counts, TrainingOptions options, CancellationToken cancellation)
    {
        const int chunk = 65_536;
        int chunks = (int)Math.Ceiling((double)options.MostRandomPairs / chunk);
        Lock gate = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Threads(options), CancellationToken = cancellation };
        Parallel.For(0, chunks, parallel, () => new PairExplainer(linker.Scorer), (number, _, loader) =>
        {
            IPairPart part = counts.NewPart();
            int rows = linker.RecordCount;
            int[]? ends = linker.SourceEnds();
            ulong state = unchecked(((ulong)options.Seed << 32) + (ulong)number + 1);
            List<(int, int)> pairs = new(PairBatch.RowCapacity / 2);
            for (int drawn = 0; drawn < chunk;)
            {
                int a = (int)(Next(ref state) % (ulong)rows);
                int b = (int)(Next(ref state) % (ulong)rows);
                (a, b) = (Math.Min(a, b), Math.Max(a, b));
                if (a == b || (ends is not null && b < ends[a]))
                {
                    continue;
                }

                drawn++;
                pairs.Add((a, b));
                if (pairs.Count == PairBatch.RowCapacity / 2 || drawn == chunk)
                {
                    part.Add(loader.Compare(pairs));
                    pairs.Clear();
                }
            }

            lock (gate)
            {
                counts.Commit(part);
            }

            return loader;
        }, _ => { });
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
