using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Gate.Judging;

public readonly record struct OverrideId(long Value) : ITypedId<OverrideId>
{
    public static OverrideId From(long value) => new(value);
}

/// <summary>
/// A decision by two persons that a held person may leave, only for the reasons that held then, and only on one
/// departure.
/// </summary>
public sealed class OverrideRow
{
    public OverrideId Id { get; init; }

    public PersonId PersonId { get; init; }

    public required string Manifest { get; init; }

    /// <summary>The departure it is for. It expires at this time.</summary>
    public DateTimeOffset DepartsAt { get; init; }

    /// <summary>One of the policy's codes.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>The explanation in words.</summary>
    public required string Words { get; init; }

    /// <summary>The reasons that held the person, each as <c>rule/child</c>, one per line.</summary>
    public required string Overridden { get; init; }

    public required string RequestedBy { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The second person; null until they approve, and until then the override has no effect.</summary>
    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }
}

/// <summary>A notice for a role. Pages and mail show it to people with the role.</summary>
public sealed class NoticeRow
{
    public long Id { get; init; }

    /// <summary>Code of the role to notify, such as <c>child-welfare-coordinator</c> or <c>counsel</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The person it is about.</summary>
    public PersonId PersonId { get; init; }

    /// <summary>The kind of notice, for example <c>override-approved</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The object to open, such as <c>override:7</c>.</summary>
    public required string Subject { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Null until a person with the role has seen it.</summary>
    public DateTimeOffset? SeenAt { get; init; }
}

internal sealed class OverrideTables : IEntityTypeConfiguration<OverrideRow>, IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<OverrideRow> builder)
    {
        builder.ToTable("overrides");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("notices");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.Role, row.SeenAt });
    }
}
