using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>What a parent said about a choice, and how they were asked, as it is shown wherever a decision is.</summary>
/// <param name="Words">The parent's own words; null where nobody recorded them.</param>
/// <param name="MinutesAllowed">Minutes to decide; null where nobody recorded them.</param>
/// <param name="Interview">What an interview held here says besides; null where there was none.</param>
public sealed record SaidAndHow(string? Words, int? MinutesAllowed, InterviewRecord? Interview);
