using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Decisions.Expunging;

public readonly record struct ExpungeRequestId(long Value) : ITypedId<ExpungeRequestId>
{
    public static ExpungeRequestId From(long value) => new(value);
}

/// <summary>A request to destroy a decision's record, waiting for a second person or carried out. It holds ids only.</summary>
public sealed class ExpungeRequest
{
    public ExpungeRequestId Id { get; init; }

    public required string DecisionId { get; init; }

    /// <summary>The order: a docket number or a retention schedule. It is public in the log.</summary>
    public required string Authority { get; init; }

    /// <summary>The requester's id, not their name; it is public in the log.</summary>
    public required string RequestedBy { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The second person's id; null while the request waits.</summary>
    public string? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }
}

internal sealed class ExpungeRequestTable : IEntityTypeConfiguration<ExpungeRequest>
{
    public void Configure(EntityTypeBuilder<ExpungeRequest> builder)
    {
        builder.ToTable("expunge_requests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
    }
}
