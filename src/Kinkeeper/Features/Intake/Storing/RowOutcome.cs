namespace Kinkeeper.Features.Intake.Storing;

/// <summary>What became of a usable row.</summary>
internal enum RowOutcome
{
    Accepted = 1,

    /// <summary>The same row is there already.</summary>
    Unchanged = 2,
}
