namespace Kinkeeper.Features.Intake.Storing;

/// <summary>A request to import one file.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Format">Name of a format (<c>import --list</c>).</param>
/// <param name="Source">The sender; null for the format's own name.</param>
/// <param name="AsOf">The day the file describes, according to the sender. Null if the sender did not say.</param>
/// <param name="DryRun">True to check every row but save nothing.</param>
public sealed record ImportRequest(string File, string Format, string? Source = null, DateOnly? AsOf = null, bool DryRun = false);
