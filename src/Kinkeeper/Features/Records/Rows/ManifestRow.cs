using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class ManifestRow : ImportedRow
{
    public required string Manifest { get; init; }

    public string? RecordId { get; init; }

    public int? ANumber { get; init; }

    public string? GivenNames { get; init; }

    public string? Surnames { get; init; }

    public DateOnly? BirthDate { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public int DepartsOffsetMinutes { get; init; }

    public string? Port { get; init; }

    public string? Country { get; init; }
}

internal sealed class ManifestTable : IEntityTypeConfiguration<ManifestRow>
{
    public void Configure(EntityTypeBuilder<ManifestRow> builder)
    {
        builder.Imported("manifest_lines");
        builder.HasIndex(row => row.Manifest);
        builder.HasIndex(row => row.DepartsAt);
        builder.HasIndex(row => row.RecordId);
        builder.HasIndex(row => row.ANumber);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }
}
