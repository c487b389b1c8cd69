using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>The difference of two numbers, or its size.</summary>
internal sealed class DifferenceFeature(string key, Operands operands, bool absolute) : Feature(key)
{
    private double[] _left = [];
    private double[] _right = [];

    public override void Prepare()
    {
        _left = Numbers(operands.Left);
        _right = ReferenceEquals(operands.Left, operands.Right) ? _left : Numbers(operands.Right);
    }

    private static double[] Numbers(TermColumn term)
    {
        double[] numbers = new double[term.Count + 1];
        numbers[0] = double.NaN;
        for (int id = 1; id < numbers.Length; id++)
        {
            numbers[id] = term.Number(id);
        }

        return numbers;
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

/// <summary>How many elements two lists share.</summary>
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

    /// <summary>The expression whose elements bring records together, where this stands for an exploded equality; null otherwise.</summary>
    public TermColumn? ExplodedTerm => _sameElements && Key.StartsWith("exploded(", StringComparison.Ordinal) ? _operands.Left : null;

    public override void Prepare()
    {
        if (!_sameElements)
        {
            _rightToLeft = Lanes.Map(_operands.Right.Pool, _operands.Left.Pool);
        }
    }

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        for (int index = 0; index < pairs.Length; index++)
        {
            int left = batch.LeftRows[(batch.Left[pairs[index]] * batch.Stride) + _operands.LeftSlot];
            int right = batch.RightRows[(batch.Right[pairs[index]] * batch.Stride) + _operands.RightSlot];
            buckets[index] = left == 0 || right == 0 ? (byte)NullBucket : BucketOf(Shared(_operands.Left.List(left), _operands.Right.List(right)));
        }
    }

    private int Shared(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int shared = 0;
        foreach (int element in right)
        {
            shared += left.BinarySearch(_sameElements ? element : _rightToLeft[element]) >= 0 ? 1 : 0;
        }

        return shared;
    }
}

/// <summary>A function of two values of which it is enough to compute it once per pair of distinct values in a row of pairs.</summary>
internal sealed class FunctionFeature(string key, Operands operands, SqlFunction function) : Feature(key)
{
    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        SqlValue[] arguments = new SqlValue[2];
        int lastLeft = -1;
        int lastRight = -1;
        byte last = 0;
        for (int index = 0; index < pairs.Length; index++)
        {
            int left = batch.LeftRows[(batch.Left[pairs[index]] * batch.Stride) + operands.LeftSlot];
            int right = batch.RightRows[(batch.Right[pairs[index]] * batch.Stride) + operands.RightSlot];
            if (left != lastLeft || right != lastRight)
            {
                (lastLeft, lastRight) = (left, right);
                last = (byte)NullBucket;
                if (left != 0 && right != 0)
                {
                    arguments[0] = SqlValue.Of(operands.Left.Pool[left].ToArray());
                    arguments[1] = SqlValue.Of(operands.Right.Pool[right].ToArray());
                    last = BucketOf(function.Run(arguments).AsNumber() ?? double.NaN);
                }
            }

            buckets[index] = last;
        }
    }
}

/// <summary>Any expression over both records, evaluated as it stands. Truth is 1, falsehood 0.</summary>
internal sealed class ExpressionFeature(string key, SqlNode node, Table table) : Feature(key)
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
            leftRow = batch.LeftRowNumber(pairs[index]);
            rightRow = batch.RightRowNumber(pairs[index]);
            buckets[index] = BucketOf(SqlEvaluator.Evaluate(node, read).AsNumber() ?? double.NaN);
        }
    }
}

/// <summary>A truth about one record alone.</summary>
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
