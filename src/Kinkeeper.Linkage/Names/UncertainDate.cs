using System.Globalization;

namespace Kinkeeper.Linkage.Names;

/// <summary>
/// Compares dates of birth as records have them: complete (<c>2012-03-09</c>), partial (<c>2012</c>, <c>2012-03</c>), or the 1
/// January that clerks write if only the year is known.
/// </summary>
internal static class UncertainDate
{
    private const int DaysInYear = 365;
    private const int DaysInMonth = 31;

    /// <summary>Returns the degree of agreement; null if either is not a date.</summary>
    /// <returns>
    /// 5 same day · 4 day and month exchanged, or one digit wrong, or two neighbouring digits exchanged · 3 same as far as both
    /// are known (a year alone, or 1 January, against any day of that year) · 2 at most 31 days apart · 1 at most a year apart ·
    /// 0 further apart.
    /// </returns>
    public static int? Agreement(string left, string right)
    {
        if (Read(left) is not { } a || Read(right) is not { } b)
        {
            return null;
        }

        if (a.Day > 0 && b.Day > 0)
        {
            if (a == b)
            {
                return 5;
            }

            if ((a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
                || Text.EditDistance.Damerau(Bytes(a), Bytes(b)) <= 1)
            {
                return 4;
            }
        }

        bool partial = a.Day == 0 || b.Day == 0 || IsNewYear(a) || IsNewYear(b);
        if (partial && a.Year == b.Year && (a.Month == b.Month || a.Month == 0 || b.Month == 0 || IsNewYear(a) || IsNewYear(b)))
        {
            return 3;
        }

        int apart = Math.Abs(Day(a).DayNumber - Day(b).DayNumber);
        return apart <= DaysInMonth ? 2 : apart <= DaysInYear ? 1 : 0;
    }

    private static bool IsNewYear((int Year, int Month, int Day) date) => date is { Month: 1, Day: 1 };

    private static DateOnly Day((int Year, int Month, int Day) date) =>
        new(date.Year, date.Month == 0 ? 7 : date.Month, date.Day == 0 ? 1 : date.Day);

    private static byte[] Bytes((int Year, int Month, int Day) date) =>
        System.Text.Encoding.ASCII.GetBytes($"{date.Year:0000}{date.Month:00}{date.Day:00}");

    private static (int Year, int Month, int Day)? Read(string text)
    {
        string[] parts = text.Trim().Split('-');
        if (parts.Length > 3 || !Number(parts[0], 1, 9999, out int year) || parts[0].Length != 4)
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return (year, 0, 0);
        }

        if (!Number(parts[1], 1, 12, out int month))
        {
            return null;
        }

        return parts.Length == 2 ? (year, month, 0)
            : Number(parts[2], 1, DateTime.DaysInMonth(year, month), out int day) ? (year, month, day)
            : null;
    }

    private static bool Number(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
