using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>One line of a manifest: who is to leave, as the carrier's system names them.</summary>
/// <param name="Line">Counts data rows from 1.</param>
public sealed record ManifestLine(int Line)
{
    public string Manifest { get; init; } = string.Empty;

    public string RecordId { get; init; } = string.Empty;

    public ANumber? ANumber { get; init; }

    /// <summary>Given names and surnames folded for comparison; empty when no name is given.</summary>
    public string FoldedName { get; init; } = string.Empty;

    public DateOnly? BirthDate { get; init; }

    /// <summary>In the offset in which it is written: that offset decides the calendar day.</summary>
    public DateTimeOffset DepartsAt { get; init; }

    /// <summary>Destination, ISO 3166-1 alpha-2 where recognised; empty when not given.</summary>
    public string Country { get; init; } = string.Empty;

    /// <summary>Why the line cannot be read; null for a readable one.</summary>
    public string? Problem { get; init; }
}
