using System.Globalization;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Review.Findings;

namespace Kinkeeper.Features.Review.Report;

/// <summary>A table of a report. The page shows it as a chart, the workbook as a sheet, the CSV as rows.</summary>
/// <param name="Name">A short name, for a sheet.</param>
/// <param name="Caption">The content, in one sentence.</param>
/// <param name="Columns">The heading of the row names, then a heading for each number.</param>
/// <param name="Rows">The rows, with numbers in the order of the columns.</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<ReportRow> Rows);

/// <summary>A row: its name and numbers. A null number is withheld or not known.</summary>
public sealed record ReportRow(string Name, IReadOnlyList<long?> Numbers);

/// <summary>A day on which the policy changed.</summary>
public sealed record PolicyDate(DateOnly Day, string Title);

/// <summary>The tables of a review.</summary>
public sealed class ReviewTables
{
    private ReviewTables(ReportTable classes, ReportTable months, ReportTable defects, ReportTable honored, IReadOnlyList<PolicyDate> policyDates) =>
        (Classes, Months, Defects, Honored, PolicyDates) = (classes, months, defects, honored, policyDates);

    public ReportTable Classes { get; }

    /// <summary>Rows are months, <c>yyyy-MM</c>, without gaps from the first departure to the last.</summary>
    public ReportTable Months { get; }

    public ReportTable Defects { get; }

    public ReportTable Honored { get; }

    public IReadOnlyList<PolicyDate> PolicyDates { get; }

    public IEnumerable<ReportTable> All => [Classes, Months, Defects, Honored];

    /// <param name="result">The review.</param>
    /// <param name="published">True to withhold cells of 1 to 10, and cells that would reveal them.</param>
    public static ReviewTables Of(ReviewResult result, bool published)
    {
        FindingClass[] classes = Enum.GetValues<FindingClass>();
        ReportTable byClass = new(
            "Classes",
            "Parents and children by class. A parent counts once, with the worst class among the children; a child counts once for each removal of a parent.",
            ["Class", "Parents", "Children"],
            [
                .. classes.Select(found => new ReportRow(FindingText.Sentence(found), [result.ParentsBy[found], result.ChildrenBy[found]])),
                new ReportRow("All", [result.ParentsBy.Total, result.ChildrenBy.Total]),
            ]);
        ReportTable byMonth = new(
            "Months",
            "Removals of parents by month of departure (UTC) and class.",
            ["Month", .. classes.Select(FindingText.Sentence), "All"],
            [.. RowsByMonth(result)]);
        ReportTable byDefect = new(
            "Defects",
            "How often each defect occurs in the decision records of the period.",
            ["Defect", "Children"],
            [
                .. Defect.All
                    .Select(defect => new ReportRow(
                        defect.English,
                        [result.Findings.Sum(finding => finding.Children.LongCount(child => (child.Defects & defect.Bit) != 0))]))
                    .Where(row => row.Numbers[0] > 0)
                    .OrderByDescending(row => row.Numbers[0])
                    .ThenBy(row => row.Name, StringComparer.Ordinal),
            ]);
        ReportTable honored = new(
            "Honored",
            "Was the outcome what the parent wanted?",
            ["Honored", "Children"],
            [
                new ReportRow("Yes", [result.Honored.Yes]),
                new ReportRow("No", [result.Honored.No]),
                new ReportRow("Nobody can tell", [result.Honored.CannotTell]),
            ]);
        PolicyDate[] dates = [.. result.Policies
            .Where(policy => policy is { WasInForce: true, EffectiveFrom: not null })
            .Select(policy => new PolicyDate(policy.EffectiveFrom!.Value, policy.Title))];
        return published
            ? new ReviewTables(Suppression.Apply(byClass), Suppression.Apply(byMonth), Suppression.Apply(byDefect), Suppression.Apply(honored), dates)
            : new ReviewTables(byClass, byMonth, byDefect, honored, dates);
    }

    private static IEnumerable<ReportRow> RowsByMonth(ReviewResult result)
    {
        FindingClass[] classes = Enum.GetValues<FindingClass>();
        Dictionary<DateOnly, long[]> counts = [];
        foreach (RemovalFinding finding in result.Findings)
        {
            DateTime departure = finding.Removal.DepartsAt.UtcDateTime;
            DateOnly month = new(departure.Year, departure.Month, 1);
            if (!counts.TryGetValue(month, out long[]? row))
            {
                counts.Add(month, row = new long[classes.Length]);
            }

            row[(int)finding.Class]++;
        }

        if (counts.Count == 0)
        {
            yield break;
        }

        for (DateOnly month = counts.Keys.Min(); month <= counts.Keys.Max(); month = month.AddMonths(1))
        {
            long[] row = counts.GetValueOrDefault(month) ?? new long[classes.Length];
            yield return new ReportRow(
                month.ToString("yyyy-MM", CultureInfo.InvariantCulture), [.. classes.Select(found => (long?)row[(int)found]), row.Sum()]);
        }
    }
}
