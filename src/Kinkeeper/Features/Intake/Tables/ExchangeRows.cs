using Kinkeeper.Features.Intake.Normalise;
using Kinkeeper.Features.Intake.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Intake.Tables;

/// <summary>What every stored row has: where its current version stands, and the hash that tells a repeat from a change.</summary>
public abstract class ImportedRow
{
    public long Id { get; init; }

    public ImportId ImportId { get; init; }

    public long RowNumber { get; init; }

    public required byte[] RowHash { get; init; }
}

public sealed class CustodyRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public string? Source { get; init; }

    public string? Agency { get; init; }

    public string? Facility { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? ReleaseReason { get; init; }
}

public sealed class RelationshipRow : ImportedRow
{
    public ParentRecordKey ParentRecordKey { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    public string? Source { get; init; }

    public required string Kind { get; init; }

    public required string Basis { get; init; }

    /// <summary>Null: not dated, which makes it older than any dated row.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public LinkStatus Status { get; init; }
}

public sealed class DecisionRow : ImportedRow
{
    public required string DecisionId { get; init; }

    public ParentRecordKey ParentRecordKey { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    public Choice Choice { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public string? Form { get; init; }

    public string? FormVersion { get; init; }

    public string? FormLanguage { get; init; }

    public string? SpokenLanguage { get; init; }

    public string? ParentLanguage { get; init; }

    public string? Interpreter { get; init; }

    public string? InterpreterMode { get; init; }

    public YesNo InformationGiven { get; init; }

    public OptionsOffered OptionsOffered { get; init; }

    public YesNo ChildContactOffered { get; init; }

    public YesNo CounselOffered { get; init; }

    public int? MinutesAllowed { get; init; }

    public YesNo Private { get; init; }

    public string? ParentWords { get; init; }

    public Signature Signature { get; init; }

    public string? Officer { get; init; }

    public string? Supervisor { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? ChildView { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What an interview held here says besides. Null for an agency's record, and once an agency has sent another version of it.</summary>
    public InterviewRecord? Interview
    {
        get => ImportId == default ? field : null;
        init;
    }
}

public sealed class StatementRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string Kind { get; init; }

    public string? Author { get; init; }

    public string? Text { get; init; }

    public Wish Wish { get; init; }
}

public sealed class ScreeningRow : ImportedRow
{
    public RecordKey RecordKey { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public string? Language { get; init; }

    public string? Interpreter { get; init; }

    public string? Officer { get; init; }

    public ScreeningAnswer Answer { get; init; }

    public int? ChildrenStated { get; init; }
}

public sealed class PlanRow : ImportedRow
{
    /// <summary>The decision may not have been imported yet.</summary>
    public required string DecisionId { get; init; }

    public PlanStepKind Step { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? ConfirmedBy { get; init; }

    public string? Evidence { get; init; }
}

public enum RemovalStatus
{
    Planned = 1,
    Executed = 2,
    Cancelled = 3,
}

public sealed class RemovalRow : ImportedRow
{
    public required string RemovalId { get; init; }

    public RecordKey RecordKey { get; init; }

    public RemovalStatus Status { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    /// <summary>The offset in which the departure was written, in minutes: it decides the calendar day.</summary>
    public int DepartsOffsetMinutes { get; init; }

    public string? Port { get; init; }

    public string? Country { get; init; }

    public string? Manifest { get; init; }
}

public sealed class ManifestRow : ImportedRow
{
    public required string Manifest { get; init; }

    public string? RecordId { get; init; }

    public int? ANumber { get; init; }

    public string? GivenNames { get; init; }

    public string? Surnames { get; init; }

    public DateOnly? BirthDate { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public int DepartsOffsetMinutes { get; init; }

    public string? Port { get; init; }

    public string? Country { get; init; }
}

/// <summary>A row of an agency's own file: its normalised values as one JSON object. The raw row stands in its block.</summary>
public sealed class AgencyFileRow : ImportedRow
{
    public required string Format { get; init; }

    public required string Values { get; init; }

    /// <summary>How many equal rows stand before it in its file.</summary>
    public int Repeats { get; init; }
}

internal sealed class ExchangeTables :
    IEntityTypeConfiguration<CustodyRow>,
    IEntityTypeConfiguration<RelationshipRow>,
    IEntityTypeConfiguration<DecisionRow>,
    IEntityTypeConfiguration<StatementRow>,
    IEntityTypeConfiguration<ScreeningRow>,
    IEntityTypeConfiguration<PlanRow>,
    IEntityTypeConfiguration<RemovalRow>,
    IEntityTypeConfiguration<ManifestRow>,
    IEntityTypeConfiguration<AgencyFileRow>
{
    public void Configure(EntityTypeBuilder<CustodyRow> builder)
    {
        Imported(builder, "custody");
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RelationshipRow> builder)
    {
        Imported(builder, "relationships");
        builder.HasIndex(row => row.ParentRecordKey);
        builder.HasIndex(row => row.ChildRecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        Imported(builder, "decisions");
        builder.HasIndex(row => row.DecisionId).IsUnique();
        builder.HasIndex(row => row.ParentRecordKey);
        builder.HasIndex(row => row.ChildRecordKey);
        builder.HasOne(row => row.Interview).WithOne().HasForeignKey<InterviewRecord>(record => record.DecisionRow).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(row => row.Interview).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        Imported(builder, "statements");
        builder.HasIndex(row => row.Wish);
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ScreeningRow> builder)
    {
        Imported(builder, "screenings");
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanRow> builder)
    {
        Imported(builder, "plans");
        builder.HasIndex(row => new { row.DecisionId, row.Step }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RemovalRow> builder)
    {
        Imported(builder, "removals");
        builder.HasIndex(row => row.RemovalId).IsUnique();
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.DepartsAt);
    }

    public void Configure(EntityTypeBuilder<ManifestRow> builder)
    {
        Imported(builder, "manifest_lines");
        builder.HasIndex(row => row.Manifest);
        builder.HasIndex(row => row.DepartsAt);
        builder.HasIndex(row => row.RecordId);
        builder.HasIndex(row => row.ANumber);
        builder.HasIndex(row => row.RowHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AgencyFileRow> builder)
    {
        Imported(builder, "agency_rows");
        builder.HasIndex(row => row.RowHash).IsUnique();
        builder.HasIndex(row => row.Format);
    }

    private static void Imported<T>(EntityTypeBuilder<T> builder, string table)
        where T : ImportedRow
    {
        builder.ToTable(table);
        builder.HasKey(row => row.Id);
    }
}
