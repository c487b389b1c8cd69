namespace Kinkeeper.Features.Population;

/// <summary>
/// Random numbers for one family. The same seed and family give the same throws on every machine and .NET version, whatever was
/// made before (SplitMix64; Steele, Lea, Flood, OOPSLA 2014).
/// </summary>
internal sealed class Dice(ulong seed, ulong family)
{
    private ulong _state = Mix(seed ^ Mix(family + 0x9E37_79B9_7F4A_7C15));

    public ulong Next() => Mix(_state += 0x9E37_79B9_7F4A_7C15);

    /// <summary>Returns a number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(((UInt128)Next() * (uint)count) >> 64);

    /// <summary>Returns a number between two bounds, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public T Of<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public DateTimeOffset Between(DateTimeOffset earliest, DateTimeOffset latest)
    {
        long minutes = Math.Max(0, (long)(latest - earliest).TotalMinutes);
        return earliest.AddMinutes(Math.Floor(Unit() * (minutes + 1)));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}

/// <summary>Choices with weights.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _choices;
    private readonly double[] _upTo;

    public Weighted(IEnumerable<(T Choice, double Weight)> choices)
    {
        (T Choice, double Weight)[] all = [.. choices];
        _choices = [.. all.Select(entry => entry.Choice)];
        _upTo = new double[all.Length];
        double sum = 0;
        for (int index = 0; index < all.Length; index++)
        {
            _upTo[index] = sum += all[index].Weight;
        }
    }

    public T Draw(Dice dice)
    {
        int found = Array.BinarySearch(_upTo, dice.Unit() * _upTo[^1]);
        return _choices[Math.Min(found < 0 ? ~found : found + 1, _choices.Length - 1)];
    }
}
