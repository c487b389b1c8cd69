namespace Kinkeeper.Linkage.Score;

/// <summary>Progress of a long run.</summary>
/// <param name="Stage">The current stage: <c>load</c>, <c>score</c>, <c>train</c> or <c>cluster</c>.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
public readonly record struct LinkageProgress(string Stage, long Done, long Total);
