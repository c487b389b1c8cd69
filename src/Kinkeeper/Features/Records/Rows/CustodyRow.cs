using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class CustodyRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public string? Source { get; init; }

    public string? Agency { get; init; }

    public string? Facility { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? ReleaseReason { get; init; }
}

internal sealed class CustodyTable : IEntityTypeConfiguration<CustodyRow>
{
    public void Configure(EntityTypeBuilder<CustodyRow> builder)
    {
        builder.Imported("custody");
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }
}
