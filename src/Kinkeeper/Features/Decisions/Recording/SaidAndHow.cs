using Kinkeeper.Features.Records.Rows;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>The parent's words about a choice and how they were asked, shown with every decision.</summary>
/// <param name="Words">The parent's own words; null if nobody recorded them.</param>
/// <param name="MinutesAllowed">Minutes to decide; null if nobody recorded them.</param>
/// <param name="Interview">The extra facts from an interview held here; null if there was none.</param>
public sealed record SaidAndHow(string? Words, int? MinutesAllowed, InterviewRecord? Interview);
