namespace Kinkeeper.Features.Records.Values;

/// <summary>
/// Reads instants of the exchange files: ISO 8601 with an offset. A time without an offset could mean any of 27 hours, and "before
/// the departure" would be a guess.
/// </summary>
public static class Instant
{
    /// <param name="utf8"><c>2018-04-21T19:33:00Z</c>; seconds and a fraction may be missing; the offset may be <c>Z</c>, <c>±HH:MM</c>,
    /// <c>±HHMM</c> or <c>±HH</c>.</param>
    /// <param name="instant">The instant, with the offset as written.</param>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset instant) => Parse(utf8, out instant) == InstantProblem.None;

    /// <summary>Says why a text is not an instant. <see cref="InstantProblem.None"/> if it is one.</summary>
    public static InstantProblem WhyNot(ReadOnlySpan<byte> utf8) => Parse(utf8, out _);

    private static InstantProblem Parse(ReadOnlySpan<byte> utf8, out DateTimeOffset instant)
    {
        instant = default;
        utf8 = utf8.Trim((byte)' ');
        if (utf8.IsEmpty)
        {
            return InstantProblem.Empty;
        }

        if (utf8.Length < 10
            || utf8[4] != '-' || utf8[7] != '-'
            || !Two(utf8, 0, out int century) || !Two(utf8, 2, out int year) || !Two(utf8, 5, out int month) || !Two(utf8, 8, out int day))
        {
            return InstantProblem.NotAnInstant;
        }

        year += century * 100;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return InstantProblem.NotAnInstant;
        }

        if (utf8.Length == 10)
        {
            return InstantProblem.NoTime;
        }

        if (utf8.Length < 16 || utf8[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || utf8[13] != ':'
            || !Two(utf8, 11, out int hour) || !Two(utf8, 14, out int minute) || hour > 23 || minute > 59)
        {
            return InstantProblem.NotAnInstant;
        }

        int at = 16;
        int second = 0;
        long fraction = 0;
        if (at < utf8.Length && utf8[at] == ':')
        {
            if (!Two(utf8, at + 1, out second) || second > 59)
            {
                return InstantProblem.NotAnInstant;
            }

            at += 3;
            if (at < utf8.Length && utf8[at] is (byte)'.' or (byte)',' && !TakeFraction(utf8, ref at, out fraction))
            {
                return InstantProblem.NotAnInstant;
            }
        }

        if (at == utf8.Length)
        {
            return InstantProblem.NoOffset;
        }

        if (!TryOffset(utf8[at..], out int offset))
        {
            return InstantProblem.NotAnInstant;
        }

        long ticks = new DateTime(year, month, day, hour, minute, second).Ticks + fraction;
        long utc = ticks - (offset * TimeSpan.TicksPerMinute);
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            return InstantProblem.NotAnInstant;
        }

        instant = new DateTimeOffset(ticks, new TimeSpan(offset * TimeSpan.TicksPerMinute));
        return InstantProblem.None;
    }

    private static bool TakeFraction(ReadOnlySpan<byte> utf8, ref int at, out long ticks)
    {
        ticks = 0;
        long unit = TimeSpan.TicksPerSecond;
        int start = ++at;
        for (; at < utf8.Length && char.IsAsciiDigit((char)utf8[at]); at++)
        {
            unit /= 10;
            ticks += unit * (utf8[at] - '0');
        }

        return at > start;
    }

    private static bool TryOffset(ReadOnlySpan<byte> utf8, out int minutes)
    {
        minutes = 0;
        if (utf8.Length == 1)
        {
            return (utf8[0] | 0x20) == 'z';
        }

        bool colon = utf8.Length == 6 && utf8[3] == ':';
        int minute = 0;
        if (utf8[0] is not ((byte)'+' or (byte)'-')
            || !(colon || utf8.Length is 3 or 5)
            || !Two(utf8, 1, out int hour)
            || (utf8.Length > 3 && !Two(utf8, colon ? 4 : 3, out minute))
            || minute > 59)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        if (minutes > 14 * 60)
        {
            return false;
        }

        minutes = utf8[0] == '-' ? -minutes : minutes;
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> utf8, int at, out int number)
    {
        number = 0;
        if (at + 1 >= utf8.Length || !char.IsAsciiDigit((char)utf8[at]) || !char.IsAsciiDigit((char)utf8[at + 1]))
        {
            return false;
        }

        number = ((utf8[at] - '0') * 10) + (utf8[at + 1] - '0');
        return true;
    }
}

public enum InstantProblem
{
    None,
    Empty,

    /// <summary>A day without a time.</summary>
    NoTime,

    /// <summary>A time without an offset from UTC.</summary>
    NoOffset,
    NotAnInstant,
}
