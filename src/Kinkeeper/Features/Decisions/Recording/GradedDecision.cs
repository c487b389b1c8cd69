using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>A decision after a change, with its defects, so that they can still be fixed.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Choice">The exchange file's word for the choice.</param>
/// <param name="Departure">The departure that it must come before; null if none is known.</param>
/// <param name="Defects">The defects, each with code, a sentence in English and Spanish, and its source.</param>
public sealed record GradedDecision(string Decision, string Choice, DateTimeOffset? Departure, IReadOnlyList<Defect> Defects)
{
    internal static GradedDecision Of(StoredDecision stored, DateTimeOffset now)
    {
        Defects defects = stored.DefectsAt(now);
        return new GradedDecision(
            stored.Row.DecisionId,
            DecisionCells.Choices.WordFor(stored.Row.Choice),
            stored.Departure,
            [.. Defect.All.Where(defect => (defects & defect.Bit) != 0)]);
    }
}
