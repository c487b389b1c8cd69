using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class StatementRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string Kind { get; init; }

    public string? Author { get; init; }

    public string? Text { get; init; }

    public Wish Wish { get; init; }
}

internal sealed class StatementTable : IEntityTypeConfiguration<StatementRow>
{
    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        builder.Imported("statements");
        builder.HasIndex(row => row.Wish);
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }
}
