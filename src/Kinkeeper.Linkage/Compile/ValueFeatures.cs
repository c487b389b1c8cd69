using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>The difference of two numbers, or its absolute value.</summary>
internal sealed class DifferenceFeature(string key, Operands operands, bool absolute) : Feature(key)
{
    private double[] _left = [];
    private double[] _right = [];
    private int _leftKnown;
    private int _rightKnown;

    public override void Prepare()
    {
        _leftKnown = Numbers(operands.Left, ref _left, _leftKnown);
        if (ReferenceEquals(operands.Left, operands.Right))
        {
            _right = _left;
        }
        else
        {
            _rightKnown = Numbers(operands.Right, ref _right, _rightKnown);
        }
    }

    private static int Numbers(TermColumn term, ref double[] numbers, int known)
    {
        if (term.Count >= numbers.Length)
        {
            Array.Resize(ref numbers, Math.Max(term.Count + 1, numbers.Length * 2));
        }

        numbers[0] = double.NaN;
        for (int id = known + 1; id <= term.Count; id++)
        {
            numbers[id] = term.Number(id);
        }

        return term.Count;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        int stride = batch.Stride;
        for (int index = 0; index < pairs.Length; index++)
        {
            int pair = pairs[index];
            double left = _left[batch.LeftRows[(batch.Left[pair] * stride) + operands.LeftSlot]];
            double right = _right[batch.RightRows[(batch.Right[pair] * stride) + operands.RightSlot]];
            double difference = left - right;
            buckets[index] = BucketOf(absolute ? Math.Abs(difference) : difference);
        }
    }
}

/// <summary>Number of elements that two lists share.</summary>
internal sealed class OverlapFeature : Feature
{
    private readonly Operands _operands;
    private readonly bool _sameElements;
    private int[] _rightToLeft = [];

    public OverlapFeature(string key, Operands operands)
        : base(key)
    {
        _operands = operands;
        _sameElements = ReferenceEquals(operands.Left, operands.Right);
    }

    /// <summary>The lists of the left record.</summary>
    public TermColumn Left => _operands.Left;

    /// <summary>The lists of the right record; the same object if both are the same expression.</summary>
    public TermColumn Right => _operands.Right;

    /// <summary>Returns the number, among the left elements, of an element of the right lists.</summary>
    public int OnLeft(int element) => _sameElements ? element : _rightToLeft[element];

    /// <summary>Returns the smallest element that two lists share; -1 for none.</summary>
    public int FirstShared(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int first = -1;
        foreach (int element in right)
        {
            int mapped = OnLeft(element);
            if ((first < 0 || mapped < first) && left.BinarySearch(mapped) >= 0)
            {
                first = mapped;
            }
        }

        return first;
    }

    public override void Prepare()
    {
        if (!_sameElements)
        {
            Lanes.Map(ref _rightToLeft, _operands.Right.Pool, _operands.Left.Pool);
        }
    }

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        for (int index = 0; index < pairs.Length; index++)
        {
            int left = batch.LeftRows[(batch.Left[pairs[index]] * batch.Stride) + _operands.LeftSlot];
            int right = batch.RightRows[(batch.Right[pairs[index]] * batch.Stride) + _operands.RightSlot];
            buckets[index] = left == 0 || right == 0 ? (byte)NullBucket
                : BucketOf(Shared(_operands.Left.List(left), _operands.Right.List(right)));
        }
    }

    private int Shared(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int shared = 0;
        foreach (int element in right)
        {
            shared += left.BinarySearch(OnLeft(element)) >= 0 ? 1 : 0;
        }

        return shared;
    }
}

/// <summary>
/// A slow function of two texts, with a cache: a fixed table holds the last result for each place. Two numbers and the bucket
/// fit into one word, so that threads share the table without a lock.
/// </summary>
internal sealed class FunctionFeature(string key, Operands operands, SqlFunction function) : Feature(key)
{
    private const int RememberedBits = 18;
    private const int LargestNumber = 1 << 28;

    private readonly ulong[] _remembered = new ulong[1 << RememberedBits];

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        SqlValue[] arguments = new SqlValue[2];
        for (int index = 0; index < pairs.Length; index++)
        {
            int left = batch.LeftRows[(batch.Left[pairs[index]] * batch.Stride) + operands.LeftSlot];
            int right = batch.RightRows[(batch.Right[pairs[index]] * batch.Stride) + operands.RightSlot];
            buckets[index] = left == 0 || right == 0 ? (byte)NullBucket
                : left < LargestNumber && right < LargestNumber ? Remembered(left, right, arguments)
                : Run(left, right, arguments);
        }
    }

    private byte Remembered(int left, int right, SqlValue[] arguments)
    {
        ulong numbers = ((ulong)left << 36) | ((ulong)right << 8);
        ref ulong place = ref _remembered[unchecked(numbers * 0x9E3779B97F4A7C15) >> (64 - RememberedBits)];
        ulong known = Volatile.Read(ref place);
        if ((known & ~0xFFUL) == numbers)
        {
            return unchecked((byte)known);
        }

        byte bucket = Run(left, right, arguments);
        Volatile.Write(ref place, numbers | bucket);
        return bucket;
    }

    private byte Run(int left, int right, SqlValue[] arguments)
    {
        arguments[0] = SqlValue.Of(operands.Left.Pool[left].ToArray());
        arguments[1] = SqlValue.Of(operands.Right.Pool[right].ToArray());
        return BucketOf(function.Run(arguments).AsNumber() ?? double.NaN);
    }
}

/// <summary>Any expression over both records, evaluated directly. True is 1, false is 0.</summary>
internal sealed class ExpressionFeature(string key, SqlNode node, Table table, int[]? order) : Feature(key)
{
    private readonly Dictionary<string, Column> _columns = node.Descendants().OfType<SqlColumn>()
        .Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase)
        .ToDictionary(name => name, name => table.Find(name)!, StringComparer.OrdinalIgnoreCase);

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        int leftRow = 0;
        int rightRow = 0;
        ColumnReader read = column =>
        {
            Column found = _columns[column.Name];
            return SqlEvaluator.Read(found, found.Ids[column.Side == Side.Left ? leftRow : rightRow]);
        };
        for (int index = 0; index < pairs.Length; index++)
        {
            leftRow = Row(batch.LeftRowNumber(pairs[index]));
            rightRow = Row(batch.RightRowNumber(pairs[index]));
            buckets[index] = BucketOf(SqlEvaluator.Evaluate(node, read).AsNumber() ?? double.NaN);
        }
    }

    private int Row(int place) => order is null ? place : order[place];
}

/// <summary>A boolean expression over one record.</summary>
internal sealed class OneSidedFeature(string key, TermColumn term, int slot, Side side) : Feature(key)
{
    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        int[] rows = side == Side.Left ? batch.LeftRows : batch.RightRows;
        int[] places = side == Side.Left ? batch.Left : batch.Right;
        for (int index = 0; index < pairs.Length; index++)
        {
            buckets[index] = BucketOf(term.Number(rows[(places[pairs[index]] * batch.Stride) + slot]));
        }
    }
}
