using Kinkeeper.Features.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.People.Access;

/// <summary>One reading of one person by one account: added, never changed.</summary>
public sealed class AccessRow
{
    public long Id { get; init; }

    public required string Account { get; init; }

    /// <summary>The role's name at that time.</summary>
    public required string Role { get; init; }

    /// <summary>One of <see cref="AccessReasons.Codes"/>; null if the page, such as a list, does not ask for one.</summary>
    public string? Reason { get; init; }

    /// <summary>The words added to the reason; null if none.</summary>
    public string? Words { get; init; }

    /// <summary>The route of the page or endpoint, without values.</summary>
    public required string Page { get; init; }

    /// <summary>One of the person's records; null for a search that found nobody.</summary>
    public RecordKey? RecordKey { get; init; }

    public DateTimeOffset ReadAt { get; init; }
}

/// <summary>The entry that counsel or an organization acts for a person: ended, never deleted.</summary>
public sealed class RepresentationRow
{
    public long Id { get; init; }

    /// <summary>The partner's account.</summary>
    public required string Account { get; init; }

    /// <summary>One of the client's records.</summary>
    public RecordKey RecordKey { get; init; }

    /// <summary>The document it is based on, such as "G-28 of 3 May 2026".</summary>
    public required string Evidence { get; init; }

    public required string EnteredBy { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    /// <summary>The time somebody confirmed it after seeing client and account; null if entered before confirmation was required.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The account's last sign-in as a partner, as known then; null if never or not checked (<see cref="ConfirmedAt"/>).</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    public string? EndedBy { get; set; }

    /// <summary>The time it ended; null while it is active.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class AccessTables : IEntityTypeConfiguration<AccessRow>, IEntityTypeConfiguration<RepresentationRow>
{
    public void Configure(EntityTypeBuilder<AccessRow> builder)
    {
        builder.ToTable("access_record");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.RecordKey);
        builder.HasIndex(row => row.Account);
    }

    public void Configure(EntityTypeBuilder<RepresentationRow> builder)
    {
        builder.ToTable("representations");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Account);
        builder.HasIndex(row => row.RecordKey);
    }
}
