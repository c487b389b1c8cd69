using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public enum ImportState
{
    /// <summary>Started. If no process is working on it, running the same import again continues where it stopped.</summary>
    Running = 1,
    Done = 2,
}

/// <summary>One import of one file, and its progress.</summary>
public sealed class Import
{
    public ImportId Id { get; init; }

    public required string Format { get; init; }

    public required string Source { get; init; }

    /// <summary>File name without its folder, because folder names can contain people's names.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public required string FileHash { get; init; }

    /// <summary>The day the file describes, according to the sender. Null if the sender did not say.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>True if the file was in a folder marked as synthetic.</summary>
    public bool Synthetic { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public ImportState State { get; set; }

    /// <summary>Data rows processed so far. A killed import continues from here.</summary>
    public long Rows { get; set; }

    public long Accepted { get; set; }

    public long Unchanged { get; set; }

    public long Rejected { get; set; }

    /// <summary>The header row as a JSON array of its cells. It gives the meaning of the raw rows' cells.</summary>
    public required string Header { get; init; }

    /// <summary>The canonical columns that the file has, separated by commas.</summary>
    public required string ColumnsPresent { get; init; }

    /// <summary>First day named in the rows. Null if they name none.</summary>
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
