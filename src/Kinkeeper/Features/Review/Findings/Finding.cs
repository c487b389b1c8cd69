using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Review.Findings;

/// <summary>How one past removal stands towards one child. Ordered from worst to best: a parent takes the worst of their children.</summary>
public enum FindingClass
{
    /// <summary>The parent had asked to go together, and nothing valid shows that they changed their mind.</summary>
    Contradicted = 0,

    /// <summary>Nobody recorded a decision before departure. Absence of evidence, never a choice.</summary>
    Undocumented = 1,

    /// <summary>The record has defects, or it is not a decision that the child remains.</summary>
    Flawed = 2,

    /// <summary>Whether this is the parent's child is disputed or only proposed.</summary>
    Unknown = 3,

    /// <summary>A valid decision that the child remains.</summary>
    Documented = 4,

    /// <summary>They left together.</summary>
    Together = 5,
}

/// <summary>Whether what happened is what the parent wanted.</summary>
public enum Honored
{
    Yes = 1,
    No = 2,
    CannotTell = 3,
}

/// <summary>The finding for one removal and one child.</summary>
public sealed record ChildFinding(
    FamilyFile Family, FindingClass Class, Honored Honored, Defects Defects, Evidence.Decision? Decision, UnresolvedWish? Wish, Removal? JourneyTogether)
{
    public ChildId Child => Family.ChildId;
}

/// <summary>The finding for one executed removal of a parent.</summary>
public sealed record RemovalFinding(Removal Removal, ParentId Parent, string ParentKey, IReadOnlyList<ChildFinding> Children)
{
    /// <summary>The worst among the children.</summary>
    public FindingClass Class => Children.Min(child => child.Class);
}
