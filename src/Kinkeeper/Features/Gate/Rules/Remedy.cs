namespace Kinkeeper.Features.Gate.Rules;

/// <summary>The page on which a reason to hold can be lifted.</summary>
public enum Remedy
{
    /// <summary>No page lifts it.</summary>
    Nowhere = 0,

    /// <summary>The interview with this parent about this child.</summary>
    Interview = 1,

    /// <summary>The list of decisions that wait for a supervisor; the interview for whoever cannot acknowledge.</summary>
    Acknowledgement = 2,

    /// <summary>The screening of this person.</summary>
    Screening = 3,

    /// <summary>The page of the family.</summary>
    Family = 4,

    /// <summary>The page of the family, to compare the two records.</summary>
    Comparison = 5,
}
