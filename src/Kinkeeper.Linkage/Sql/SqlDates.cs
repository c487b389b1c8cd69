using System.Globalization;

namespace Kinkeeper.Linkage.Sql;

/// <summary>DuckDB's dates and timestamps without zones: the proleptic Gregorian calendar with a year 0.</summary>
internal static class SqlDates
{
    public const long DaySeconds = 86400;

    /// <summary>Returns the days since 1970-01-01 (Hinnant, days_from_civil).</summary>
    public static long Days(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        long era = (year >= 0 ? year : year - 399) / 400;
        long yearOfEra = year - (era * 400);
        long dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    /// <summary>Tells if the calendar has the day.</summary>
    public static bool Exists(long year, int month, int day) => month is >= 1 and <= 12 && day >= 1
        && day <= (month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31);

    /// <summary>Returns the calendar date (Hinnant, civil_from_days).</summary>
    public static (long Year, int Month, int Day) Civil(double days)
    {
        long shifted = (long)days + 719_468;
        long era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        long dayOfEra = shifted - (era * 146_097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long month = ((5 * dayOfYear) + 2) / 153;
        int day = (int)(dayOfYear - (((153 * month) + 2) / 5) + 1);
        int civilMonth = (int)(month < 10 ? month + 3 : month - 9);
        return (yearOfEra + (era * 400) + (civilMonth <= 2 ? 1 : 0), civilMonth, day);
    }

    /// <summary>Reads a text by a strptime format, or by the first of several formats that fits; NULL if none fits.</summary>
    public static SqlValue TryStrptime(SqlValue text, SqlValue format)
    {
        if (format.Kind == SqlKind.List)
        {
            return format.Items.Select(one => TryStrptime(text, one)).FirstOrDefault(read => !read.IsNull);
        }

        return text.Kind == SqlKind.Text ? DateText.Strptime(text.Bytes, format.Text) : ToTimestamp(text);
    }

    public static SqlValue ToTimestamp(SqlValue value) => value.Kind switch
    {
        SqlKind.Timestamp => value,
        SqlKind.Date => SqlValue.Of(SqlKind.Timestamp, value.Number * DaySeconds),
        SqlKind.Text => DateText.Timestamp(value.Bytes),
        _ => SqlValue.Null,
    };

    public static SqlValue ToDate(SqlValue value)
    {
        if (value.Kind == SqlKind.Text)
        {
            return DateText.Date(value.Bytes);
        }

        SqlValue time = ToTimestamp(value);
        return time.IsNull ? time : SqlValue.Of(SqlKind.Date, Math.Floor(time.Number / DaySeconds));
    }

    /// <summary>Returns the seconds since 1970 of a timestamp, or the seconds of an interval.</summary>
    public static SqlValue Epoch(SqlValue value)
    {
        if (value.Kind == SqlKind.Interval)
        {
            return SqlValue.Of(value.Number);
        }

        SqlValue time = ToTimestamp(value);
        return time.IsNull ? time : SqlValue.Of(time.Number);
    }

    /// <summary>Counts the boundaries of <paramref name="unit"/> between two timestamps.</summary>
    public static SqlValue Difference(string unit, SqlValue from, SqlValue to)
    {
        if (from.IsNull || to.IsNull)
        {
            return SqlValue.Null;
        }

        double Count(Func<double, double> boundaries) => boundaries(to.Number) - boundaries(from.Number);
        return SqlValue.Of(unit.ToLowerInvariant().TrimEnd('s') switch
        {
            "year" => Count(time => Day(time).Year),
            "quarter" => Count(time => (Day(time).Year * 4) + ((Day(time).Month - 1) / 3)),
            "month" => Count(time => (Day(time).Year * 12) + Day(time).Month),

            // Whole weeks between the two days, not calendar weeks.
            "week" => Math.Truncate(Count(time => Math.Floor(time / DaySeconds)) / 7),
            "day" => Count(time => Math.Floor(time / DaySeconds)),
            "hour" => Count(time => Math.Truncate(time / 3600)),
            "minute" => Count(time => Math.Truncate(time / 60)),
            "second" => Count(Math.Truncate),
            _ => throw new SqlException($"the date part {unit} is not supported"),
        });
    }

    public static SqlValue Part(string unit, SqlValue time)
    {
        if (time.IsNull)
        {
            return time;
        }

        double ofDay = time.Number - (Math.Floor(time.Number / DaySeconds) * DaySeconds);
        return SqlValue.Of(unit.ToLowerInvariant() switch
        {
            "year" => Day(time.Number).Year,
            "month" => Day(time.Number).Month,
            "day" => Day(time.Number).Day,
            "hour" => Math.Floor(ofDay / 3600),
            "minute" => Math.Floor(ofDay / 60) % 60,
            "second" => Math.Floor(ofDay) % 60,
            _ => throw new SqlException($"the date part {unit} is not supported"),
        });
    }

    public static string Write(SqlValue value)
    {
        if (value.Kind == SqlKind.Date)
        {
            return WriteDay(value.Number);
        }

        double days = Math.Floor(value.Number / DaySeconds);
        TimeSpan time = TimeSpan.FromMicroseconds(Math.Round((value.Number - (days * DaySeconds)) * 1e6));
        string fraction = time.ToString(@"\.FFFFFF", CultureInfo.InvariantCulture).TrimEnd('.');
        return $"{WriteDay(days)} {time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)}{fraction}";
    }

    private static string WriteDay(double days)
    {
        (long year, int month, int day) = Civil(days);
        return year > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{1 - year:0000}-{month:00}-{day:00} (BC)");
    }

    private static (long Year, int Month, int Day) Day(double seconds) => Civil(Math.Floor(seconds / DaySeconds));
}
