using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

/// <summary>
/// One agency's record of one person. A record that other rows name before it is imported is stored as a stub without
/// <see cref="ImportId"/>. It is filled when it arrives.
/// </summary>
public sealed class SourceRecord
{
    public RecordKey Id { get; init; }

    /// <summary>The agency's id with the agency in front, for example <c>cbp:4711</c>.</summary>
    public required string RecordId { get; init; }

    public PersonId PersonId { get; set; }

    /// <summary>The import that holds the current version. Null for a stub.</summary>
    public ImportId? ImportId { get; init; }

    public long? RowNumber { get; init; }

    public string? Source { get; init; }

    /// <summary>The nine-digit A-number as an integer. Null if none is recorded.</summary>
    public int? ANumber { get; init; }

    public string? GivenNames { get; init; }

    public string? Surnames { get; init; }

    /// <summary>Given names and surnames folded for comparison, parts separated by spaces.</summary>
    public string? FoldedName { get; init; }

    /// <summary>The exact date of birth. Null if it is unknown or only partly known.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The latest date of birth that fits the record. Doubt about age protects the person.</summary>
    public DateOnly? LatestBirthDate { get; init; }

    public string? Sex { get; init; }

    public string? Citizenship { get; init; }

    /// <summary>ISO 639-3 if recognised, otherwise as written.</summary>
    public string? Language { get; init; }

    public Role Role { get; init; }

    public DateTimeOffset? EncounteredAt { get; init; }

    public string? Sector { get; init; }

    public string? EventNumber { get; init; }

    public string? FamilyUnitNumber { get; init; }

    /// <summary>Number of children stated when asked. Null if not asked.</summary>
    public int? StatedChildren { get; init; }

    public string? ParentNamesStated { get; init; }

    public string? ChildNamesStated { get; init; }

    /// <summary>Hash of the row's cells. It tells a repeated row from a new version.</summary>
    public byte[]? RowHash { get; init; }
}

internal sealed class SourceRecordTable : IEntityTypeConfiguration<SourceRecord>
{
    public void Configure(EntityTypeBuilder<SourceRecord> builder)
    {
        builder.ToTable("records");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.HasIndex(record => record.RecordId).IsUnique();
        builder.HasIndex(record => record.PersonId);
        builder.HasIndex(record => record.ANumber);
        builder.HasIndex(record => record.BirthDate);
    }
}
