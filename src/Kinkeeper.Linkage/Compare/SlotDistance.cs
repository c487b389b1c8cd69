using System.Numerics;
using System.Runtime.CompilerServices;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// Levenshtein and Damerau-Levenshtein distance up to a small limit, on slots. With limit k, a byte of one value costs an edit
/// if it is nowhere within k places in the other value. 2k+1 vector comparisons count these bytes and rule out nearly all
/// pairs. Limit 1 needs nothing else: lengths, differing places and one shifted comparison decide it.
/// </summary>
internal static class SlotDistance
{
    /// <summary>The largest limit that slots support. Loads shifted by this many bytes stay inside the slot table's margin.</summary>
    public const int LargestLimit = 4;

    /// <summary>Returns the distance, or <paramref name="limit"/> + 1 if it is larger than <paramref name="limit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Measure<TWidth>(ref byte a, int lengthA, ref byte b, int lengthB, int limit, bool damerau)
        where TWidth : struct, ISlotWidth
    {
        unchecked
        {
            int gap = lengthA - lengthB;
            if (Math.Abs(gap) > limit)
            {
                return limit + 1;
            }

            ulong inA = Known<TWidth>(lengthA);
            ulong inB = Known<TWidth>(lengthB);
            ulong same = TWidth.Equal(ref a, ref b);
            if (gap == 0)
            {
                ulong differing = ~same & inA;
                int places = BitOperations.PopCount(differing);
                if (places <= 1)
                {
                    return places;
                }

                if (limit == 1)
                {
                    return damerau && places == 2 && Swapped(ref a, ref b, differing) ? 1 : 2;
                }
            }
            else if (limit == 1)
            {
                // The shorter value must equal the longer one without one byte.
                ref byte shorter = ref gap < 0 ? ref a : ref b;
                ref byte longer = ref gap < 0 ? ref b : ref a;
                ulong inShorter = inA & inB;
                ulong shifted = TWidth.Equal(ref shorter, ref Unsafe.Add(ref longer, 1));
                int prefix = BitOperations.TrailingZeroCount(~same | ~inShorter);
                ulong rest = ~shifted & inShorter;
                return prefix >= 64 || rest >> prefix == 0 ? 1 : 2;
            }

            ulong found = same & inB;
            for (int shift = 1; shift <= limit; shift++)
            {
                found |= TWidth.Equal(ref a, ref Unsafe.Add(ref b, shift)) & (inB >> shift);
                found |= TWidth.Equal(ref a, ref Unsafe.Add(ref b, -shift)) & (inB << shift);
            }

            if (BitOperations.PopCount(~found & inA) > limit)
            {
                return limit + 1;
            }

            return Exact(ref a, lengthA, ref b, lengthB, limit, damerau);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Known<TWidth>(int length)
        where TWidth : struct, ISlotWidth =>
        TWidth.Width == 64 ? (length == 0 ? 0 : ulong.MaxValue >> (64 - length)) : (1UL << length) - 1;

    private static bool Swapped(ref byte a, ref byte b, ulong differing)
    {
        int at = BitOperations.TrailingZeroCount(differing);
        return ((differing >> at) & 3) == 3
            && Unsafe.Add(ref a, at) == Unsafe.Add(ref b, at + 1)
            && Unsafe.Add(ref a, at + 1) == Unsafe.Add(ref b, at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Exact(ref byte a, int lengthA, ref byte b, int lengthB, int limit, bool damerau)
    {
        ReadOnlySpan<byte> left = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref a, lengthA);
        ReadOnlySpan<byte> right = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref b, lengthB);
        int distance = damerau ? EditDistance.Damerau(left, right) : EditDistance.Levenshtein(left, right);
        return Math.Min(distance, limit + 1);
    }
}
