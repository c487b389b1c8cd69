using System.Globalization;
using System.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Reads a day and time of day that an office wrote without an offset: <c>6/27/2019 7:57:00 PM</c>, <c>2018-05-01 14:30</c>,
/// <c>43101.5</c>. It places a row in a month and is never compared with an instant.
/// </summary>
public static class LocalTime
{
    /// <returns>False if the date is not exact or the time of day cannot be read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTime local)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        local = default;
        if (TrySerial(utf8, out local))
        {
            return true;
        }

        if (!PartialDate.TryParse(utf8, out PartialDate date) || date.Exact is not { } day)
        {
            return false;
        }

        local = day.ToDateTime(TimeOnly.MinValue);
        int colon = utf8.IndexOf((byte)':');
        if (colon < 0)
        {
            return true;
        }

        int start = utf8[..colon].LastIndexOfAny(" T"u8) + 1;
        Span<char> text = stackalloc char[40];
        ReadOnlySpan<byte> clock = utf8[start..];
        if (clock.Length > text.Length)
        {
            return false;
        }

        int length = Encoding.Latin1.GetChars(clock, text);
        if (!TimeOnly.TryParse(text[..length].TrimEnd('Z'), CultureInfo.InvariantCulture, out TimeOnly time))
        {
            return false;
        }

        local = day.ToDateTime(time);
        return true;
    }

    private static bool TrySerial(ReadOnlySpan<byte> utf8, out DateTime local)
    {
        local = default;
        if (utf8.Length < 7 || utf8[5] != '.' || !double.TryParse(utf8, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double serial))
        {
            return false;
        }

        // Rounded to the second, because the fraction of a day is itself rounded.
        local = new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86_400));
        return true;
    }
}
