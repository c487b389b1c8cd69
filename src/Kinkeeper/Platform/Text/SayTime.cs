using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Kinkeeper.Platform.Text;

/// <summary>Writes instants and the time left until them: always with the zone, and more exactly the nearer they are.</summary>
public static class SayTime
{
    /// <summary>Writes an instant in its own offset, such as <c>Wednesday, December 3, 2025 9:00 AM (UTC-06:00)</c>.</summary>
    public static string Instant(DateTimeOffset instant) =>
        $"{instant.ToString("f", CultureInfo.CurrentCulture)} (UTC{instant.ToString("zzz", CultureInfo.InvariantCulture)})";

    /// <summary>Writes the time left, such as <c>in 14 hours 20 minutes</c> or <c>in 2 days 3 hours</c>.</summary>
    /// <param name="left">Not negative.</param>
    /// <param name="words">The page's words.</param>
    public static string Until(TimeSpan left, IStringLocalizer words) => left switch
    {
        { TotalMinutes: < 1 } => words["time.now"],
        { TotalHours: < 1 } => words["time.in", Count((int)left.TotalMinutes, "minute", words)],
        { TotalDays: < 1 } => words["time.in", Two((int)left.TotalHours, "hour", left.Minutes, "minute", words)],
        _ => words["time.in", Two((int)left.TotalDays, "day", left.Hours, "hour", words)],
    };

    private static string Two(int first, string firstUnit, int second, string secondUnit, IStringLocalizer words) =>
        second == 0 ? Count(first, firstUnit, words) : $"{Count(first, firstUnit, words)} {Count(second, secondUnit, words)}";

    private static string Count(int number, string unit, IStringLocalizer words) => words[number == 1 ? $"time.{unit}" : $"time.{unit}s", number];
}
