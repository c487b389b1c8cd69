namespace Kinkeeper.Features.Review.Findings;

/// <summary>The steps that narrow all removed parents down to those without a record. Each step is a part of the one before.</summary>
public enum NarrowingStep
{
    /// <summary>Removed, with a child under 18 on record.</summary>
    Parents = 1,

    /// <summary>The child is known to be theirs.</summary>
    Known = 2,

    /// <summary>They left without a child.</summary>
    Left = 3,

    /// <summary>No valid decision says that the child remains.</summary>
    Invalid = 4,

    /// <summary>Nobody recorded what they wanted.</summary>
    None = 5,
}

/// <summary>Says which parents a step keeps, by the worst class among their children.</summary>
public static class NarrowingSteps
{
    public static bool Keeps(NarrowingStep step, FindingClass parent) => step switch
    {
        NarrowingStep.Parents => true,
        NarrowingStep.Known => parent is not FindingClass.Unknown,
        NarrowingStep.Left => parent is not (FindingClass.Unknown or FindingClass.Together),
        NarrowingStep.Invalid => parent is not (FindingClass.Unknown or FindingClass.Together or FindingClass.Documented),
        _ => parent is FindingClass.Undocumented,
    };

    /// <summary>Counts the parents that a step keeps.</summary>
    public static long Count(NarrowingStep step, ClassCounts parents) => Enum.GetValues<FindingClass>().Where(found => Keeps(step, found)).Sum(found => parents[found]);
}
