using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

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

    /// <summary>
    /// The additional fields from an interview in Kinkeeper. Null for an agency's record, or if an agency has since sent another version.
    /// </summary>
    public InterviewRecord? Interview
    {
        get => ImportId == default ? field : null;
        init;
    }
}

internal sealed class DecisionTable : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.Imported("decisions");
        builder.HasIndex(row => row.DecisionId).IsUnique();
        builder.HasIndex(row => row.ParentRecordKey);
        builder.HasIndex(row => row.ChildRecordKey);
        builder.HasOne(row => row.Interview).WithOne().HasForeignKey<InterviewRecord>(record => record.DecisionRow).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(row => row.Interview).AutoInclude();
    }
}
