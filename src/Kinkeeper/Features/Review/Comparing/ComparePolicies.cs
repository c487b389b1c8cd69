using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>A removal as one review classes it.</summary>
public sealed record ClassedRemoval(DateTimeOffset DepartsAt, FindingClass Class);

/// <summary>What two reviews of the same period say of each removal: what a policy changes, and for whom.</summary>
public static class ComparePolicies
{
    public static ListComparison<ClassedRemoval> Of(ReviewSummary first, ReviewSummary second) => CompareLists.Of(ByRemoval(first), ByRemoval(second));

    private static Dictionary<string, ClassedRemoval> ByRemoval(ReviewSummary review) =>
        review.Cases.ToDictionary(line => line.RemovalId, line => new ClassedRemoval(line.DepartsAt, line.Class), StringComparer.Ordinal);
}
