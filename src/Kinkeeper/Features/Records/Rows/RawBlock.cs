using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// A run of raw rows as they stood in the file, compressed together: a million rows cost a few thousand inserts, and each
/// row is still found by import and row number. Never changed, except to expunge.
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
