
namespace Kinkeeper.Linkage.Sql;

/// <summary>Reads dates and timestamps from text: by a strptime format, or as DuckDB's casts do.</summary>
internal static class DateText
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Reads a timestamp by a strptime format; NULL if the text does not fit the format or the day does not exist.</summary>
    public static SqlValue Strptime(ReadOnlySpan<byte> text, string format)
    {
        int year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0, micros = 0, half = -1, at = 0;
        SkipSpaces(text, ref at);
        for (int f = 0; f < format.Length; f++)
        {
            if (char.IsWhiteSpace(format[f]))
            {
                // A run of spaces in the format matches a run of spaces in the text.
                int before = at;
                SkipSpaces(text, ref at);
                while (f + 1 < format.Length && char.IsWhiteSpace(format[f + 1]))
                {
                    f++;
                }

                if (at == before)
                {
                    return SqlValue.Null;
                }

                continue;
            }

            if (format[f] != '%')
            {
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
                'f' => Micros(text, ref at, out micros),
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

        return at != text.Length || !SqlDates.Exists(year, month, day) || hour > 23 || minute > 59 || second > 59
            ? SqlValue.Null
            : Of(SqlDates.Days(year, month, day), hour, minute, second, micros);
    }

    /// <summary>Reads a DATE as a cast does: a day at the beginning, not followed by a digit.</summary>
    public static SqlValue Date(ReadOnlySpan<byte> text)
    {
        int at = 0;
        return Day(text, ref at) is { } days && (at >= text.Length || !IsDigit(text[at])) ? SqlValue.Of(SqlKind.Date, days) : SqlValue.Null;
    }

    /// <summary>Reads a TIMESTAMP as a cast does: a day, optionally a time of day. A zone is skipped.</summary>
    public static SqlValue Timestamp(ReadOnlySpan<byte> text)
    {
        int at = 0;
        if (Day(text, ref at) is not { } days)
        {
            return SqlValue.Null;
        }

        if (at == text.Length)
        {
            return Of(days, 0, 0, 0, 0);
        }

        if (text[at] is not ((byte)' ' or (byte)'T'))
        {
            return SqlValue.Null;
        }

        at++;
        SkipSpaces(text, ref at);
        int second = 0;
        int micros = 0;
        bool seconds = false;
        if (!Digits(text, ref at, 9, out int hour) || !Taken(text, ref at, ':') || !Digits(text, ref at, 2, out int minute)
            || ((seconds = Taken(text, ref at, ':'))
                && (!Digits(text, ref at, 2, out second) || (Taken(text, ref at, '.') && !Fraction(text, ref at, out micros))))
            || minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second + micros > 0))
        {
            return SqlValue.Null;
        }

        if (seconds)
        {
            Zone(text, ref at);
            SkipSpaces(text, ref at);
        }

        return at == text.Length ? Of(days, hour, minute, second, micros) : SqlValue.Null;
    }

    private static SqlValue Of(long days, int hour, int minute, int second, int micros)
    {
        long time = (((((days * 24) + hour) * 60) + minute) * 60) + second;
        return SqlValue.Of(SqlKind.Timestamp, ((time * 1_000_000) + micros) / 1e6);
    }

    private static long? Day(ReadOnlySpan<byte> text, ref int at)
    {
        SkipSpaces(text, ref at);
        bool negative = Taken(text, ref at, '-');
        if (!Digits(text, ref at, 7, out int year) || at >= text.Length
            || text[at] is not ((byte)' ' or (byte)'-' or (byte)'/' or (byte)'\\'))
        {
            return null;
        }

        char separator = (char)text[at++];
        if (!Digits(text, ref at, 2, out int month) || !Taken(text, ref at, separator) || !Digits(text, ref at, 2, out int day))
        {
            return null;
        }

        year = negative ? -year : year;
        if (text[at..].StartsWith(" (BC)"u8))
        {
            at += 5;
            year = 1 - year;
        }

        return SqlDates.Exists(year, month, day) ? SqlDates.Days(year, month, day) : null;
    }

    private static void Zone(ReadOnlySpan<byte> text, ref int at)
    {
        if (Taken(text, ref at, 'Z'))
        {
            return;
        }

        if (text[at..].StartsWith(" UTC"u8))
        {
            at += 4;
            return;
        }

        if (at + 2 < text.Length && text[at] is (byte)'+' or (byte)'-' && IsDigit(text[at + 1]) && IsDigit(text[at + 2]))
        {
            at += 3;
            if (at + 2 < text.Length && text[at] == (byte)':' && IsDigit(text[at + 1]) && IsDigit(text[at + 2]))
            {
                at += 3;
            }
        }
    }

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';

    private static bool Taken(ReadOnlySpan<byte> text, ref int at, char character)
    {
        if (at >= text.Length || text[at] != character)
        {
            return false;
        }

        at++;
        return true;
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
        while (at < text.Length && at < start + width && IsDigit(text[at]))
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at > start;
    }

    private static bool Micros(ReadOnlySpan<byte> text, ref int at, out int micros)
    {
        int start = at;
        bool read = Digits(text, ref at, 6, out micros);
        for (int digit = at - start; digit < 6; digit++)
        {
            micros *= 10;
        }

        return read;
    }

    /// <summary>Reads any number of digits, of which the first six count.</summary>
    private static bool Fraction(ReadOnlySpan<byte> text, ref int at, out int micros)
    {
        bool read = Micros(text, ref at, out micros);
        while (at < text.Length && IsDigit(text[at]))
        {
            at++;
        }

        return read || at >= text.Length;
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
}
