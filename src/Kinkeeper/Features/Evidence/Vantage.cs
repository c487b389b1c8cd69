namespace Kinkeeper.Features.Evidence;

/// <summary>
/// The point in time from which evidence about one departure is judged. A review looks back: only events before the departure count,
/// and an event at its exact instant is not before it. The gate looks at a moment: events up to and including that moment count.
/// </summary>
public readonly struct Vantage
{
    private readonly DateTimeOffset? _at;

    private Vantage(DateTimeOffset departure, DateTimeOffset? at)
    {
        Departure = departure;
        _at = at;
    }

    public DateTimeOffset Departure { get; }

    /// <summary>Makes the vantage of a review of an executed departure.</summary>
    public static Vantage LookingBack(DateTimeOffset departure) => new(departure, null);

    /// <summary>Makes the vantage of the gate at <paramref name="at"/>, before a planned departure.</summary>
    public static Vantage StandingAt(DateTimeOffset at, DateTimeOffset departure) => new(departure, at);

    /// <summary>Checks if an event at <paramref name="instant"/> counts from here.</summary>
    public bool Knows(DateTimeOffset instant) => _at is { } at ? instant <= at : instant < Departure;

    /// <summary>Checks if a link row dated <paramref name="asOf"/> counts from here. A review uses all of today's rows.</summary>
    public bool KnowsLink(DateTimeOffset asOf) => _at is not { } at || asOf <= at;

    /// <summary>
    /// Checks if an acknowledgement exists from here. A review sees one made after the departure and reports it
    /// (<c>acknowledged-after-departure</c>). At the gate, one made after the given moment does not exist yet.
    /// </summary>
    public bool SeesAcknowledgement(DateTimeOffset acknowledgedAt) => _at is not { } at || acknowledgedAt <= at;

    /// <summary>Checks if a statement counts from here: a review uses the time it was made, the gate the time it was recorded.</summary>
    public bool KnowsStatement(DateTimeOffset madeAt, DateTimeOffset recordedAt) => _at is { } at ? recordedAt <= at : madeAt < Departure;

    public bool IsBeforeDeparture(DateTimeOffset instant) => instant < Departure;
}
