using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// Jaro and Jaro-Winkler similarity on slots. For each byte of the right value, one vector comparison finds all its places in
/// the left value. Masks hold the window and the used places, so there is no inner loop and no branch that depends on the text.
/// A table gives the number of matches needed to reach the lowest constant; a pair that cannot reach it, by its lengths, prefix
/// or matches, is left at once.
/// </summary>
internal sealed class SlotJaro
{
    private readonly byte[] _needed;
    private readonly int _width;
    private readonly bool _winkler;

    /// <param name="width">Width of the slots in bytes.</param>
    /// <param name="winkler">True for Jaro-Winkler (with the boost for a common prefix).</param>
    /// <param name="lowest">The lowest constant. Similarities below it need not be exact.</param>
    public SlotJaro(int width, bool winkler, double lowest)
    {
        _width = width;
        _winkler = winkler;
        _needed = new byte[(width + 1) * (width + 1) * 5];
        for (int p = 0; p <= width; p++)
        {
            for (int t = 0; t <= width; t++)
            {
                for (int prefix = 0; prefix < 5; prefix++)
                {
                    _needed[Index(p, t, prefix)] = Needed(p, t, prefix, lowest);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Index(int p, int t, int prefix) => (((p * (_width + 1)) + t) * 5) + prefix;

    private byte Needed(int p, int t, int prefix, double lowest)
    {
        if (lowest <= 0 || p == 0 || t == 0)
        {
            return 0;
        }

        int most = Math.Min(p, t);
        for (int matches = 1; matches <= most; matches++)
        {
            double best = Jaro.Combine(matches, 0, p, t);
            if ((_winkler ? Jaro.Boost(best, prefix) : best) >= lowest)
            {
                return (byte)matches;
            }
        }

        return byte.MaxValue;
    }

    /// <summary>Returns the similarity, or a negative number if it is below the lowest constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Measure<TWidth>(ref byte p, int lengthP, ref byte t, int lengthT)
        where TWidth : struct, ISlotWidth
    {
        unchecked
        {
            uint difference = Unsafe.ReadUnaligned<uint>(ref p) ^ Unsafe.ReadUnaligned<uint>(ref t);
            int prefix = Math.Min(BitOperations.TrailingZeroCount(difference) >> 3, Math.Min(lengthP, lengthT));
            int needed = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_needed), Index(lengthP, lengthT, prefix));
            if (needed > lengthP)
            {
                return -1;
            }

            int longer = Math.Max(lengthP, lengthT);
            int window = (longer >> 1) - 1;
            if (window < 0)
            {
                window = 0;
            }

            ulong known = TWidth.Width == 64 ? ulong.MaxValue >> (64 - Math.Max(lengthP, 1)) : (1UL << lengthP) - 1;
            ulong used = 0;
            ulong usedT = 0;
            ulong span = ulong.MaxValue >> (63 - Math.Min(2 * window, 63));
            for (int j = 0; j < lengthT; j++)
            {
                // The window in P around place j. Widths below 64 cannot lose bits to the left shift.
                ulong near = TWidth.Width == 64
                    ? Around(j, window)
                    : (span << j) >> window;
                ulong place = TWidth.Equal(ref p, Unsafe.Add(ref t, j)) & known & near & ~used;
                used |= place & (0 - place);
                usedT |= (place != 0 ? 1UL : 0UL) << j;
            }

            int matches = BitOperations.PopCount(used);
            if (matches < needed || matches == 0)
            {
                return matches == 0 && needed == 0 ? 0 : -1;
            }

            int outOfOrder = 0;
            while (used != 0)
            {
                outOfOrder += Unsafe.Add(ref p, BitOperations.TrailingZeroCount(used))
                    == Unsafe.Add(ref t, BitOperations.TrailingZeroCount(usedT)) ? 0 : 1;
                used &= used - 1;
                usedT &= usedT - 1;
            }

            double similarity = Jaro.Combine(matches, outOfOrder >> 1, lengthP, lengthT);
            return _winkler ? Jaro.Boost(similarity, prefix) : similarity;
        }
    }

    /// <summary>True if <see cref="MeasureShort"/> runs on this machine.</summary>
    public static bool ShortIsSupported => Avx512BW.IsSupported && ShortAllowed;

    private static readonly bool ShortAllowed = Environment.GetEnvironmentVariable("KINKEEPER_LINKAGE_VECTORS") != "128";

    /// <summary>
    /// Does the same for slots of 16 bytes. Four vector comparisons give all 16 × 16 equalities; window and lengths are masks
    /// on them. The number of left places that match anything is an upper bound for the matches and rules out most pairs
    /// without a loop, so the processor can work on several pairs at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe double MeasureShort(byte* p, byte* t)
    {
        unchecked
        {
            Vector128<byte> left = Vector128.Load(p);
            Vector128<byte> right = Vector128.Load(t);
            int lengthP = BitOperations.TrailingZeroCount(
                Vector128.Equals(left, Vector128<byte>.Zero).ExtractMostSignificantBits() | 0x1_0000);
            int lengthT = BitOperations.TrailingZeroCount(
                Vector128.Equals(right, Vector128<byte>.Zero).ExtractMostSignificantBits() | 0x1_0000);
            int shorter = Math.Min(lengthP, lengthT);
            int prefix = Math.Min(BitOperations.TrailingZeroCount(*(uint*)p ^ *(uint*)t) >> 3, shorter);
            int needed = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_needed), Index(lengthP, lengthT, prefix));
            int window = Math.Max((Math.Max(lengthP, lengthT) >> 1) - 1, 0);

            Vector512<byte> lefts = Avx512F.BroadcastVector128ToVector512((uint*)p).AsByte();
            Vector512<byte> rights = Avx512F.BroadcastVector128ToVector512((uint*)t).AsByte();
            ulong known = ((1UL << lengthP) - 1) * 0x0001_0001_0001_0001;
            ref ulong near = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Windows), window * 4);
            ulong m0 = Vector512.Equals(lefts, Avx512BW.Shuffle(rights, Quad0)).ExtractMostSignificantBits() & near & known;
            ulong m1 = Vector512.Equals(lefts, Avx512BW.Shuffle(rights, Quad1)).ExtractMostSignificantBits()
                & Unsafe.Add(ref near, 1) & known;
            ulong m2 = Vector512.Equals(lefts, Avx512BW.Shuffle(rights, Quad2)).ExtractMostSignificantBits()
                & Unsafe.Add(ref near, 2) & known;
            ulong m3 = Vector512.Equals(lefts, Avx512BW.Shuffle(rights, Quad3)).ExtractMostSignificantBits()
                & Unsafe.Add(ref near, 3) & known;
            ulong any = m0 | m1 | m2 | m3;
            any |= any >> 32;
            any |= any >> 16;
            if (BitOperations.PopCount(any & 0xFFFF) < needed)
            {
                return -1;
            }

