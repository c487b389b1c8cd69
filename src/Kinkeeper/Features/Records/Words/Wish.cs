namespace Kinkeeper.Features.Records.Words;

/// <summary>The wish that a reader found in a statement.</summary>
public enum Wish
{
    /// <summary>Nobody has checked the statement for a wish. It never means "no wish".</summary>
    NotRead = 0,
    Accompany = 1,
    Remain = 2,
    Unclear = 3,

    /// <summary>Somebody read it and found no wish about a child.</summary>
    NoneExpressed = 4,
}
