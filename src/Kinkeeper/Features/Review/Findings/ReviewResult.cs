using Kinkeeper.Features.Policies;
using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>The counts of the six classes.</summary>
public sealed record ClassCounts(long Together, long Documented, long Flawed, long Contradicted, long Undocumented, long Unknown)
{
    public static ClassCounts Of(IEnumerable<FindingClass> classes)
    {
        long[] counts = new long[Enum.GetValues<FindingClass>().Length];
        foreach (FindingClass found in classes)
        {
            counts[(int)found]++;
        }

        return new ClassCounts(
            counts[(int)FindingClass.Together],
            counts[(int)FindingClass.Documented],
            counts[(int)FindingClass.Flawed],
            counts[(int)FindingClass.Contradicted],
            counts[(int)FindingClass.Undocumented],
            counts[(int)FindingClass.Unknown]);
    }

    public long this[FindingClass found] => found switch
    {
        FindingClass.Together => Together,
        FindingClass.Documented => Documented,
        FindingClass.Flawed => Flawed,
        FindingClass.Contradicted => Contradicted,
        FindingClass.Undocumented => Undocumented,
        _ => Unknown,
    };

    public long Total => Together + Documented + Flawed + Contradicted + Undocumented + Unknown;
}

/// <summary>Counts of outcomes that honored the parent's wish, or did not.</summary>
public sealed record HonoredCounts(long Yes, long No, long CannotTell);

/// <summary>The result of a review: every removal with a counted child, and the resulting counts.</summary>
public sealed class ReviewResult
{
    /// <summary>
    /// The version of the review's rules. It is raised when a rule changes. Numbers of different versions are not comparable.
    /// </summary>
    public const string RulesVersion = "1";

    internal ReviewResult(
        ReviewRequest request, IReadOnlyList<Policy> policies, long removals, IReadOnlyList<RemovalFinding> findings, InputsDigest inputs)
    {
        Request = request;
        Policies = policies;
        Removals = removals;
        Findings = findings;
        Inputs = inputs;

        Dictionary<ParentId, FindingClass> worst = [];
        foreach (RemovalFinding finding in findings)
        {
            worst[finding.Parent] = worst.TryGetValue(finding.Parent, out FindingClass known) && known < finding.Class ? known : finding.Class;
        }

        ParentsBy = ClassCounts.Of(worst.Values);
        ChildFinding[] children = [.. findings.SelectMany(finding => finding.Children)];
        ChildrenBy = ClassCounts.Of(children.Select(child => child.Class));
        Honored = new HonoredCounts(
            children.LongCount(child => child.Honored == global::Kinkeeper.Features.Review.Findings.Honored.Yes),
            children.LongCount(child => child.Honored == global::Kinkeeper.Features.Review.Findings.Honored.No),
            children.LongCount(child => child.Honored == global::Kinkeeper.Features.Review.Findings.Honored.CannotTell));
    }

    public ReviewRequest Request { get; }

    /// <summary>All policies, for the dates of policy changes.</summary>
    public IReadOnlyList<Policy> Policies { get; }

    /// <summary>Number of all executed removals with a departure in the period.</summary>
    public long Removals { get; }

    /// <summary>Removals with at least one counted child, by removal id.</summary>
    public IReadOnlyList<RemovalFinding> Findings { get; }

    public InputsDigest Inputs { get; }

    /// <summary>Parents, each counted with the worst class among their children.</summary>
    public ClassCounts ParentsBy { get; }

    /// <summary>Children, counted once for each removal of a parent.</summary>
    public ClassCounts ChildrenBy { get; }

    public HonoredCounts Honored { get; }
}
