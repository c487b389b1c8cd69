namespace Kinkeeper.Linkage.Score;

/// <summary>How far a long run is.</summary>
/// <param name="Stage">What is being done: <c>load</c>, <c>score</c>, <c>train</c>, <c>cluster</c>.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
public readonly record struct LinkageProgress(string Stage, long Done, long Total);
