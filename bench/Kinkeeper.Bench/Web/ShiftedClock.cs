namespace Kinkeeper.Bench.Web;

/// <summary>A clock that runs at normal speed from another day, before the population's departures.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _started = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - _started);
}
