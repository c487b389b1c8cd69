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

    /// <summary>Null where nobody was signed in, or the provider named nobody.</summary>
    public string? Account { get; init; }

    /// <summary>The role's name, as it was then; null where the request did not say it.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// The page or endpoint, by its route: it holds nothing that somebody typed. Empty where no route is there; null where the account was
    /// refused at more routes, or from more addresses, than are listed apart.
    /// </summary>
    public string? Route { get; init; }

    /// <summary>The client's address; null but for failed sign-ins.</summary>
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
