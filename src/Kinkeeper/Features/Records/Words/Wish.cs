namespace Kinkeeper.Features.Records.Words;

/// <summary>The wish that a person has read in a statement.</summary>
public enum Wish
{
    /// <summary>Nobody has read the statement for a wish. Never "no wish".</summary>
    NotRead = 0,
    Accompany = 1,
    Remain = 2,
    Unclear = 3,

    /// <summary>Somebody has read it, and it expresses no wish about a child.</summary>
    NoneExpressed = 4,
}
