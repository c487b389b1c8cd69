using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Intake.Tables;

public enum ImportState
{
    /// <summary>Begun; if nobody is at it, running the same import again goes on where it stopped.</summary>
    Running = 1,
    Done = 2,
}

/// <summary>One import of one file: what it was, and how far it has come.</summary>
public sealed class Import
{
    public ImportId Id { get; init; }

    public required string Format { get; init; }

    public required string Source { get; init; }

    /// <summary>Name without folder: folders can hold people's names.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public required string FileHash { get; init; }

    /// <summary>The day for which the sender says the file stands; null when not said.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The file lay in a folder marked as synthetic.</summary>
    public bool Synthetic { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Data rows dealt with so far: where a killed import goes on.</summary>
    public long Rows { get; set; }

    public long Accepted { get; set; }

    public long Unchanged { get; set; }

    public long Rejected { get; set; }

    /// <summary>The header row as a JSON array of its cells: what the raw rows' cells mean.</summary>
    public required string Header { get; init; }

    /// <summary>The canonical columns that the file has, separated by commas.</summary>
    public required string ColumnsPresent { get; init; }

    /// <summary>First day that the rows speak of; null where they name none.</summary>
    public DateOnly? PeriodFrom { get; set; }

    public DateOnly? PeriodTo { get; set; }
}

internal sealed class ImportTable : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.HasKey(import => import.Id);
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.HasIndex(import => new { import.FileHash, import.Format });
    }
}

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

/// <summary>How full one column of one import is: what <c>completeness</c> counts.</summary>
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

/// <summary>Where an earlier version of a row stands, once a later import has replaced it: nothing is overwritten without its trace.</summary>
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
