using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// Consecutive raw rows of a file, unchanged and compressed together. A million rows take only a few thousand inserts, and each row can
/// still be found by import and row number. Only expunging changes a block.
/// </summary>
public sealed class RawBlock
{
    public ImportId ImportId { get; init; }

    /// <summary>1-based number of the first data row in the block.</summary>
    public long FirstRow { get; init; }

    public int Rows { get; init; }

    /// <summary>Brotli over: for each row a little-endian int32 length and its UTF-8 text.</summary>
    public required byte[] Content { get; init; }
}

internal sealed class RawBlockTable : IEntityTypeConfiguration<RawBlock>
{
    public void Configure(EntityTypeBuilder<RawBlock> builder)
    {
        builder.ToTable("raw_blocks");
        builder.HasKey(block => new { block.ImportId, block.FirstRow });
    }
}
