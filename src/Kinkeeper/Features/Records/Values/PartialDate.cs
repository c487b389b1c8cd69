using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// A date that may be only partly known. Dates of birth in agencies' records may lack a day or month, may be set to 1 January
/// because only the year was known, or may have day and month swapped.
/// </summary>
/// <param name="Year">1850 to 2100.</param>
/// <param name="Month">1 to 12; 0 if it is not known.</param>
/// <param name="Day">1 to 31; 0 if it is not known.</param>
/// <param name="Reading">The assumptions made to read the text.</param>
public readonly record struct PartialDate(int Year, int Month, int Day, DateReading Reading = DateReading.Plain)
{
    private const int Earliest = 1850;
    private const int Latest = 2100;
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" ,/-.\t"u8);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months =
        ((string[][])[["JAN", "ENE", "JANUARY", "ENERO"], ["FEB", "FEBRUARY", "FEBRERO"], ["MAR", "MARCH", "MARZO"], ["APR", "ABR", "APRIL", "ABRIL"],
            ["MAY", "MAYO"], ["JUN", "JUNE", "JUNIO"], ["JUL", "JULY", "JULIO"], ["AUG", "AGO", "AUGUST", "AGOSTO"],
            ["SEP", "SEPT", "SET", "SEPTEMBER", "SEPTIEMBRE", "SETIEMBRE"], ["OCT", "OCTOBER", "OCTUBRE"], ["NOV", "NOVEMBER", "NOVIEMBRE"], ["DEC", "DIC", "DECEMBER", "DICIEMBRE"]])
        .SelectMany((names, index) => names.Select(name => (name, index + 1)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.Item2, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The date if day and month are known, otherwise null.</summary>
    public DateOnly? Exact => Month > 0 && Day > 0 ? new DateOnly(Year, Month, Day) : null;

    /// <summary>
    /// True for 1 January, which often means "only the year was known". It is kept as written and counts for little in comparisons.
    /// </summary>
    public bool MayBePlaceholder => Month == 1 && Day == 1;

    /// <summary>The date with day and month swapped. Null if that is not a different valid date.</summary>
    public DateOnly? Swapped => Day is > 0 and <= 12 && Month > 0 && Day != Month ? new DateOnly(Year, Day, Month) : null;

    /// <summary>
    /// Reads <c>YYYY-MM-DD</c>, <c>YYYYMMDD</c>, <c>M/D/YYYY</c>, <c>M/D/YY</c>, <c>DD-MON-YY</c> and months by name in English and
    /// Spanish; <c>00</c>,
    /// <c>XX</c> and <c>?</c> for unknown parts; a year or month alone; and five digits as Excel's count of days. Ignores a time
    /// after the date.
    /// </summary>
    /// <param name="utf8">As written.</param>
    /// <param name="date">The date.</param>
    /// <param name="latestYear">A two-digit year up to this one is read as 20xx, a later one as 19xx. For dates of birth, pass the year of
    /// the record.</param>
    /// <returns>False for blanks, withheld values, and text that is not a date.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out PartialDate date, int latestYear = 2049)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        date = default;
        return utf8.Length is >= 4 and <= 64
            && (TryIso(utf8, out date) || (AllDigits(utf8, out _) ? TryDigits(utf8, out date) : TryParts(utf8, latestYear, out date)));
    }

    /// <summary>Writes <c>YYYY-MM-DD</c>, <c>YYYY-MM</c> or <c>YYYY</c>.</summary>
    public override string ToString() =>
        Month == 0 ? Year.ToString("D4", CultureInfo.InvariantCulture)
        : Day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}");

    private static bool TryIso(ReadOnlySpan<byte> utf8, out PartialDate date)
    {
        date = default;
        return utf8.Length >= 10 && utf8[4] == '-' && utf8[7] == '-'
            && AllDigits(utf8[..4], out int year) && AllDigits(utf8.Slice(5, 2), out int month) && AllDigits(utf8.Slice(8, 2), out int day)
            && (utf8.Length == 10 || utf8[10] is (byte)'T' or (byte)'t' or (byte)' ')
            && month <= 12
            && TryMake(year, month, day, DateReading.Plain, out date);
    }

    private static bool TryDigits(ReadOnlySpan<byte> utf8, out PartialDate date)
    {
        AllDigits(utf8, out int number);
        date = default;
        return utf8.Length switch
        {
            8 => TryMake(number / 10_000, number / 100 % 100, number % 100, DateReading.Plain, out date),
            4 => TryMake(number, 0, 0, DateReading.Plain, out date),
            5 => TrySerial(number, out date),
            _ => false,
        };
    }

    /// <summary>Reads Excel's count of days. Excel counts 1900-01-01 as 1 and includes 29 February 1900, which never existed.</summary>
    private static bool TrySerial(int serial, out PartialDate date)
    {
        DateOnly day = new DateOnly(1899, 12, 30).AddDays(serial);
        return TryMake(day.Year, day.Month, day.Day, DateReading.ExcelSerial, out date);
    }

    private static bool TryParts(ReadOnlySpan<byte> utf8, int latestYear, out PartialDate date)
    {
        date = default;
        Span<int> numbers = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        int count = 0;
        int named = 0;
        int namedAt = -1;
        while (!utf8.IsEmpty && count < 3)
        {
            int length = utf8.IndexOfAny(Separators) switch
            {
                < 0 => utf8.Length,
                var found => found,
            };
            ReadOnlySpan<byte> part = utf8[..length];
            if (part.IsEmpty || IsArticle(part))
            {
                utf8 = utf8[Math.Min(utf8.Length, length + 1)..];
                continue;
            }

            if (count > 0 && part.Contains((byte)':'))
            {
                break;
            }

            if (AllDigits(part, out numbers[count]))
            {
                digits[count] = part.Length;
            }
            else if (IsUnknown(part))
            {
                digits[count] = 0;
            }
            else if (named == 0 && TryMonth(part, out named))
            {
                namedAt = count;
            }
            else
            {
                // A serial number with a time of day: 43101.5.
                return false;
            }

            count++;
            utf8 = utf8[Math.Min(utf8.Length, length + 1)..];
            if (count == 2 && namedAt < 0 && digits[0] == 5)
            {
                return TrySerial(numbers[0], out date);
            }
        }

        return named > 0 ? TryNamed(numbers, digits, count, named, namedAt, latestYear, out date)
            : count == 3 && digits[0] == 4 ? TryMake(numbers[0], numbers[1], numbers[2], DateReading.Plain, out date)
            : count == 3 ? TryMonthFirst(numbers[0], numbers[1], Century(numbers[2], digits[2], latestYear), digits[2] == 2, out date)
            : count == 2 && digits[0] == 4 ? TryMake(numbers[0], numbers[1], 0, DateReading.Plain, out date)
            : count == 2 && digits[1] == 4 && TryMake(numbers[1], numbers[0], 0, DateReading.Plain, out date);
    }

    private static bool TryNamed(ReadOnlySpan<int> numbers, ReadOnlySpan<int> digits, int count, int month, int namedAt, int latestYear, out PartialDate date)
    {
        date = default;
        int first = namedAt == 0 ? 1 : 0;
        if (count == 2)
        {
            int year = Century(numbers[first], digits[first], latestYear);
            return TryMake(year, month, 0, digits[first] == 2 ? DateReading.TwoDigitYear : DateReading.Plain, out date);
        }

        int second = namedAt == 2 ? 1 : 2;
        (int dayAt, int yearAt) = digits[first] == 4 ? (second, first) : (first, second);
        return count == 3
            && TryMake(Century(numbers[yearAt], digits[yearAt], latestYear), month, numbers[dayAt], digits[yearAt] == 2 ? DateReading.TwoDigitYear : DateReading.Plain, out date);
    }

    private static bool TryMonthFirst(int month, int day, int year, bool twoDigits, out PartialDate date)
    {
        DateReading reading = twoDigits ? DateReading.TwoDigitYear : DateReading.Plain;
        return month > 12 && day is >= 1 and <= 12
            ? TryMake(year, day, month, reading | DateReading.DayFirst, out date)
            : TryMake(year, month, day, reading, out date);
    }

    private static bool TryMake(int year, int month, int day, DateReading reading, out PartialDate date)
    {
        bool valid = year is >= Earliest and <= Latest
            && month is >= 0 and <= 12
            && day >= 0
            && (month == 0 ? day <= 31 : day <= DateTime.DaysInMonth(year, month));
        date = valid ? new PartialDate(year, month, month == 0 ? 0 : day, reading) : default;
        return valid;
    }

    private static int Century(int year, int digits, int latestYear) =>
        digits != 2 ? year : year <= latestYear % 100 ? (latestYear / 100 * 100) + year : ((latestYear / 100) - 1) * 100 + year;

    private static bool AllDigits(ReadOnlySpan<byte> utf8, out int number)
    {
        number = 0;
        if (utf8.IsEmpty || utf8.Length > 9)
        {
            return false;
        }

        foreach (byte value in utf8)
        {
            if (!char.IsAsciiDigit((char)value))
            {
                return false;
            }

            number = (number * 10) + (value - '0');
        }

        return true;
    }

    private static bool IsUnknown(ReadOnlySpan<byte> part) => !part.ContainsAnyExcept("xX?_"u8) || System.Text.Ascii.EqualsIgnoreCase(part, "UNK");

    private static bool IsArticle(ReadOnlySpan<byte> part) =>
        System.Text.Ascii.EqualsIgnoreCase(part, "de") || System.Text.Ascii.EqualsIgnoreCase(part, "del") || System.Text.Ascii.EqualsIgnoreCase(part, "of");

    private static bool TryMonth(ReadOnlySpan<byte> part, out int month)
    {
        Span<char> name = stackalloc char[16];
        month = 0;
        return part.Length <= name.Length && Months.TryGetValue(name[..Fold.Key(part, name)], out month);
    }
}

/// <summary>The assumptions made to read a date.</summary>
[Flags]
public enum DateReading
{
    Plain = 0,

    /// <summary>The century was missing.</summary>
    TwoDigitYear = 1,

    /// <summary>The first number cannot be a month, so it was read as the day.</summary>
    DayFirst = 2,

    /// <summary>A spreadsheet's count of days.</summary>
    ExcelSerial = 4,
}
