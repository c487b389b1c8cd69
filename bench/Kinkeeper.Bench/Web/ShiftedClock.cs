namespace Kinkeeper.Bench.Web;

/// <summary>A clock that runs as the machine's does, from another day: the population's departures lie ahead of it.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _started = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - _started);
}
