namespace Kinkeeper.Features.Evidence;

/// <summary>
/// From where evidence about one departure is judged. A review looks back: what happened before the departure counts, and
/// what happened at its instant is not before it. The gate looks at a moment: what had happened by then counts, that
/// moment included.
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

    /// <summary>A review of a departure that took place.</summary>
    public static Vantage LookingBack(DateTimeOffset departure) => new(departure, null);

    /// <summary>The gate before a planned departure, as things stood at <paramref name="at"/>.</summary>
    public static Vantage StandingAt(DateTimeOffset at, DateTimeOffset departure) => new(departure, at);

    /// <summary>Whether something that happened at <paramref name="instant"/> counts from here.</summary>
    public bool Knows(DateTimeOffset instant) => _at is { } at ? instant <= at : instant < Departure;

    /// <summary>Whether a link row dated <paramref name="asOf"/> counts from here. A review takes the rows as they stand today.</summary>
    public bool KnowsLink(DateTimeOffset asOf) => _at is not { } at || asOf <= at;

    /// <summary>
    /// Whether an acknowledgement exists from here. A review sees one made after the departure and calls it that
    /// (<c>acknowledged-after-departure</c>); at the gate one made after the moment asked about does not exist yet.
    /// </summary>
    public bool SeesAcknowledgement(DateTimeOffset acknowledgedAt) => _at is not { } at || acknowledgedAt <= at;

    /// <summary>Whether a statement counts from here: in a review by when it was made, at the gate by when it was recorded.</summary>
    public bool KnowsStatement(DateTimeOffset madeAt, DateTimeOffset recordedAt) => _at is { } at ? recordedAt <= at : madeAt < Departure;

    public bool IsBeforeDeparture(DateTimeOffset instant) => instant < Departure;
}
