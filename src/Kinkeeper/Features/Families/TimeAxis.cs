namespace Kinkeeper.Features.Families;

/// <summary>
/// Maps time to a horizontal position. The scale is even, except that a long stretch without events is cut, and drawn as cut. A year
/// without events would otherwise leave no room for the day with all of them.
/// </summary>
public sealed class TimeAxis
{
    private readonly long[] _moments;
    private readonly double[] _places;

    /// <param name="moments">The times of the events, in any order; not empty.</param>
    /// <param name="left">The position of the first time.</param>
    /// <param name="right">The position of the last time.</param>
    public TimeAxis(IEnumerable<DateTimeOffset> moments, double left, double right)
    {
        _moments = [.. moments.Select(at => at.UtcTicks).Distinct().Order()];
        double[] gaps = [.. _moments.Zip(_moments.Skip(1), (one, next) => (double)(next - one))];
        double longest = Longest(gaps);
        double total = gaps.Sum(gap => Math.Min(gap, longest));
        _places = new double[_moments.Length];
        List<double> cuts = [];
        double place = gaps.Length == 0 ? (left + right) / 2 : left;
        _places[0] = place;
        for (int i = 0; i < gaps.Length; i++)
        {
            double width = Math.Min(gaps[i], longest) / total * (right - left);
            if (gaps[i] > longest * 1.5)
            {
                cuts.Add(place + (width / 2));
            }

            place += width;
            _places[i + 1] = place;
        }

        Cuts = cuts;
    }

    /// <summary>The positions of the cuts.</summary>
    public IReadOnlyList<double> Cuts { get; }

    /// <summary>The position of one of the times.</summary>
    public double this[DateTimeOffset moment] => _places[Array.BinarySearch(_moments, moment.UtcTicks)];

    /// <summary>Returns the longest gap drawn in full. With many gaps, none takes more than a quarter of the picture.</summary>
    private static double Longest(double[] gaps)
    {
        if (gaps.Length == 0)
        {
            return 0;
        }

        double share = Math.Max(0.25, 1.5 / gaps.Length);
        double longest = gaps.Max();
        for (int round = 0; round < 40; round++)
        {
            longest = Math.Min(longest, gaps.Sum(gap => Math.Min(gap, longest)) * share);
        }

        return longest;
    }
}
