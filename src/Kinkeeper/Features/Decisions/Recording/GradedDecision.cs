using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records.Words;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>A decision after something was done with it: what it lacks, so that it can still be put right.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Choice">In the exchange file's word.</param>
/// <param name="Departure">The departure that bounds it; null: none is known.</param>
/// <param name="Defects">Each with code, a sentence in English and Spanish, and its source.</param>
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
