namespace Kinkeeper.Features.Intake.Storing;

/// <summary>The outcome of a usable row.</summary>
internal enum RowOutcome
{
    Accepted = 1,

    /// <summary>The same row was already stored.</summary>
    Unchanged = 2,
}
