using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class RelationshipRow : ImportedRow
{
    public ParentRecordKey ParentRecordKey { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    public string? Source { get; init; }

    public required string Kind { get; init; }

    public required string Basis { get; init; }

    /// <summary>Null if the row has no date. It then counts as older than every dated row.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public LinkStatus Status { get; init; }
}

internal sealed class RelationshipTable : IEntityTypeConfiguration<RelationshipRow>
{
    public void Configure(EntityTypeBuilder<RelationshipRow> builder)
    {
        builder.Imported("relationships");
        builder.HasIndex(row => row.ParentRecordKey);
        builder.HasIndex(row => row.ChildRecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }
}
