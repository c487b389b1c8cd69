using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Decisions.Expunging;

public readonly record struct ExpungeRequestId(long Value) : ITypedId<ExpungeRequestId>
{
    public static ExpungeRequestId From(long value) => new(value);
}

/// <summary>One person's demand that a decision's record be destroyed, waiting for a second person or carried out. It holds ids only.</summary>
public sealed class ExpungeRequest
{
    public ExpungeRequestId Id { get; init; }

    public required string DecisionId { get; init; }

    /// <summary>What orders it: a docket number, a retention schedule. It will stand in the log in the open.</summary>
    public required string Authority { get; init; }

    /// <summary>The id, not the name, of who asks; it will stand in the log in the open.</summary>
    public required string RequestedBy { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The second person; null while the request waits.</summary>
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
