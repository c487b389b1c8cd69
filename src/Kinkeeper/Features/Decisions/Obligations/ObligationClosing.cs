using Kinkeeper.Features.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>The way a person closes an obligation. A decision or a joint departure closes one without a person's statement.</summary>
public enum ClosingKind
{
    /// <summary>The parent was located and told which choices they still have.</summary>
    LocatedAndInformed = 1,

    /// <summary>It cannot or need not be done, for a reason that two persons approve.</summary>
    Exception = 2,
}

/// <summary>The closing of one obligation. Never changed and never deleted.</summary>
public sealed class ObligationClosing
{
    public long Id { get; init; }

    public required string RemovalId { get; init; }

    public ChildRecordKey ChildRecordKey { get; init; }

    public ClosingKind Kind { get; init; }

    /// <summary>The action taken, or the reason it need not be done.</summary>
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
