using Kinkeeper.Features.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>An interview of one parent about one child. Deleted only by an order to expunge; closed when recorded or abandoned.</summary>
public sealed class InterviewRow
{
    /// <summary>16 random hexadecimal digits. The resulting decision's id is <c>kk:</c> followed by this number.</summary>
    public required string Number { get; init; }

    public ParentRecordKey ParentRecordKey { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    /// <summary>The account that started it.</summary>
    public required string Officer { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The five options in the order this parent sees them, drawn once.</summary>
    public required string OptionOrder { get; init; }

    /// <summary>The time the options were first shown; null if not yet.</summary>
    public DateTimeOffset? ChoicesShownAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>The reason it was abandoned; null if it was not.</summary>
    public string? GivenUpBecause { get; set; }

    public bool IsRecorded => ClosedAt is not null && GivenUpBecause is null;

    public string DecisionId => $"kk:{Number}";
}

/// <summary>One saved version of a page of an interview. A later saving is added and never replaces it.</summary>
public sealed class InterviewSaving
{
    public long Id { get; init; }

    public required string Interview { get; init; }

    /// <summary>The step's name, see <see cref="InterviewStep"/>.</summary>
    public required string Step { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>The account that saved it.</summary>
    public required string By { get; init; }

    /// <summary>A JSON object of the fields that have a value.</summary>
    public required string Answers { get; init; }
}

internal sealed class InterviewTables : IEntityTypeConfiguration<InterviewRow>, IEntityTypeConfiguration<InterviewSaving>
{
    public void Configure(EntityTypeBuilder<InterviewRow> builder)
    {
        builder.ToTable("interviews");
        builder.HasKey(row => row.Number);
        builder.HasIndex(row => new { row.ParentRecordKey, row.ChildRecordKey });
    }

    public void Configure(EntityTypeBuilder<InterviewSaving> builder)
    {
        builder.ToTable("interview_savings");
        builder.HasKey(saving => saving.Id);
        builder.HasIndex(saving => saving.Interview);
        builder.HasOne<InterviewRow>().WithMany().HasForeignKey(saving => saving.Interview).OnDelete(DeleteBehavior.Restrict);
    }
}
