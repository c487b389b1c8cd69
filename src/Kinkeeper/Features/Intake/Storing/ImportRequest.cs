namespace Kinkeeper.Features.Intake.Storing;

/// <summary>What to import.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Format">Name of a format (<c>import --list</c>).</param>
/// <param name="Source">Who sent it; null for the format's own name.</param>
/// <param name="AsOf">The day for which the sender says it stands; null when not said.</param>
/// <param name="DryRun">Read and judge every row, keep nothing.</param>
public sealed record ImportRequest(string File, string Format, string? Source = null, DateOnly? AsOf = null, bool DryRun = false);
