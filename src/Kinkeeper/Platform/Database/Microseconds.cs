namespace Kinkeeper.Platform.Database;

/// <summary>
/// Instants are stored as whole microseconds since 1970-01-01T00:00:00Z: one integer that sorts and compares alike in
/// SQLite and PostgreSQL. Where the offset in which an instant was written matters it is stored beside it, in minutes.
/// </summary>
public static class Microseconds
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    public static long ToMicroseconds(this DateTimeOffset instant) =>
        (instant.UtcTicks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long microseconds, int offsetMinutes = 0) =>
        new DateTimeOffset((microseconds * TimeSpan.TicksPerMicrosecond) + UnixEpochTicks, TimeSpan.Zero)
            .ToOffset(TimeSpan.FromMinutes(offsetMinutes));
}
