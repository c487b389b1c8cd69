using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// A measurement on a pair (a similarity, a distance, a difference) that is only compared with a few constants. Its result is a
/// bucket: 2i is between constant i-1 and constant i, 2i+1 equals constant i, and the last bucket is NULL.
/// </summary>
internal abstract class Feature
{
    private double[] _constants = [];

    protected Feature(string key) => Key = key;

    /// <summary>Canonical name of the measurement. Equal keys measure the same.</summary>
    public string Key { get; }

    /// <summary>The constants it is compared with, ascending.</summary>
    public double[] Constants => _constants;

    /// <summary>Number of buckets, the one for NULL included.</summary>
    public int Buckets => (2 * _constants.Length) + 2;

    public int NullBucket => (2 * _constants.Length) + 1;

    /// <summary>Adds a constant. Must be called before the first pair is measured.</summary>
    public void AddConstant(double constant)
    {
        if (Array.BinarySearch(_constants, constant) < 0)
        {
            _constants = [.. _constants.Append(constant).Order()];
        }
    }

    /// <summary>Compares a value in <paramref name="bucket"/> with one of the constants; null if the value is NULL.</summary>
    public int? Relation(int bucket, double constant) =>
        bucket == NullBucket ? null : bucket.CompareTo((2 * Array.BinarySearch(_constants, constant)) + 1);

    /// <summary>Returns the bucket of a value.</summary>
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

    /// <summary>Prepares for measuring. Called when all constants are known, and again when the columns have grown.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Measures the pairs of <paramref name="batch"/> that <paramref name="pairs"/> lists, and writes a bucket for each.</summary>
    public abstract void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets);
}
