using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Platform.Security.Refused;

/// <summary>Requests refused within one minute for one reason, by one account, at one route: counted, never deleted.</summary>
public sealed class RefusedRow
{
    public long Id { get; init; }

    /// <summary>The beginning of the minute, UTC.</summary>
    public DateTimeOffset Minute { get; init; }

    /// <summary>A name of <see cref="RefusedKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account; null if nobody was signed in, or if the provider named nobody.</summary>
    public string? Account { get; init; }

    /// <summary>The role's name at that time; null if the request did not carry it.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// The page or endpoint, by its route, which holds nothing that somebody typed. Empty if there is no such route; null if the account
    /// was refused at more routes, or from more addresses, than get a row of their own.
    /// </summary>
    public string? Route { get; init; }

    /// <summary>The client's address, for failed sign-ins; otherwise null.</summary>
    public string? Address { get; init; }

    public long Times { get; init; }
}

internal sealed class RefusedTable : IEntityTypeConfiguration<RefusedRow>
{
    public void Configure(EntityTypeBuilder<RefusedRow> builder)
    {
        builder.ToTable("refused_requests");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Minute);
        builder.HasIndex(row => row.Kind);
    }
}
