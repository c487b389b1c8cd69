using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>A reason why a row could not be used. The row itself is in its raw block.</summary>
public sealed class Reject
{
    public ImportId ImportId { get; init; }

    public long RowNumber { get; init; }

    /// <summary>Number of the reason within its row, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>Canonical column. Empty if the whole row is unusable.</summary>
    public required string Column { get; init; }

    public required string Value { get; init; }

    public required string Reason { get; init; }
}

internal sealed class RejectTable : IEntityTypeConfiguration<Reject>
{
    public void Configure(EntityTypeBuilder<Reject> builder)
    {
        builder.ToTable("rejects");
        builder.HasKey(reject => new { reject.ImportId, reject.RowNumber, reject.Ordinal });
    }
}
