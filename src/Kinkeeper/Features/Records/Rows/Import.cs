using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

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
