using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// Fills packed rows from columns. Works on a few hundred rows at a time, so that each row's cache lines are written while they
/// are in the cache.
/// </summary>
internal sealed class RowPacking(CompiledModel model)
{
    private const int Chunk = 256;

    private readonly ulong[] _leftWords = new ulong[Chunk];
    private readonly ulong[] _rightWords = new ulong[Chunk];
    private readonly int[] _tableRows = new int[Chunk];

    public void Pack(int from, int rows)
    {
        for (int start = from; start < rows; start += Chunk)
        {
            PackChunk(start, Math.Min(Chunk, rows - start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackChunk(int start, int count)
    {
        PackedRows packed = model.Rows;
        int stride = packed.Stride;
        ref int left = ref packed.Left[start * stride];
        ref int right = ref packed.Right[start * stride];
        for (int at = 0; at < count; at++)
        {
            _tableRows[at] = model.RowAt(start + at);
            _leftWords[at] = 0;
            _rightWords[at] = 0;
        }

        for (int bit = 0; bit < model.Compiler.Missing.Count; bit++)
        {
            int[] ids = model.Compiler.Missing[bit].Ids;
            for (int at = 0; at < count; at++)
            {
                ulong missing = (ids[_tableRows[at]] == 0 ? 1UL : 0UL) << (PackedRows.FirstMissingBit + bit);
                _leftWords[at] |= missing;
                _rightWords[at] |= missing;
            }
        }

        for (int lane = 0; lane < model.Lanes.Count; lane++)
        {
            Fill(ref left, stride, lane, count, model.Lanes[lane].Left.Ids, _leftWords);
            if (packed.TwoSided)
            {
                FillRight(ref right, stride, lane, count, model.Lanes[lane]);
            }
        }

        for (int place = 0; place < model.Compiler.Payload.Count; place++)
        {
            int[] ids = model.Compiler.Payload[place].Ids;
            int slot = packed.Lanes + 2 + place;
            for (int at = 0; at < count; at++)
            {
                int id = ids[_tableRows[at]];
                Unsafe.Add(ref left, (at * stride) + slot) = id;
                Unsafe.Add(ref right, (at * stride) + slot) = id;
            }
        }

        for (int at = 0; at < count; at++)
        {
            Unsafe.As<int, ulong>(ref Unsafe.Add(ref left, (at * stride) + packed.Lanes)) = _leftWords[at];
            if (packed.TwoSided)
            {
                Unsafe.As<int, ulong>(ref Unsafe.Add(ref right, (at * stride) + packed.Lanes)) = _rightWords[at];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ref int rows, int stride, int lane, int count, int[] ids, ulong[] words)
    {
        ref int tableRows = ref MemoryMarshal.GetArrayDataReference(_tableRows);
        ref ulong word = ref MemoryMarshal.GetArrayDataReference(words);
        for (int at = 0; at < count; at++)
        {
            int id = ids[Unsafe.Add(ref tableRows, at)];
            Unsafe.Add(ref rows, unchecked((at * stride) + lane)) = id;
            Unsafe.Add(ref word, at) |= (id == 0 ? 1UL : 0UL) << lane;
        }
    }

    private void FillRight(ref int rows, int stride, int lane, int count, Lane pair)
    {
        int[] ids = pair.Right.Ids;
        for (int at = 0; at < count; at++)
        {
            int id = ids[_tableRows[at]];
            Unsafe.Add(ref rows, (at * stride) + lane) = pair.OnRight(id);
            _rightWords[at] |= (id == 0 ? 1UL : 0UL) << lane;
        }
    }
}
