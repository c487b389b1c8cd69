using System.Globalization;
using System.Text;

namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// A day and time of day as an office wrote it, with no offset: <c>6/27/2019 7:57:00 PM</c>, <c>2018-05-01 14:30</c>, <c>43101.5</c>. It
/// places a row in a month; it is never compared with an instant.
/// </summary>
public static class LocalTime
{
    /// <returns>False where the date is not exact or the time of day cannot be read.</returns>
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

        // To the second: the fraction of a day carries rounding.
        local = new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86_400));
        return true;
    }
}
