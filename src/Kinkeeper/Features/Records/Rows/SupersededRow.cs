using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>The place of an earlier version of a row that a later import replaced. It keeps a trace of everything overwritten.</summary>
public sealed class SupersededRow
{
    public long Id { get; init; }

    /// <summary>Table and id, for example <c>decisions:D-17</c>.</summary>
    public required string Subject { get; init; }

    public ImportId ImportId { get; init; }

    public long RowNumber { get; init; }

    public ImportId ReplacedByImportId { get; init; }

    public long ReplacedByRowNumber { get; init; }
}

internal sealed class SupersededRowTable : IEntityTypeConfiguration<SupersededRow>
{
    public void Configure(EntityTypeBuilder<SupersededRow> builder)
    {
        builder.ToTable("superseded_rows");
        builder.HasIndex(row => row.Subject);
    }
}
