using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Score;

/// <summary>
/// Runs batches of pairs through all comparisons. First, tables decide from equal and missing values. Then each measurement
/// runs over all pairs of the batch that need it. Weights and probabilities are sums and products of table entries; there is no
/// logarithm per pair.
/// </summary>
/// <remarks>Several threads may use one instance, each with its own <see cref="PairBatch"/> and <see cref="DecisionScratch"/>.</remarks>
internal sealed class PairScorer
{
    // A group of comparisons shares one table. At this size a table fits the first-level cache.
    private const int GroupSize = 4096;

    private readonly CompiledModel _model;
    private readonly ComparisonStep[] _steps;
    private readonly double[][] _groupWeights;
    private readonly double[][] _groupFactors;
    private readonly bool _hasTf;

    public PairScorer(CompiledModel model)
    {
        _model = model;
        Dictionary<Column, double[]> frequencies = [];
        List<ComparisonStep> steps = [];
        List<List<ComparisonStep>> groups = [];
        int size = int.MaxValue;
        foreach (CompiledComparison compiled in model.Comparisons)
        {
            int answers = compiled.Table.Answers;
            if (size > GroupSize / answers)
            {
                groups.Add([]);
                size = 1;
            }

            TfAdjustment?[] adjustments = TfAdjustment.Of(compiled, model.Compiler, frequencies, model.Table.Rows);
            ComparisonStep step = new(compiled, groups.Count - 1, size, adjustments);
            size *= answers;
            groups[^1].Add(step);
            steps.Add(step);
        }

        _steps = [.. steps];
        _hasTf = steps.Exists(step => step.HasTf);
        double prior = model.Model.Prior;
        (_groupWeights, _groupFactors) = Tables(groups, prior);
        LongestNodes = steps.Max(step => step.Table.Nodes.Count);
    }

    /// <summary>Largest number of nodes in one comparison's decision table.</summary>
    public int LongestNodes { get; }

    public int Groups => _groupWeights.Length;

    /// <summary>Returns the number of patterns (combinations of levels) of a group.</summary>
    public int GroupPatterns(int group) => _groupWeights[group].Length;

    public CompiledModel Compiled => _model;

    /// <summary>Returns a comparison's level from a pair's patterns; one past the last if no level holds.</summary>
    public int LevelOf(int comparison, ReadOnlySpan<int> patterns)
    {
        ComparisonStep step = _steps[comparison];
        return patterns[step.Group] / step.Multiplier % step.Table.Answers;
    }

    public (int Group, int Multiplier) Place(int comparison) => (_steps[comparison].Group, _steps[comparison].Multiplier);

    public TfAdjustment? Adjustment(int comparison, int level) => _steps[comparison].Adjustments[level];

    /// <summary>Returns new space for one thread.</summary>
    public DecisionScratch NewScratch() => new(Math.Max(LongestNodes, _model.FirstRule.Nodes.Count));

    /// <summary>Writes the patterns, weights and probabilities of all pairs of the batch.</summary>
    public void Score(PairBatch batch, DecisionScratch scratch)
    {
        Compare(batch, scratch);
        Weigh(batch);
    }

    /// <summary>Writes the patterns and term-frequency factors of all pairs of the batch.</summary>
    public void Compare(PairBatch batch, DecisionScratch scratch)
    {
        if (batch.Patterns.Length != Groups)
        {
            batch.Patterns = [.. Enumerable.Range(0, Groups).Select(_ => new int[PairBatch.Capacity])];
        }

        foreach (int[] patterns in batch.Patterns)
        {
            Array.Clear(patterns, 0, batch.Count);
        }

        if (_hasTf)
        {
            batch.TfLog.AsSpan(0, batch.Count).Clear();
            batch.TfLinear.AsSpan(0, batch.Count).Fill(1);
        }

        foreach (ComparisonStep step in _steps)
        {
            step.Decide(batch, scratch);
        }
    }

