using System.Globalization;

namespace Kinkeeper.Platform;

/// <summary>Writes instants in JSON: ISO 8601 UTC, as short as their precision allows.</summary>
public static class JsonTime
{
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
