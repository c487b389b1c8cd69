using Kinkeeper.Features.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.People.Access;

/// <summary>One person read by one account: added, never changed.</summary>
public sealed class AccessRow
{
    public long Id { get; init; }

    public required string Account { get; init; }

    /// <summary>The role's name, as it was then.</summary>
    public required string Role { get; init; }

    /// <summary>One of <see cref="AccessReasons.Codes"/>; null where the page asks for none, such as a list.</summary>
    public string? Reason { get; init; }

    /// <summary>What they wrote beside the reason; null where nothing.</summary>
    public string? Words { get; init; }

    /// <summary>The page or endpoint, by its route: it holds no value.</summary>
    public required string Page { get; init; }

    /// <summary>One of the person's records; null for a search that found nobody.</summary>
    public RecordKey? RecordKey { get; init; }

    public DateTimeOffset ReadAt { get; init; }
}

/// <summary>Counsel or an organization that acts for a person, as entered: ended, never deleted.</summary>
public sealed class RepresentationRow
{
    public long Id { get; init; }

    /// <summary>The partner's account.</summary>
    public required string Account { get; init; }

    /// <summary>One of the client's records.</summary>
    public RecordKey RecordKey { get; init; }

    /// <summary>On what it rests, such as "G-28 of 3 May 2026".</summary>
    public required string Evidence { get; init; }

    public required string EnteredBy { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    /// <summary>When somebody confirmed it with client and account before their eyes; null where it was entered before that was asked.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When the account had last signed in as a partner, as known then; null: never, or not looked at (<see cref="ConfirmedAt"/>).</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    public string? EndedBy { get; set; }

    /// <summary>Null while it stands.</summary>
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
