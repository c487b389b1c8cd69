using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>The number of filled cells in one column of one import, for <c>completeness</c>.</summary>
public sealed class ImportColumn
{
    public ImportId ImportId { get; init; }

    public required string Column { get; init; }

    /// <summary>Accepted rows in which the column held a value: not empty, not redacted.</summary>
    public long Filled { get; set; }
}

internal sealed class ImportColumnTable : IEntityTypeConfiguration<ImportColumn>
{
    public void Configure(EntityTypeBuilder<ImportColumn> builder)
    {
        builder.ToTable("import_columns");
        builder.HasKey(column => new { column.ImportId, column.Column });
    }
}
