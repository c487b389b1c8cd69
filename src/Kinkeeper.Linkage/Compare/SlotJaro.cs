using System.Numerics;
using System.Runtime.CompilerServices;
using Kinkeeper.Linkage.Text;

namespace Kinkeeper.Linkage.Compare;

/// <summary>
/// Jaro and Jaro-Winkler on slots. For each byte of the right value one vector comparison gives all places of the left
/// value where it stands; masks hold the window and the places already used, so there is no inner loop and no branch that
/// depends on the text. Whatever cannot reach the lowest constant any more, by its lengths, prefix or number of matches,
/// is left at once: a table says how many matches are needed.
/// </summary>
internal sealed class SlotJaro
{
    private readonly byte[] _needed;
    private readonly int _width;
    private readonly bool _winkler;

    /// <param name="width">The slots' width.</param>
    /// <param name="winkler">With the boost for a common prefix.</param>
    /// <param name="lowest">The lowest constant: similarities below it need not be exact.</param>
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

    /// <summary>The similarity, or a negative number where it is below the lowest constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Measure<TWidth>(ref byte p, int lengthP, ref byte t, int lengthT)
        where TWidth : struct, ISlotWidth
    {
        unchecked
        {
            uint difference = Unsafe.ReadUnaligned<uint>(ref p) ^ Unsafe.ReadUnaligned<uint>(ref t);
            int prefix = Math.Min(BitOperations.TrailingZeroCount(difference) >> 3, Math.Min(lengthP, lengthT));
            int needed = Unsafe.Add(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_needed), Index(lengthP, lengthT, prefix));
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
                return matches == 0 && needed == 0 ? Empty(lengthP, lengthT) : -1;
            }

            int outOfOrder = 0;
            while (used != 0)
            {
                outOfOrder += Unsafe.Add(ref p, BitOperations.TrailingZeroCount(used)) == Unsafe.Add(ref t, BitOperations.TrailingZeroCount(usedT)) ? 0 : 1;
                used &= used - 1;
                usedT &= usedT - 1;
            }

            double similarity = Jaro.Combine(matches, outOfOrder >> 1, lengthP, lengthT);
            return _winkler ? Jaro.Boost(similarity, prefix) : similarity;
        }
    }

    private static double Empty(int lengthP, int lengthT) => lengthP == 0 && lengthT == 0 ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Around(int j, int window)
    {
        int low = Math.Max(0, j - window);
        int high = Math.Min(63, j + window);
        return unchecked((ulong.MaxValue >> (63 - high)) & (ulong.MaxValue << low));
    }
}
