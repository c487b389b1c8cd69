using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class RemovalRow : ImportedRow
{
    public required string RemovalId { get; init; }

    public RecordKey RecordKey { get; init; }

    public RemovalStatus Status { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    /// <summary>The UTC offset in which the departure was written, in minutes. It decides the calendar day.</summary>
    public int DepartsOffsetMinutes { get; init; }

    public string? Port { get; init; }

    public string? Country { get; init; }

    public string? Manifest { get; init; }
}

internal sealed class RemovalTable : IEntityTypeConfiguration<RemovalRow>
{
    public void Configure(EntityTypeBuilder<RemovalRow> builder)
    {
        builder.Imported("removals");
        builder.HasIndex(row => row.RemovalId).IsUnique();
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.DepartsAt);
    }
}
