using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>A departure, planned or executed.</summary>
/// <param name="RemovalId">The agency's id.</param>
/// <param name="Executed">False while it is planned.</param>
/// <param name="DepartsAt">In the offset in which it was written: that offset decides the calendar day.</param>
/// <param name="Country">Destination, ISO 3166-1 alpha-2 where recognised; empty when not recorded.</param>
/// <param name="Manifest">The movement it belongs to; empty when not recorded.</param>
public sealed record Removal(string RemovalId, bool Executed, DateTimeOffset DepartsAt, string Country, string Manifest)
{
    private static readonly TimeSpan SameJourney = TimeSpan.FromHours(72);

    /// <summary>
    /// Same non-empty manifest, or departures within 72 hours before or after to the same country
    /// (docs/handbook.md, "Findings").
    /// </summary>
    public bool IsTogetherWith(Removal other) =>
        (Manifest.Length > 0 && Manifest == other.Manifest)
        || (Country.Length > 0 && Country == other.Country && (DepartsAt - other.DepartsAt).Duration() <= SameJourney);
}

/// <summary>Who held a person, from when; <paramref name="To"/> null: nobody recorded an end.</summary>
public readonly record struct Custody(DateTimeOffset From, DateTimeOffset? To)
{
    public bool IsOpenAt(DateTimeOffset at) => From <= at && (To is not { } to || to > at);
}

/// <summary>Something the parent said or wrote, with the wish a person read in it.</summary>
public readonly record struct Statement(long StatementId, DateTimeOffset MadeAt, DateTimeOffset RecordedAt, Wish Wish);

/// <summary>"Do you have a child under 18, anywhere in the world, in anyone's care?", asked and answered.</summary>
/// <param name="AskedAt">Null for an encounter whose moment was not recorded.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Children">How many children under 18 were stated; null when no number was given.</param>
public readonly record struct Screening(DateTimeOffset? AskedAt, ScreeningAnswer Answer, int? Children)
{
    public bool IsAnswer => Answer is ScreeningAnswer.Yes or ScreeningAnswer.No || Children is not null;

    /// <summary>The children stated: the number, or one for a bare "yes".</summary>
    public int Stated => Math.Max(Children ?? 0, Answer is ScreeningAnswer.Yes ? 1 : 0);
}

/// <summary>A confirmed step of the plan that carries a decision out.</summary>
public readonly record struct PlanStep(PlanStepKind Kind, DateTimeOffset ConfirmedAt);

/// <summary>One agency's row about a parent and a child.</summary>
public readonly record struct LinkRow(LinkStatus Status, DateTimeOffset AsOf);
