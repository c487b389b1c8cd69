namespace Kinkeeper.Features.Records.Words;

/// <summary>A parent's choice for one child. No choice is the right one, and none is the default.</summary>
public enum Choice
{
    /// <summary>Leave together.</summary>
    Accompany = 1,

    /// <summary>The child remains, with the person the record names.</summary>
    Remain = 2,

    /// <summary>The parent has not decided yet.</summary>
    Undecided = 3,

    /// <summary>The parent was asked and did not want to answer.</summary>
    Declined = 4,

    /// <summary>The wish could not be found out, for example because there was no interpreter. Never a waiver.</summary>
    NotAscertained = 5,
}
