using System.Globalization;
using Kinkeeper.Features.Evidence;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>A finding in JSON (docs/handbook.md, "Findings").</summary>
public sealed record ReviewJson(
    string Policy,
    string? From,
    string? To,
    string Inputs,
    string Version,
    bool Synthetic,
    long Removals,
    long Parents,
    long Children,
    ClassCounts ParentsBy,
    ClassCounts ChildrenBy,
    HonoredCounts Honored,
    long AtLeastUndocumented,
    IReadOnlyList<ReviewJson.FindingJson> Findings)
{
    public sealed record FindingJson(string Removal, string Parent, FindingClass Class, IReadOnlyList<ChildJson> Children);

    public sealed record ChildJson(
        string Child, FindingClass Class, Honored Honored, IReadOnlyList<string> Defects, string? Decision, IReadOnlyList<string> Evidence);

    public static ReviewJson Of(ReviewResult result) => new(
        result.Request.Policy,
        Day(result.Request.From),
        Day(result.Request.To),
        $"sha256:{result.Inputs.Sha256}",
        ReviewResult.RulesVersion,
        result.Inputs.Synthetic,
        result.Removals,
        result.ParentsBy.Total,
        result.ChildrenBy.Total,
        result.ParentsBy,
        result.ChildrenBy,
        result.Honored,
        result.ParentsBy.Undocumented,
        [.. result.Findings.Select(finding => new FindingJson(
            finding.Removal.RemovalId,
            finding.ParentKey,
            finding.Class,
            [.. finding.Children.Select(child => new ChildJson(
                child.Family.Child.Key,
                child.Class,
                child.Honored,
                Defect.Codes(child.Defects),
                child.Decision?.DecisionId,
                EvidenceOf(child)))]))]);

    /// <summary>Returns the ids of the evidence for one child's class: decisions, statements, the joint journey, links.</summary>
    internal static IReadOnlyList<string> EvidenceOf(ChildFinding child)
    {
        List<string> evidence = [];
        if (child.JourneyTogether is { } journey)
        {
            evidence.Add($"removal:{journey.RemovalId}");
        }

        if (child.Wish is { } wish)
        {
            evidence.Add(wish.DecisionId is not null ? $"decision:{wish.DecisionId}" : $"statement:{wish.StatementId}");
        }

        if (child.Decision is { } decision && !evidence.Contains($"decision:{decision.DecisionId}"))
        {
            evidence.Add($"decision:{decision.DecisionId}");
        }

        evidence.AddRange(child.Family.Decisions
            .Where(late => child.Class is FindingClass.Undocumented && late != child.Decision)
            .Select(late => $"decision:{late.DecisionId}"));
        evidence.Add($"links:{child.Family.Links.Count}");
        return evidence;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
