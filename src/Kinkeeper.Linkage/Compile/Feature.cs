using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// Something measured on a pair (a similarity, a distance, a difference) of which only its place among a few constants
/// matters. Its result is a bucket: 2i lies between constant i-1 and constant i, 2i+1 equals constant i, and the last one
/// is NULL.
/// </summary>
internal abstract class Feature
{
    private double[] _constants = [];

    protected Feature(string key) => Key = key;

    /// <summary>What is measured, in canonical form: equal keys measure the same.</summary>
    public string Key { get; }

    /// <summary>The constants it is held against, ascending.</summary>
    public double[] Constants => _constants;

    /// <summary>How many buckets, NULL's included.</summary>
    public int Buckets => (2 * _constants.Length) + 2;

    public int NullBucket => (2 * _constants.Length) + 1;

    /// <summary>Makes <paramref name="constant"/> one of the constants. Before the first pair only.</summary>
    public void Observe(double constant)
    {
        if (Array.BinarySearch(_constants, constant) < 0)
        {
            _constants = [.. _constants.Append(constant).Order()];
        }
    }

    /// <summary>How a value in <paramref name="bucket"/> compares with one of the constants; null where the value is NULL.</summary>
    public int? Relation(int bucket, double constant) =>
        bucket == NullBucket ? null : bucket.CompareTo((2 * Array.BinarySearch(_constants, constant)) + 1);

    /// <summary>The bucket of a value.</summary>
    protected byte BucketOf(double value)
    {
        if (double.IsNaN(value))
        {
            return (byte)NullBucket;
        }

        int bucket = 0;
        foreach (double constant in _constants)
        {
            bucket += (value >= constant ? 1 : 0) + (value > constant ? 1 : 0);
        }

        return (byte)bucket;
    }

    /// <summary>Called once when all constants are known, and again when the columns have grown.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Measures the pairs of <paramref name="batch"/> that <paramref name="pairs"/> lists and writes a bucket for each.</summary>
    public abstract void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets);
}
