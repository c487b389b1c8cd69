using System.Globalization;
using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Text;

/// <summary>DuckDB's dates and timestamps, without zones.</summary>
internal static class Dates
{
    private const double DaySeconds = 86400;

    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Reads <paramref name="text"/> by a strptime format, or by the first of several that fits; NULL where none does.</summary>
    public static SqlValue TryStrptime(SqlValue text, SqlValue format)
    {
        if (format.Kind == SqlKind.List)
        {
            foreach (SqlValue one in format.Items)
            {
                SqlValue read = TryStrptime(text, one);
                if (!read.IsNull)
                {
                    return read;
                }
            }

            return SqlValue.Null;
        }

        return text.Kind == SqlKind.Text ? Strptime(text.Bytes, format.Text) : ToTimestamp(text);
    }

    private static SqlValue Strptime(ReadOnlySpan<byte> text, string format)
    {
        int year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0, half = -1, at = 0;
        double fraction = 0;
        SkipSpaces(text, ref at);
        for (int f = 0; f < format.Length; f++)
        {
            if (format[f] != '%')
            {
                if (char.IsWhiteSpace(format[f]))
                {
                    SkipSpaces(text, ref at);
                    continue;
                }

                if (at >= text.Length || text[at] != format[f])
                {
                    return SqlValue.Null;
                }

                at++;
                continue;
            }

            f++;
            char specifier = f < format.Length ? format[f] : '\0';
            if (specifier == '-' && f + 1 < format.Length)
            {
                specifier = format[++f];
            }

            bool read = specifier switch
            {
                'Y' => Digits(text, ref at, 4, out year),
                'm' => Digits(text, ref at, 2, out month),
                'd' => Digits(text, ref at, 2, out day),
                'H' => Digits(text, ref at, 2, out hour),
                'I' => Digits(text, ref at, 2, out hour),
                'M' => Digits(text, ref at, 2, out minute),
                'S' => Digits(text, ref at, 2, out second),
                'y' => Digits(text, ref at, 2, out year) && (year += year < 69 ? 2000 : 1900) > 0,
                'f' => Fraction(text, ref at, out fraction),
                'b' or 'B' => MonthName(text, ref at, specifier == 'B', out month),
                'p' => Half(text, ref at, out half),
                '%' => at < text.Length && text[at++] == (byte)'%',
                _ => throw new SqlException($"the date format %{specifier} is not supported"),
            };
            if (!read)
            {
                return SqlValue.Null;
            }
        }

        SkipSpaces(text, ref at);
        if (half >= 0)
        {
            hour = hour is >= 1 and <= 12 ? (hour % 12) + (half * 12) : 99;
        }

        if (at != text.Length || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return SqlValue.Null;
        }

        return SqlValue.Of(SqlKind.Timestamp, (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds + fraction);
    }

    private static void SkipSpaces(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\v' or (byte)'\f' or (byte)'\r')
        {
            at++;
        }
    }

    private static bool Digits(ReadOnlySpan<byte> text, ref int at, int width, out int number)
    {
        int start = at;
        number = 0;
        while (at < text.Length && at < start + width && char.IsAsciiDigit((char)text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at > start;
    }

    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out double fraction)
    {
        int start = at;
        bool read = Digits(text, ref at, 6, out int digits);
        fraction = digits / Math.Pow(10, at - start);
        return read;
    }

    private static bool MonthName(ReadOnlySpan<byte> text, ref int at, bool full, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            string name = full ? Months[month - 1] : Months[month - 1][..3];
            if (text.Length - at >= name.Length && System.Text.Ascii.EqualsIgnoreCase(text.Slice(at, name.Length), name))
            {
                at += name.Length;
                return true;
            }
        }

        return false;
    }

    private static bool Half(ReadOnlySpan<byte> text, ref int at, out int half)
    {
        half = text.Length - at < 2 || (text[at + 1] | 0x20) != 'm' ? -1 : (text[at] | 0x20) switch { 'a' => 0, 'p' => 1, _ => -1 };
        at += 2;
        return half >= 0;
    }

    public static SqlValue ToTimestamp(SqlValue value) => value.Kind switch
    {
        SqlKind.Timestamp => value,
        SqlKind.Date => SqlValue.Of(SqlKind.Timestamp, value.Number * DaySeconds),
        SqlKind.Text => DateTimeOffset.TryParse(value.Text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read)
            && value.Text.AsSpan().Trim() is { Length: >= 8 } trimmed && trimmed.IndexOf('-') >= 4
                ? SqlValue.Of(SqlKind.Timestamp, (read.UtcDateTime - DateTime.UnixEpoch).TotalSeconds)
                : SqlValue.Null,
        _ => SqlValue.Null,
    };

    public static SqlValue ToDate(SqlValue value)
    {
        SqlValue time = ToTimestamp(value);
        return time.IsNull ? time : SqlValue.Of(SqlKind.Date, Math.Floor(time.Number / DaySeconds));
    }

    /// <summary>Seconds since 1970 of a point in time, or seconds of an interval.</summary>
    public static SqlValue Epoch(SqlValue value)
    {
        if (value.Kind == SqlKind.Interval)
        {
            return SqlValue.Of(value.Number);
        }

        SqlValue time = ToTimestamp(value);
        return time.IsNull ? time : SqlValue.Of(time.Number);
    }

    /// <summary>How many boundaries of <paramref name="unit"/> lie between two points in time.</summary>
    public static SqlValue Difference(string unit, SqlValue from, SqlValue to)
    {
        if (from.IsNull || to.IsNull)
        {
            return SqlValue.Null;
        }

        DateTime start = DateTime.UnixEpoch.AddSeconds(from.Number);
        DateTime end = DateTime.UnixEpoch.AddSeconds(to.Number);
        return unit.ToLowerInvariant().TrimEnd('s') switch
        {
            "year" => SqlValue.Of((double)(end.Year - start.Year)),
            "month" => SqlValue.Of((double)(((end.Year - start.Year) * 12) + end.Month - start.Month)),
            "week" => SqlValue.Of(Math.Floor((Math.Floor(to.Number / DaySeconds) + 3) / 7) - Math.Floor((Math.Floor(from.Number / DaySeconds) + 3) / 7)),
            "day" => SqlValue.Of(Math.Floor(to.Number / DaySeconds) - Math.Floor(from.Number / DaySeconds)),
            "hour" => SqlValue.Of(Math.Floor(to.Number / 3600) - Math.Floor(from.Number / 3600)),
            "minute" => SqlValue.Of(Math.Floor(to.Number / 60) - Math.Floor(from.Number / 60)),
            "second" => SqlValue.Of(Math.Floor(to.Number) - Math.Floor(from.Number)),
            _ => throw new SqlException($"the date part {unit} is not supported"),
        };
    }

    public static SqlValue Part(string unit, SqlValue time)
    {
        if (time.IsNull)
        {
            return time;
        }

        DateTime point = DateTime.UnixEpoch.AddSeconds(time.Number);
        return SqlValue.Of(unit.ToLowerInvariant() switch
        {
            "year" => point.Year,
            "month" => point.Month,
            "day" => point.Day,
            "hour" => point.Hour,
            "minute" => point.Minute,
            "second" => (double)point.Second,
            _ => throw new SqlException($"the date part {unit} is not supported"),
        });
    }

    public static string Write(SqlValue value) => value.Kind == SqlKind.Date
        ? DateTime.UnixEpoch.AddDays(value.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : DateTime.UnixEpoch.AddSeconds(value.Number).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
