namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// A few thousand pairs on their way through the comparisons, with the packed rows that they refer to. One per thread,
/// used again and again.
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

    /// <summary>Packed rows as they look in the left place.</summary>
    public int[] LeftRows { get; }

    /// <summary>Packed rows as they look in the right place; the same array where no comparison crosses columns.</summary>
    public int[] RightRows { get; }

    /// <summary>For each packed row here, its number among all rows.</summary>
    public int[] RowNumbers { get; } = new int[RowCapacity];

    /// <summary>How many packed rows are here.</summary>
    public int RowCount { get; set; }

    /// <summary>The left record of each pair, as a position among the packed rows here.</summary>
    public int[] Left { get; } = new int[Capacity];

    /// <summary>The right record of each pair, as a position among the packed rows here.</summary>
    public int[] Right { get; } = new int[Capacity];

    /// <summary>Which lanes are equal and which values are missing, for each pair (<see cref="PackedRows"/> says which bit is what).</summary>
    public ulong[] Keys { get; } = new ulong[Capacity];

    /// <summary>For each group of comparisons and each pair, the combined levels.</summary>
    public int[][] Patterns { get; set; } = [];

    /// <summary>Log2 of the term-frequency factors of each pair.</summary>
    public double[] TfLog { get; } = new double[Capacity];

    /// <summary>The product of the term-frequency factors of each pair.</summary>
    public double[] TfLinear { get; } = new double[Capacity];

    /// <summary>Match weight of each pair, in bits.</summary>
    public double[] Weights { get; } = new double[Capacity];

    /// <summary>Match probability of each pair.</summary>
    public double[] Probabilities { get; } = new double[Capacity];



    /// <summary>Space for one answer per pair.</summary>
    public int[] Selected { get; } = new int[Capacity];

    /// <summary>Space for one bucket per pair.</summary>
    public byte[] Buckets { get; } = new byte[Capacity];

    /// <summary>How many pairs are here.</summary>
    public int Count { get; set; }

    public int LeftRowNumber(int pair) => RowNumbers[Left[pair]];

    public int RightRowNumber(int pair) => RowNumbers[Right[pair]];
}
