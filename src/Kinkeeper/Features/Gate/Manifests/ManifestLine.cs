using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>One line of a manifest: a person to leave, as the carrier's system names them.</summary>
/// <param name="Line">The data row, from 1.</param>
public sealed record ManifestLine(int Line)
{
    public string Manifest { get; init; } = string.Empty;

    public string RecordId { get; init; } = string.Empty;

    public ANumber? ANumber { get; init; }

    /// <summary>Given names and surnames folded for comparison; empty if no name is given.</summary>
    public string FoldedName { get; init; } = string.Empty;

    public DateOnly? BirthDate { get; init; }

    /// <summary>The departure, with the offset as written. The offset decides the calendar day.</summary>
    public DateTimeOffset DepartsAt { get; init; }

    /// <summary>Destination, ISO 3166-1 alpha-2 if recognised; empty if not given.</summary>
    public string Country { get; init; } = string.Empty;

    /// <summary>The reason the line cannot be read; null if it is readable.</summary>
    public string? Problem { get; init; }
}