    private static (double[][] Weights, double[][] Factors) Tables(List<List<ComparisonStep>> groups, double prior)
    {
        double[][] weights = new double[groups.Count][];
        double[][] factors = new double[groups.Count][];
        for (int group = 0; group < groups.Count; group++)
        {
            int size = groups[group].Aggregate(1, (product, step) => product * step.Table.Answers);
            weights[group] = new double[size];
            factors[group] = new double[size];
            for (int pattern = 0; pattern < size; pattern++)
            {
                // The prior's odds go into the first group.
                double factor = group > 0 ? 1 : prior == 1 ? double.PositiveInfinity : prior / (1 - prior);
                double weight = group == 0 ? Math.Log2(factor) : 0;
                foreach (ComparisonStep step in groups[group])
                {
                    double bayes = step.BayesFactors[pattern / step.Multiplier % step.Table.Answers];
                    factor = double.IsPositiveInfinity(bayes) || double.IsPositiveInfinity(factor)
                        ? double.PositiveInfinity : factor * bayes;
                    weight += Math.Log2(bayes);
                }

                factors[group][pattern] = factor;
                weights[group][pattern] = double.IsPositiveInfinity(factor) ? double.PositiveInfinity : weight;
            }
        }

        return (weights, factors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(PairBatch batch)
    {
        int count = batch.Count;
        double[] weights = batch.Weights;
        double[] probabilities = batch.Probabilities;
        bool tf = _hasTf;
        for (int pair = 0; pair < count; pair++)
        {
            double weight = tf ? batch.TfLog[pair] : 0;
            double factor = tf ? batch.TfLinear[pair] : 1;
            for (int group = 0; group < _groupWeights.Length; group++)
            {
                int pattern = batch.Patterns[group][pair];
                weight += _groupWeights[group][pattern];
                factor *= _groupFactors[group][pattern];
            }

            // Certainty outweighs impossibility (Splink: any infinite Bayes factor makes the probability 1).
            bool certain = double.IsNaN(factor) || double.IsPositiveInfinity(factor);
            weights[pair] = certain ? double.PositiveInfinity : weight;
            probabilities[pair] = certain ? 1 : factor / (1 + factor);
        }
    }

    /// <summary>One comparison, run over batches.</summary>
    private sealed class ComparisonStep
    {
        private readonly int[] _rootAdds;
        private readonly bool _oneRootNode;
        private readonly int[] _adds;

        public ComparisonStep(CompiledComparison compiled, int group, int multiplier, TfAdjustment?[] adjustments)
        {
            Table = compiled.Table;
            Group = group;
            Multiplier = multiplier;
            Adjustments = adjustments;
            HasTf = Array.Exists(adjustments, adjustment => adjustment is not null);
            BayesFactors = [.. Enumerable.Range(0, compiled.Comparison.Levels.Count).Select(compiled.Comparison.BayesFactor), 1];
            _adds = [.. Enumerable.Range(0, Table.Answers).Select(level => level * multiplier)];
            _rootAdds = [.. Table.Root.Select(code => code < 0 ? 0 : _adds[code])];
            _oneRootNode = Table.Root.Where(code => code < 0).Distinct().Count() == 1;
        }

        public DecisionTable Table { get; }

        public int Group { get; }

        public int Multiplier { get; }

        public bool HasTf { get; }

        public TfAdjustment?[] Adjustments { get; }

        public double[] BayesFactors { get; }

        public void Decide(PairBatch batch, DecisionScratch scratch)
        {
            Array.Clear(scratch.Counts);
            if (_oneRootNode)
            {
                LookUpOneNode(batch, scratch);
            }
            else
            {
                LookUp(batch, scratch);
            }

            for (int node = Table.Nodes.Count - 1; node >= 0; node--)
            {
                if (scratch.Counts[node] > 0)
                {
                    Measure(batch, scratch, node);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LookUpOneNode(PairBatch batch, DecisionScratch scratch)
        {
            ref int root = ref MemoryMarshal.GetArrayDataReference(Table.Root);
            ref int adds = ref MemoryMarshal.GetArrayDataReference(_rootAdds);
            ref ulong keys = ref MemoryMarshal.GetArrayDataReference(batch.Keys);
            ref int patterns = ref MemoryMarshal.GetArrayDataReference(batch.Patterns[Group]);
            ulong mask = Table.Mask;
            int node = ~Array.Find(Table.Root, code => code < 0);
            ref int open = ref MemoryMarshal.GetArrayDataReference(scratch.Lists[node]);
            bool tf = HasTf;
            int opened = 0;
            int count = batch.Count;
            for (int pair = 0; pair < count; pair++)
            {
                nint index = (nint)DecisionTable.Extract(Unsafe.Add(ref keys, pair), mask);
                int code = Unsafe.Add(ref root, index);
                Unsafe.Add(ref patterns, pair) = unchecked(Unsafe.Add(ref patterns, pair) + Unsafe.Add(ref adds, index));
                Unsafe.Add(ref open, opened) = pair;
                opened = unchecked(opened + (code >>> 31));
                if (tf && code >= 0)
                {
                    Adjustments[code]?.Apply(batch, pair);
                }
            }

            scratch.Counts[node] = opened;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LookUp(PairBatch batch, DecisionScratch scratch)
        {
            int[] patterns = batch.Patterns[Group];
            ulong mask = Table.Mask;
            int count = batch.Count;
            for (int pair = 0; pair < count; pair++)
            {
                nint index = (nint)DecisionTable.Extract(batch.Keys[pair], mask);
                int code = Table.Root[index];
                if (code >= 0)
                {
                    patterns[pair] += _rootAdds[index];
                    if (HasTf)
                    {
                        Adjustments[code]?.Apply(batch, pair);
                    }
                }
                else
                {
                    scratch.Lists[~code][scratch.Counts[~code]++] = pair;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Measure(PairBatch batch, DecisionScratch scratch, int number)
        {
            DecisionTable.Node node = Table.Nodes[number];
            int[] pairs = scratch.Lists[number];
            int count = scratch.Counts[number];
            byte[] buckets = batch.Buckets;
            node.Feature.Measure(batch, pairs.AsSpan(0, count), buckets);
            int[] patterns = batch.Patterns[Group];
            int[] children = node.Children;
            if (node.LeadsToAnswers && !HasTf)
            {
                for (int index = 0; index < count; index++)
                {
                    patterns[pairs[index]] += _adds[children[buckets[index]]];
                }

                return;
            }

            for (int index = 0; index < count; index++)
            {
                int pair = pairs[index];
                int child = children[buckets[index]];
                if (child < 0)
                {
                    scratch.Lists[~child][scratch.Counts[~child]++] = pair;
                    continue;
                }

                patterns[pair] += _adds[child];
                if (HasTf)
                {
                    Adjustments[child]?.Apply(batch, pair);
                }
            }
        }
    }
}