            return Finish(p, lengthP, t, lengthT, m0, m1, m2, m3, needed, prefix);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private unsafe double Finish(byte* p, int lengthP, byte* t, int lengthT, ulong m0, ulong m1, ulong m2, ulong m3, int needed, int prefix)
    {
        unchecked
        {
            ulong used = 0;
            ulong usedT = 0;
            ulong masks = m0;
            for (int j = 0; j < 16; j++)
            {
                ulong place = masks & 0xFFFF & ~used;
                used |= place & (0 - place);
                usedT |= (place != 0 ? 1UL : 0UL) << j;
                masks = (j & 3) != 3 ? masks >> 16 : j == 3 ? m1 : j == 7 ? m2 : m3;
            }

            int matches = BitOperations.PopCount(used);
            if (matches < needed || matches == 0)
            {
                return matches == 0 && needed == 0 ? 0 : -1;
            }

            int outOfOrder = 0;
            while (used != 0)
            {
                outOfOrder += p[BitOperations.TrailingZeroCount(used)] == t[BitOperations.TrailingZeroCount(usedT)] ? 0 : 1;
                used &= used - 1;
                usedT &= usedT - 1;
            }

            double similarity = Jaro.Combine(matches, outOfOrder >> 1, lengthP, lengthT);
            return _winkler ? Jaro.Boost(similarity, prefix) : similarity;
        }
    }

    // Shuffles that spread four bytes of the right value over four parts of sixteen bytes.
    private static readonly Vector512<byte> Quad0 = Quad(0);
    private static readonly Vector512<byte> Quad1 = Quad(4);
    private static readonly Vector512<byte> Quad2 = Quad(8);
    private static readonly Vector512<byte> Quad3 = Quad(12);

    private static Vector512<byte> Quad(byte first) => Vector512.Create(
        Vector256.Create(Vector128.Create(first), Vector128.Create((byte)(first + 1))),
        Vector256.Create(Vector128.Create((byte)(first + 2)), Vector128.Create((byte)(first + 3))));

    /// <summary>For each window and each four places of the right value, the left places within the window.</summary>
    private static readonly ulong[] Windows = MakeWindows();

    private static ulong[] MakeWindows()
    {
        ulong[] windows = new ulong[8 * 4];
        for (int window = 0; window < 8; window++)
        {
            for (int j = 0; j < 16; j++)
            {
                windows[(window * 4) + (j >> 2)] |= (Around(j, window) & 0xFFFF) << (16 * (j & 3));
            }
        }

        return windows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Around(int j, int window)
    {
        int low = Math.Max(0, j - window);
        int high = Math.Min(63, j + window);
        return unchecked((ulong.MaxValue >> (63 - high)) & (ulong.MaxValue << low));
    }
}
