using System.Runtime.CompilerServices;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Score;

/// <summary>
/// The term-frequency adjustment of one level: agreement on a rare value is stronger evidence than on a common one. The factor
/// is (u of the exact match / term frequency) to the power of the level's weight. The larger of the two records' term
/// frequencies counts (Splink 4, comparison_level.py).
/// </summary>
internal sealed class TfAdjustment
{
    private readonly Factor[] _factors;
    private readonly double[] _frequencies;
    private readonly int _slot;

    private TfAdjustment(double[] frequencies, double exactU, ComparisonLevel level, int slot)
    {
        _slot = slot;
        _frequencies = frequencies;
        _factors = new Factor[frequencies.Length];
        _factors[0] = new Factor(1, 0);
        for (int id = 1; id < frequencies.Length; id++)
        {
            double divisor = frequencies[id] > level.TfMinimumUValue ? frequencies[id] : level.TfMinimumUValue;
            double factor = Math.Pow(exactU / divisor, level.TfAdjustmentWeight);
            _factors[id] = divisor == 0 ? new Factor(1, 0) : new Factor(factor, Math.Log2(factor));
        }
    }

    /// <summary>Returns the adjustments of a comparison by level; null for levels without one.</summary>
    public static TfAdjustment?[] Of(
        CompiledComparison compiled, ConditionCompiler compiler, Dictionary<Column, double[]> frequencies, int rows)
    {
        Comparison comparison = compiled.Comparison;
        TfAdjustment?[] adjustments = new TfAdjustment?[comparison.Levels.Count + 1];
        for (int index = 0; index < comparison.Levels.Count; index++)
        {
            ComparisonLevel level = comparison.Levels[index];
            if (level.TfAdjustmentColumn is null || level.TfAdjustmentWeight == 0 || level.IsNullLevel || level.IsElse)
            {
                continue;
            }

            Column column = compiler.TermFrequencyColumn(level.TfAdjustmentColumn, comparison.OutputColumnName);
            if (!frequencies.TryGetValue(column, out double[]? shares))
            {
                frequencies.Add(column, shares = Frequencies(column, rows));
            }

            double exactU = level.DisableTfExactMatchDetection
                ? comparison.UProbability(index)
                : comparison.UProbability(ExactMatch(compiled, compiler.Lanes, column));
            int slot = compiler.SlotOf(compiler.TermFrequencyTerm(level.TfAdjustmentColumn, comparison.OutputColumnName));
            adjustments[index] = new TfAdjustment(shares, exactU, level, slot);
        }

        return adjustments;
    }

    /// <summary>Returns each value's share of the records that have a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Frequencies(Column column, int rows)
    {
        int[] counts = new int[column.Pool.Count + 1];
        for (int row = 0; row < rows; row++)
        {
            counts[column.Ids[row]]++;
        }

        double known = rows - counts[0];
        double[] shares = new double[counts.Length];
        for (int id = 1; id < shares.Length; id++)
        {
            shares[id] = counts[id] / known;
        }

        return shares;
    }

    /// <summary>Returns the level that is an exact match on this column alone.</summary>
    public static int ExactMatch(CompiledComparison compiled, IReadOnlyList<Lane> lanes, Column column)
    {
        for (int index = 0; index < compiled.Conditions.Count; index++)
        {
            if (compiled.Conditions[index] is Condition.Equal equal && !lanes[equal.Lane].Crosses
                && ReferenceEquals(lanes[equal.Lane].Left.PlainColumn, column))
            {
                return index;
            }
        }

        throw new LinkageException(
            $"Comparison \"{compiled.Comparison.OutputColumnName}\" adjusts for the frequency of \"{column.Name}\" but has no level that "
                + "is an exact match on it; add one or set disable_tf_exact_match_detection.");
    }

    /// <summary>Multiplies the pair's term-frequency factors by this adjustment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(PairBatch batch, int pair)
    {
        int left = batch.LeftRows[unchecked((batch.Left[pair] * batch.Stride) + _slot)];
        int right = batch.RightRows[unchecked((batch.Right[pair] * batch.Stride) + _slot)];
        ref readonly Factor factor = ref _factors[left == right && left < _factors.Length ? left : MoreFrequent(left, right)];
        batch.TfLinear[pair] *= factor.Linear;
        batch.TfLog[pair] += factor.Logarithm;
    }

    private int MoreFrequent(int left, int right)
    {
        // A value that was added after counting has no term frequency, so it gets no adjustment.
        int first = left < _factors.Length ? left : 0;
        return right < _factors.Length && _frequencies[right] > _frequencies[first] ? right : first;
    }

    /// <summary>The factor of one value, and its logarithm.</summary>
    private readonly record struct Factor(double Linear, double Logarithm);
}
