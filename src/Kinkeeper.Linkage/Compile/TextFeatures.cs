using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Compile;

/// <summary>Keeps one slot table per pool and, if that table is wide, a second one of 16 bytes for the values that fit.</summary>
internal sealed class SlotTables
{
    private readonly Dictionary<ValuePool, SlotTable> _tables = [];
    private readonly Dictionary<ValuePool, SlotTable> _short = [];

    public SlotTable Of(ValuePool pool) => Of(pool, _tables, 0);

    public SlotTable ShortOf(ValuePool pool) => Of(pool) is { Width: 16 } table ? table : Of(pool, _short, 16);

    private static SlotTable Of(ValuePool pool, Dictionary<ValuePool, SlotTable> tables, int width)
    {
        if (!tables.TryGetValue(pool, out SlotTable? table))
        {
            tables.Add(pool, table = new SlotTable(pool, width));
        }

        table.Extend();
        return table;
    }
}

/// <summary>The two values of a measurement and their slots in the packed rows.</summary>
/// <param name="Left">The expression over the left record.</param>
/// <param name="LeftSlot">Its slot in the left packed row.</param>
/// <param name="Right">The expression over the right record.</param>
/// <param name="RightSlot">Its slot in the right packed row.</param>
internal readonly record struct Operands(TermColumn Left, int LeftSlot, TermColumn Right, int RightSlot);

/// <summary>Jaro or Jaro-Winkler similarity of two texts.</summary>
internal sealed class JaroFeature(string key, Operands operands, bool winkler, SlotTables slots) : Feature(key)
{
    private SlotTable? _left;
    private SlotTable? _right;
    private SlotTable? _shortLeft;
    private SlotTable? _shortRight;
    private SlotJaro? _jaro;
    private SlotJaro? _shortJaro;

    public override void Prepare()
    {
        _left = slots.Of(operands.Left.Pool);
        _right = slots.Of(operands.Right.Pool);
        _jaro ??= new SlotJaro(Math.Max(_left.Width, _right.Width), winkler, Constants[0]);
        if (SlotJaro.ShortIsSupported)
        {
            _shortLeft = slots.ShortOf(operands.Left.Pool);
            _shortRight = slots.ShortOf(operands.Right.Pool);
            _shortJaro ??= Math.Max(_left.Width, _right.Width) == 16 ? _jaro : new SlotJaro(16, winkler, Constants[0]);
        }
    }

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        switch (Math.Max(_left!.Width, _right!.Width))
        {
            case var _ when SlotJaro.ShortIsSupported:
                MeasureShort(batch, pairs, buckets);
                break;
            case 16:
                Measure<Slot16>(batch, pairs, buckets);
                break;
            case 32:
                Measure<Slot32>(batch, pairs, buckets);
                break;
            default:
                Measure<Slot64>(batch, pairs, buckets);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void MeasureShort(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        SlotJaro jaro = _shortJaro!;
        ref int leftRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.LeftRows), operands.LeftSlot);
        ref int rightRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.RightRows), operands.RightSlot);
        ref int lefts = ref MemoryMarshal.GetArrayDataReference(batch.Left);
        ref int rights = ref MemoryMarshal.GetArrayDataReference(batch.Right);

        // The tables' arrays are pinned, so their addresses stay valid.
        byte* leftSlots = (byte*)Unsafe.AsPointer(ref _shortLeft![0]);
        byte* rightSlots = (byte*)Unsafe.AsPointer(ref _shortRight![0]);
        double lowest = Constants[0];
        byte missing = (byte)NullBucket;
        nint stride = batch.Stride;
        for (int index = 0; index < pairs.Length; index++)
        {
            int pair = pairs[index];
            nint leftId = Unsafe.Add(ref leftRows, Unsafe.Add(ref lefts, pair) * stride);
            nint rightId = Unsafe.Add(ref rightRows, Unsafe.Add(ref rights, pair) * stride);
            byte* leftSlot = leftSlots + (leftId * 16);
            byte* rightSlot = rightSlots + (rightId * 16);
            if (leftId == 0 || rightId == 0)
            {
                buckets[index] = missing;
                continue;
            }

            double similarity = *leftSlot == SlotTable.NoSlot || *rightSlot == SlotTable.NoSlot
                ? Wide((int)leftId, (int)rightId)
                : jaro.MeasureShort(leftSlot, rightSlot);
            buckets[index] = similarity < lowest ? (byte)0 : BucketOf(similarity);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure<TWidth>(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
        where TWidth : struct, ISlotWidth
    {
        SlotTable left = _left!;
        SlotTable right = _right!;
        SlotJaro jaro = _jaro!;
        ref int leftRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.LeftRows), operands.LeftSlot);
        ref int rightRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.RightRows), operands.RightSlot);
        ref byte leftLengths = ref MemoryMarshal.GetArrayDataReference(left.Lengths);
        ref byte rightLengths = ref MemoryMarshal.GetArrayDataReference(right.Lengths);
        double lowest = Constants[0];
        byte missing = (byte)NullBucket;
        int stride = batch.Stride;
        for (int index = 0; index < pairs.Length; index++)
        {
            int pair = pairs[index];
            int leftId = Unsafe.Add(ref leftRows, unchecked(batch.Left[pair] * stride));
            int rightId = Unsafe.Add(ref rightRows, unchecked(batch.Right[pair] * stride));
            if (leftId == 0 || rightId == 0)
            {
                buckets[index] = missing;
                continue;
            }

            int leftLength = Unsafe.Add(ref leftLengths, leftId);
            int rightLength = Unsafe.Add(ref rightLengths, rightId);
            double similarity = leftLength == SlotTable.Long || rightLength == SlotTable.Long
                ? Slow(leftId, rightId)
                : jaro.Measure<TWidth>(ref left[leftId], leftLength, ref right[rightId], rightLength);
            buckets[index] = similarity < lowest ? (byte)0 : BucketOf(similarity);
        }
    }

    /// <summary>Measures a pair with a value that does not fit 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Wide(int leftId, int rightId)
    {
        SlotTable left = _left!;
        SlotTable right = _right!;
        int leftLength = left.Lengths[leftId];
        int rightLength = right.Lengths[rightId];
        return leftLength == SlotTable.Long || rightLength == SlotTable.Long ? Slow(leftId, rightId)
            : Math.Max(left.Width, right.Width) switch
            {
                16 => Slow(leftId, rightId),
                32 => _jaro!.Measure<Slot32>(ref left[leftId], leftLength, ref right[rightId], rightLength),
                _ => _jaro!.Measure<Slot64>(ref left[leftId], leftLength, ref right[rightId], rightLength),
            };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Slow(int leftId, int rightId) => winkler
        ? Jaro.WinklerSimilarity(operands.Left.Pool[leftId], operands.Right.Pool[rightId])
        : Jaro.Similarity(operands.Left.Pool[leftId], operands.Right.Pool[rightId]);
}

