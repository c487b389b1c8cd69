using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// The fields every stored row has: the source of its current version, and the hash that tells a repeated row from a changed one.
/// </summary>
public abstract class ImportedRow
{
    public long Id { get; init; }

    public ImportId ImportId { get; init; }

    public long RowNumber { get; init; }

    public required byte[] RowHash { get; init; }
}

internal static class ImportedTable
{
    /// <summary>Maps a table of imported rows: its name and its key.</summary>
    public static void Imported<T>(this EntityTypeBuilder<T> builder, string table)
        where T : ImportedRow
    {
        builder.ToTable(table);
        builder.HasKey(row => row.Id);
    }
}
