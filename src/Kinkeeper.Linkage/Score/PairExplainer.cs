using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;

namespace Kinkeeper.Linkage.Score;

/// <summary>Scores single pairs, with reasons. For one thread.</summary>
internal sealed class PairExplainer
{
    private readonly PairScorer _scorer;
    private readonly PairBatch _batch;
    private readonly DecisionScratch _scratch;

    public PairExplainer(PairScorer scorer)
    {
        _scorer = scorer;
        _batch = scorer.Compiled.NewBatch();
        _scratch = scorer.NewScratch();
    }

    /// <summary>Scores one left place with several right places, at most <see cref="PairBatch.Capacity"/>.</summary>
    public PairBatch Score(int left, ReadOnlySpan<int> rights)
    {
        Load(left, rights);
        _scorer.Score(_batch, _scratch);
        return _batch;
    }

    /// <summary>Scores one right place with several left places, at most <see cref="PairBatch.Capacity"/>.</summary>
    public PairBatch ScoreRight(int right, ReadOnlySpan<int> lefts)
    {
        Load(right, lefts);
        int stride = _scorer.Compiled.Rows.Stride;
        for (int pair = 0; pair < lefts.Length; pair++)
        {
            _batch.Left[pair] = pair + 1;
            _batch.Right[pair] = 0;
            _batch.Keys[pair] = PackedRows.Key(
                ref _batch.LeftRows[(pair + 1) * stride], ref _batch.RightRows[0], _scorer.Compiled.Rows.Lanes == 16);
        }

        _scorer.Score(_batch, _scratch);
        return _batch;
    }

    /// <summary>Tells if a blocking rule finds the pair.</summary>
    public bool IsBlocked(PairBatch batch, int pair)
    {
        DecisionTable table = _scorer.Compiled.FirstRule;
        int code = table.Root[DecisionTable.Extract(batch.Keys[pair], table.Mask)];
        Span<byte> bucket = stackalloc byte[1];
        while (code < 0)
        {
            DecisionTable.Node node = table.Nodes[~code];
            node.Feature.Measure(batch, [pair], bucket);
            code = node.Children[bucket[0]];
        }

        return code < _scorer.Compiled.Rules.Count;
    }

    /// <summary>Compares any pairs of places, at most half of <see cref="PairBatch.RowCapacity"/>. Computes no weights.</summary>
    public PairBatch Compare(IReadOnlyList<(int Left, int Right)> pairs)
    {
        PackedRows rows = _scorer.Compiled.Rows;
        bool sixteen = rows.Lanes == 16;
        _batch.RowCount = 0;
        _batch.Count = pairs.Count;
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            Load(rows, pairs[pair].Left, rows.Stride);
            Load(rows, pairs[pair].Right, rows.Stride);
            _batch.Left[pair] = 2 * pair;
            _batch.Right[pair] = (2 * pair) + 1;
            _batch.Keys[pair] = PackedRows.Key(
                ref _batch.LeftRows[2 * pair * rows.Stride], ref _batch.RightRows[((2 * pair) + 1) * rows.Stride], sixteen);
        }

        _scorer.Compare(_batch, _scratch);
        return _batch;
    }

    public Explanation Explain(int left, int right)
    {
        PairBatch batch = Score(left, [right]);
        return Explain(batch, 0);
    }

    public Explanation Explain(PairBatch batch, int pair)
    {
        Span<int> patterns = stackalloc int[_scorer.Groups];
        for (int group = 0; group < patterns.Length; group++)
        {
            patterns[group] = batch.Patterns[group][pair];
        }

        List<Evidence> evidence = [];
        double tfLogBefore = batch.TfLog[pair];
        double tfLinearBefore = batch.TfLinear[pair];
        for (int index = 0; index < _scorer.Compiled.Comparisons.Count; index++)
        {
            Comparison comparison = _scorer.Compiled.Comparisons[index].Comparison;
            int level = _scorer.LevelOf(index, patterns);
            if (level == comparison.Levels.Count)
            {
                evidence.Add(new Evidence(comparison.OutputColumnName, "no level holds", 0, 0));
                continue;
            }

            batch.TfLog[pair] = 0;
            _scorer.Adjustment(index, level)?.Apply(batch, pair);
            double tf = _scorer.Adjustment(index, level) is null ? 0 : batch.TfLog[pair];
            evidence.Add(new Evidence(
                comparison.OutputColumnName, comparison.Levels[level].Label, Math.Log2(comparison.BayesFactor(level)) + tf, tf));
        }

        batch.TfLog[pair] = tfLogBefore;
        batch.TfLinear[pair] = tfLinearBefore;
        double prior = _scorer.Compiled.Model.Prior;
        return new Explanation(batch.Weights[pair], batch.Probabilities[pair], Math.Log2(prior / (1 - prior)), evidence);
    }

    private void Load(int left, ReadOnlySpan<int> rights)
    {
        PackedRows rows = _scorer.Compiled.Rows;
        int stride = rows.Stride;
        _batch.RowCount = 0;
        _batch.Count = rights.Length;
        Load(rows, left, stride);
        bool sixteen = rows.Lanes == 16;
        for (int pair = 0; pair < rights.Length; pair++)
        {
            Load(rows, rights[pair], stride);
            _batch.Left[pair] = 0;
            _batch.Right[pair] = pair + 1;
            _batch.Keys[pair] = PackedRows.Key(ref _batch.LeftRows[0], ref _batch.RightRows[(pair + 1) * stride], sixteen);
        }
    }

    private void Load(PackedRows rows, int place, int stride)
    {
        int at = _batch.RowCount++;
        _batch.RowNumbers[at] = place;
        rows.Left.AsSpan(place * stride, stride).CopyTo(_batch.LeftRows.AsSpan(at * stride, stride));
        if (rows.TwoSided)
        {
            rows.Right.AsSpan(place * stride, stride).CopyTo(_batch.RightRows.AsSpan(at * stride, stride));
        }
    }
}