/// <summary>Levenshtein or Damerau-Levenshtein distance of two texts.</summary>
internal sealed class DistanceFeature(string key, Operands operands, bool damerau, SlotTables slots) : Feature(key)
{
    private SlotTable? _left;
    private SlotTable? _right;
    private int _limit;
    private byte[] _bucketByDistance = [];

    public override void Prepare()
    {
        _limit = (int)Math.Clamp(Math.Ceiling(Constants[^1]), 0, 1_000_000);
        if (_limit > SlotDistance.LargestLimit)
        {
            return;
        }

        _left = slots.Of(operands.Left.Pool);
        _right = slots.Of(operands.Right.Pool);
        _limit = Math.Max(1, _limit);
        _bucketByDistance = [.. Enumerable.Range(0, _limit + 2).Select(distance => BucketOf(distance))];
    }

    public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        if (_left is null)
        {
            Slow(batch, pairs, buckets);
            return;
        }

        switch (Math.Max(_left.Width, _right!.Width))
        {
            case 16:
                Measure<Slot16>(batch, pairs, buckets);
                break;
            case 32:
                Measure<Slot32>(batch, pairs, buckets);
                break;
            default:
                Measure<Slot64>(batch, pairs, buckets);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure<TWidth>(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
        where TWidth : struct, ISlotWidth
    {
        SlotTable left = _left!;
        SlotTable right = _right!;
        ref int leftRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.LeftRows), operands.LeftSlot);
        ref int rightRows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.RightRows), operands.RightSlot);
        ref byte leftLengths = ref MemoryMarshal.GetArrayDataReference(left.Lengths);
        ref byte rightLengths = ref MemoryMarshal.GetArrayDataReference(right.Lengths);
        ref byte bucketByDistance = ref MemoryMarshal.GetArrayDataReference(_bucketByDistance);
        byte missing = (byte)NullBucket;
        int limit = _limit;
        bool transpositions = damerau;
        int stride = batch.Stride;
        for (int index = 0; index < pairs.Length; index++)
        {
            int pair = pairs[index];
            int leftId = Unsafe.Add(ref leftRows, unchecked(batch.Left[pair] * stride));
            int rightId = Unsafe.Add(ref rightRows, unchecked(batch.Right[pair] * stride));
            if (leftId == 0 || rightId == 0)
            {
                buckets[index] = missing;
                continue;
            }

            int leftLength = Unsafe.Add(ref leftLengths, leftId);
            int rightLength = Unsafe.Add(ref rightLengths, rightId);
            int distance = leftLength == SlotTable.Long || rightLength == SlotTable.Long
                ? Math.Min(Slow(leftId, rightId), limit + 1)
                : SlotDistance.Measure<TWidth>(ref left[leftId], leftLength, ref right[rightId], rightLength, limit, transpositions);
            buckets[index] = Unsafe.Add(ref bucketByDistance, distance);
        }
    }

    private void Slow(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
    {
        for (int index = 0; index < pairs.Length; index++)
        {
            int leftId = batch.LeftRows[(batch.Left[pairs[index]] * batch.Stride) + operands.LeftSlot];
            int rightId = batch.RightRows[(batch.Right[pairs[index]] * batch.Stride) + operands.RightSlot];
            buckets[index] = leftId == 0 || rightId == 0 ? (byte)NullBucket : BucketOf(Slow(leftId, rightId));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Slow(int leftId, int rightId) => damerau
        ? EditDistance.Damerau(operands.Left.Pool[leftId], operands.Right.Pool[rightId])
        : EditDistance.Levenshtein(operands.Left.Pool[leftId], operands.Right.Pool[rightId]);
}
