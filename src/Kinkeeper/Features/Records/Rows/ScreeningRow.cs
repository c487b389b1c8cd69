using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class ScreeningRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public string? Language { get; init; }

    public string? Interpreter { get; init; }

    public string? Officer { get; init; }

    public ScreeningAnswer Answer { get; init; }

    public int? ChildrenStated { get; init; }
}

internal sealed class ScreeningTable : IEntityTypeConfiguration<ScreeningRow>
{
    public void Configure(EntityTypeBuilder<ScreeningRow> builder)
    {
        builder.Imported("screenings");
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }
}
