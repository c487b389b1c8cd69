using Kinkeeper.Features.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>How a person closed an obligation. A decision, or a journey together, closes one without anybody's word.</summary>
public enum ClosingKind
{
    /// <summary>The parent was located and told what they can still choose.</summary>
    LocatedAndInformed = 1,

    /// <summary>It cannot or need not be done, for a reason that two persons stand for.</summary>
    Exception = 2,
}

/// <summary>The closing of one obligation. Never changed and never deleted.</summary>
public sealed class ObligationClosing
{
    public long Id { get; init; }

    public required string RemovalId { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    public ClosingKind Kind { get; init; }

    /// <summary>What was done, or why it need not be.</summary>
    public required string Reason { get; init; }

    public required string By { get; init; }

    /// <summary>The second person of an exception; null for an outcome.</summary>
    public string? ApprovedBy { get; init; }

    public DateTimeOffset ClosedAt { get; init; }
}

internal sealed class ObligationClosingTable : IEntityTypeConfiguration<ObligationClosing>
{
    public void Configure(EntityTypeBuilder<ObligationClosing> builder)
    {
        builder.ToTable("obligation_closings");
        builder.HasKey(closing => closing.Id);
        builder.HasIndex(closing => new { closing.RemovalId, closing.ChildRecordKey }).IsUnique();
    }
}
