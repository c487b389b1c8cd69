namespace Kinkeeper.Features.Families;

/// <summary>
/// Where a moment stands from left to right. Time runs evenly, except that a long stretch in which nothing is on record is cut, and
/// drawn as cut: otherwise a year of silence would leave no room for the day on which everything happened.
/// </summary>
public sealed class TimeAxis
{
    private readonly long[] _moments;
    private readonly double[] _places;

    /// <param name="moments">When anything happened; in any order, and not empty.</param>
    /// <param name="left">Where the first moment stands.</param>
    /// <param name="right">Where the last one stands.</param>
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

    /// <summary>Where the axis is cut.</summary>
    public IReadOnlyList<double> Cuts { get; }

    /// <summary>Where one of the moments stands.</summary>
    public double this[DateTimeOffset moment] => _places[Array.BinarySearch(_moments, moment.UtcTicks)];

    /// <summary>The longest gap that is drawn in full: no stretch takes more than a quarter of the picture where there are many.</summary>
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
