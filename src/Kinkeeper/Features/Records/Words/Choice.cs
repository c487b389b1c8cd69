namespace Kinkeeper.Features.Records.Words;

/// <summary>What a parent said should happen with one child. None of them is the good one, and none is a default.</summary>
public enum Choice
{
    /// <summary>Leave together.</summary>
    Accompany = 1,

    /// <summary>The child remains, with whom the record says.</summary>
    Remain = 2,

    /// <summary>The parent has not decided yet.</summary>
    Undecided = 3,

    /// <summary>The parent was asked and did not want to answer.</summary>
    Declined = 4,

    /// <summary>The wish could not be found out, for example for want of an interpreter. Never a waiver.</summary>
    NotAscertained = 5,
}
