using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Report;

namespace Kinkeeper.Features.Review.Keeping;

/// <summary>One child of a removal in a list.</summary>
public sealed record CaseChild(FindingClass Class, Defects Defects);

/// <summary>One removal in a list. The records say who the person was.</summary>
/// <param name="RemovalId">The agency's id of the removal.</param>
/// <param name="DepartsAt">The departure, in the offset in which it is written.</param>
/// <param name="Class">The worst class among the children.</param>
/// <param name="Children">The children that count for this removal.</param>
/// <param name="Parent">A number that identifies a parent only within this review.</param>
/// <param name="ParentClass">The worst class among all removals of this parent in the review.</param>
public sealed record CaseLine(string RemovalId, DateTimeOffset DepartsAt, FindingClass Class, IReadOnlyList<CaseChild> Children, int Parent, FindingClass ParentClass)
{
    /// <summary>The first day of the month of departure, UTC.</summary>
    public DateOnly Month { get; } = new(DepartsAt.UtcDateTime.Year, DepartsAt.UtcDateTime.Month, 1);
}

/// <summary>A month of departure and its removals by class.</summary>
public sealed record MonthCounts(DateOnly Month, ClassCounts Removals);

/// <summary>The part of a review that pages show. It omits the evidence, which would keep everybody's records in memory.</summary>
public sealed class ReviewSummary
{
    private ReviewSummary(ReviewResult result)
    {
        (Request, Policies, Removals, Inputs) = (result.Request, result.Policies, result.Removals, result.Inputs);
        (ParentsBy, ChildrenBy, Honored) = (result.ParentsBy, result.ChildrenBy, result.Honored);
        Dictionary<ParentId, (int Number, FindingClass Worst)> parents = result.Findings.GroupBy(finding => finding.Parent)
            .Select((removals, number) => (removals.Key, Number: number, Worst: removals.Min(finding => finding.Class)))
            .ToDictionary(parent => parent.Key, parent => (parent.Number, parent.Worst));
        Cases = [.. result.Findings.Select(finding => new CaseLine(
            finding.Removal.RemovalId,
            finding.Removal.DepartsAt,
            finding.Class,
            [.. finding.Children.Select(child => new CaseChild(child.Class, child.Defects))],
            parents[finding.Parent].Number,
            parents[finding.Parent].Worst))];
        Report = HtmlReport.Page(result, ReviewTables.Of(result, published: false), published: false);
        RemovalsBy = ClassCounts.Of(Cases.Select(line => line.Class));
        ILookup<DateOnly, FindingClass> months = Cases.ToLookup(line => line.Month, line => line.Class);
        Months = [.. WithoutGaps(months.Select(month => month.Key)).Select(month => new MonthCounts(month, ClassCounts.Of(months[month])))];
    }

    public ReviewRequest Request { get; }

    public IReadOnlyList<Policy> Policies { get; }

    /// <summary>Number of all executed removals with a departure in the period.</summary>
    public long Removals { get; }

    public InputsDigest Inputs { get; }

    public ClassCounts ParentsBy { get; }

    public ClassCounts ChildrenBy { get; }

    public HonoredCounts Honored { get; }

    /// <summary>Removals by class, each counted with the worst class among the children.</summary>
    public ClassCounts RemovalsBy { get; }

    /// <summary>Every month from the first departure to the last.</summary>
    public IReadOnlyList<MonthCounts> Months { get; }

    /// <summary>Removals with at least one counted child, by removal id.</summary>
    public IReadOnlyList<CaseLine> Cases { get; }

    /// <summary>The whole report as one page, with small counts.</summary>
    public string Report { get; }

    public static ReviewSummary Of(ReviewResult result) => new(result);

    private static IEnumerable<DateOnly> WithoutGaps(IEnumerable<DateOnly> months)
    {
        DateOnly[] known = [.. months];
        for (DateOnly month = known.Length == 0 ? DateOnly.MaxValue : known.Min(); known.Length > 0 && month <= known.Max(); month = month.AddMonths(1))
        {
            yield return month;
        }
    }
}
