namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// A few thousand pairs with the packed rows they refer to, on their way through the comparisons. Each thread has one and
/// reuses it.
/// </summary>
internal sealed class PairBatch
{
    public const int Capacity = 4096;
    public const int RowCapacity = 4096 + 4;

    public PairBatch(int stride, bool twoSided)
    {
        Stride = stride;
        LeftRows = new int[RowCapacity * stride];
        RightRows = twoSided ? new int[RowCapacity * stride] : LeftRows;
    }

    /// <summary>Integers per packed row.</summary>
    public int Stride { get; }

    /// <summary>Packed rows as left records.</summary>
    public int[] LeftRows { get; }

    /// <summary>Packed rows as right records; the same array if no comparison uses different columns.</summary>
    public int[] RightRows { get; }

    /// <summary>For each packed row of the batch, its number among all rows.</summary>
    public int[] RowNumbers { get; } = new int[RowCapacity];

    /// <summary>Number of packed rows in the batch.</summary>
    public int RowCount { get; set; }

    /// <summary>The left record of each pair, as a position among the batch's rows.</summary>
    public int[] Left { get; } = new int[Capacity];

    /// <summary>The right record of each pair, as a position among the batch's rows.</summary>
    public int[] Right { get; } = new int[Capacity];

    /// <summary>The key of each pair: equal lanes and missing values (<see cref="PackedRows"/> describes the bits).</summary>
    public ulong[] Keys { get; } = new ulong[Capacity];

    /// <summary>For each group of comparisons and each pair, the pattern: the combined levels.</summary>
    public int[][] Patterns { get; set; } = [];

    /// <summary>Log2 of each pair's term-frequency factors.</summary>
    public double[] TfLog { get; } = new double[Capacity];

    /// <summary>Product of each pair's term-frequency factors.</summary>
    public double[] TfLinear { get; } = new double[Capacity];

    /// <summary>Match weight of each pair, in bits.</summary>
    public double[] Weights { get; } = new double[Capacity];

    /// <summary>Match probability of each pair.</summary>
    public double[] Probabilities { get; } = new double[Capacity];



    /// <summary>Space for one answer per pair.</summary>
    public int[] Selected { get; } = new int[Capacity];

    /// <summary>Space for one bucket per pair.</summary>
    public byte[] Buckets { get; } = new byte[Capacity];

    /// <summary>Number of pairs in the batch.</summary>
    public int Count { get; set; }

    public int LeftRowNumber(int pair) => RowNumbers[Left[pair]];

    public int RightRowNumber(int pair) => RowNumbers[Right[pair]];
}
