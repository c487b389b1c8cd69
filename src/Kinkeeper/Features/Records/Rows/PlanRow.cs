using Kinkeeper.Features.Records.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Records.Rows;

public sealed class PlanRow : ImportedRow
{
    /// <summary>The id of a decision that may not have been imported yet.</summary>
    public required string DecisionId { get; init; }

    public PlanStepKind Step { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? ConfirmedBy { get; init; }

    public string? Evidence { get; init; }
}

internal sealed class PlanTable : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> builder)
    {
        builder.Imported("plans");
        builder.HasIndex(row => new { row.DecisionId, row.Step }).IsUnique();
    }
}
