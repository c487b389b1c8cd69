using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Evidence;

/// <summary>A departure, planned or executed.</summary>
/// <param name="RemovalId">The agency's id.</param>
/// <param name="Executed">False while it is planned.</param>
/// <param name="DepartsAt">The departure in the offset in which it was written. That offset decides the calendar day.</param>
/// <param name="Country">Destination: ISO 3166-1 alpha-2 if recognised, otherwise as written. Empty if not recorded.</param>
/// <param name="Manifest">The movement it belongs to. Empty if not recorded.</param>
public sealed record Removal(string RemovalId, bool Executed, DateTimeOffset DepartsAt, string Country, string Manifest)
{
    private static readonly TimeSpan SameJourney = TimeSpan.FromHours(72);

    /// <summary>
    /// Checks if two people left together: same non-empty manifest, or departures to the same country within 72 hours before or after
    /// (docs/handbook.md, "Findings").
    /// </summary>
    public bool IsTogetherWith(Removal other) =>
        (Manifest.Length > 0 && Manifest == other.Manifest)
        || (Country.Length > 0 && Country == other.Country && (DepartsAt - other.DepartsAt).Duration() <= SameJourney);
}

/// <summary>A stay in custody. <paramref name="To"/> is null if no end was recorded.</summary>
public readonly record struct Custody(DateTimeOffset From, DateTimeOffset? To)
{
    public bool IsOpenAt(DateTimeOffset at) => From <= at && (To is not { } to || to > at);
}

/// <summary>A statement by the parent, with the wish that a reader found in it.</summary>
public readonly record struct Statement(long StatementId, DateTimeOffset MadeAt, DateTimeOffset RecordedAt, Wish Wish);

/// <summary>The answer to "Do you have a child under 18, anywhere in the world, in anyone's care?".</summary>
/// <param name="AskedAt">The time of the question. Null for an encounter without a recorded time.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Children">Number of children under 18 stated. Null if no number was given.</param>
public readonly record struct Screening(DateTimeOffset? AskedAt, ScreeningAnswer Answer, int? Children)
{
    public bool IsAnswer => Answer is ScreeningAnswer.Yes or ScreeningAnswer.No || Children is not null;

    /// <summary>The number of children stated, or one for a "yes" without a number.</summary>
    public int Stated => Math.Max(Children ?? 0, Answer is ScreeningAnswer.Yes ? 1 : 0);
}

/// <summary>A confirmed step of the plan that carries out a decision.</summary>
public readonly record struct PlanStep(PlanStepKind Kind, DateTimeOffset ConfirmedAt);

/// <summary>One agency's row about a parent and a child.</summary>
public readonly record struct LinkRow(LinkStatus Status, DateTimeOffset AsOf);
