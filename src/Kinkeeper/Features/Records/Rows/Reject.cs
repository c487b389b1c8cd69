using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>Why a row could not be used. The row itself stands in its raw block.</summary>
public sealed class Reject
{
    public ImportId ImportId { get; init; }

    public long RowNumber { get; init; }

    /// <summary>Counts the reasons of one row from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>Canonical column; empty when the row as a whole is unusable.</summary>
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
