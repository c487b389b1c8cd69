using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// The values that the comparisons need of each record, side by side: first the lanes that are compared for equality (8 or 16
/// integers), then two integers of missing-value bits, then values for measurements. One vector comparison of two rows answers
/// all equality questions at once.
/// </summary>
/// <remarks>
/// The key of a pair: bit i (0–15) is set if lane i is equal and not NULL, bits 16–39 if a value is missing on the left, and
/// bits 40–63 if it is missing on the right. The word of a row: bits 0–15 for lanes that are NULL, bits 16–39 for missing
/// values.
/// </remarks>
internal sealed class PackedRows
{
    public const int MaxLanes = 16;
    public const int MaxMissing = 24;
    public const int FirstMissingBit = 16;
    public const int RightShift = 24;
    public const ulong MissingMask = 0xFF_FFFFUL << FirstMissingBit;

    private int[] _left = [];
    private int[] _right = [];

    public PackedRows(int lanes, int stride, bool twoSided)
    {
        Lanes = lanes;
        Stride = stride;
        TwoSided = twoSided;
    }

    /// <summary>Number of lanes: 8 or 16.</summary>
    public int Lanes { get; }

    public int Stride { get; }

    /// <summary>True if a row differs on the right side, because some comparison uses different columns.</summary>
    public bool TwoSided { get; }

    public int Count { get; private set; }

    public int[] Left => _left;

    public int[] Right => TwoSided ? _right : _left;

    public void Grow(int rows)
    {
        if ((long)rows * Stride > Array.MaxLength)
        {
            throw new LinkageException(
                $"{rows:N0} records with this model need more memory than one array can hold; split the input into several runs.");
        }

        int size = rows * Stride;
        if (_left.Length < size)
        {
            int larger = (int)Math.Min(Array.MaxLength, Count == 0 ? size : Math.Max(size, _left.Length * 3L / 2));
            _left = Enlarged(_left, larger, Count * Stride);
            _right = TwoSided ? Enlarged(_right, larger, Count * Stride) : _right;
        }

        Count = rows;
    }

    /// <summary>Prefetches a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(int place)
    {
        if (Sse.IsSupported)
        {
            ref int row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_left), (nint)place * Stride);
            Sse.Prefetch0(Unsafe.AsPointer(ref row));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref row, Stride - 1)));
        }
    }

    private static int[] Enlarged(int[] rows, int size, int used)
    {
        // Pinned, so that rows can be prefetched by address. On large pages, because they are read in random order.
        int[] larger = GC.AllocateUninitializedArray<int>(size, pinned: true);
        LargePages.Advise(larger);
        rows.AsSpan(0, used).CopyTo(larger);
        larger.AsSpan(used).Clear();
        return larger;
    }

    /// <summary>Returns the key of a pair of packed rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ref int left, ref int right, bool sixteen)
    {
        // Vector<T> differs by machine. Vector256 and Vector512 work in halves on machines with shorter vectors.
        ulong equal = sixteen
            ? Vector512.Equals(Vector512.LoadUnsafe(ref left), Vector512.LoadUnsafe(ref right)).ExtractMostSignificantBits()
            : Vector256.Equals(Vector256.LoadUnsafe(ref left), Vector256.LoadUnsafe(ref right)).ExtractMostSignificantBits();
        int lanes = sixteen ? 16 : 8;
        ulong leftWord = Word(ref left, lanes);
        ulong rightWord = Word(ref right, lanes);
        return (equal & ~(leftWord | rightWord) & 0xFFFF) | (leftWord & MissingMask) | ((rightWord & MissingMask) << RightShift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref int row, int lanes) => Unsafe.As<int, ulong>(ref Unsafe.Add(ref row, lanes));
}
