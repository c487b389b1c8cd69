using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>A row of an agency's own file: its normalised values as one JSON object. The raw row is in its block.</summary>
public sealed class AgencyFileRow : ImportedRow
{
    public required string Format { get; init; }

    public required string Values { get; init; }

    /// <summary>The number of identical rows before it in its file.</summary>
    public int Repeats { get; init; }
}

internal sealed class AgencyFileTable : IEntityTypeConfiguration<AgencyFileRow>
{
    public void Configure(EntityTypeBuilder<AgencyFileRow> builder)
    {
        builder.Imported("agency_rows");
        builder.HasIndex(row => row.RowHash).IsUnique();
        builder.HasIndex(row => row.Format);
    }
}
