using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>A removal and its class in one review.</summary>
public sealed record ClassedRemoval(DateTimeOffset DepartsAt, FindingClass Class);

/// <summary>Compares two reviews of the same period, removal by removal, to show what a policy changes.</summary>
public static class ComparePolicies
{
    public static ListComparison<ClassedRemoval> Of(ReviewSummary first, ReviewSummary second) => CompareLists.Of(ByRemoval(first), ByRemoval(second));

    private static Dictionary<string, ClassedRemoval> ByRemoval(ReviewSummary review) =>
        review.Cases.ToDictionary(line => line.RemovalId, line => new ClassedRemoval(line.DepartsAt, line.Class), StringComparer.Ordinal);
}
