using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Gate.Boarding;

public readonly record struct IncidentId(long Value) : ITypedId<IncidentId>
{
    public static IncidentId From(long value) => new(value);
}

/// <summary>A boarding check: a parent was asked once more about their decisions.</summary>
public sealed class BoardingCheckRow
{
    public long Id { get; init; }

    /// <summary>The gate's answer after the check.</summary>
    public ClearanceId ClearanceId { get; init; }

    public int Line { get; init; }

    public PersonId PersonId { get; init; }

    public DateTimeOffset CheckedAt { get; init; }

    public required string CheckedBy { get; init; }

    /// <summary>The answer about each decision, as JSON: decision id to <c>stands</c>, <c>changed</c> or <c>not_asked</c>.</summary>
    public required string Said { get; init; }

    public bool MayBoard { get; init; }
}

/// <summary>An incident: somebody left without a clearance.</summary>
public sealed class IncidentRow
{
    public IncidentId Id { get; init; }

    /// <summary><c>departed-without-clearance</c>.</summary>
    public required string Kind { get; init; }

    public required string Manifest { get; init; }

    /// <summary>The record id in the departure report; empty if none was given.</summary>
    public required string RecordId { get; init; }

    /// <summary>Null if nobody was identified.</summary>
    public PersonId? PersonId { get; init; }

    public DateTimeOffset DepartedAt { get; init; }

    /// <summary>The reasons that held the person at departure, as JSON; empty if there was no clearance.</summary>
    public required string Reasons { get; init; }

    public DateTimeOffset RaisedAt { get; init; }
}

/// <summary>The duty after an incident: to reach the parent, learn their wish for each child, and carry it out.</summary>
public sealed class DepartureObligationRow
{
    public long Id { get; init; }

    public IncidentId IncidentId { get; init; }

    public PersonId? PersonId { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Closed by a decision, by locating and informing the parent, or by an exception with a reason.</summary>
    public string? ClosedBecause { get; init; }
}

internal sealed class DepartureTables :
    IEntityTypeConfiguration<BoardingCheckRow>,
    IEntityTypeConfiguration<IncidentRow>,
    IEntityTypeConfiguration<DepartureObligationRow>
{
    public void Configure(EntityTypeBuilder<BoardingCheckRow> builder)
    {
        builder.ToTable("boarding_checks");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("incidents");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Kind, row.RaisedAt });
    }

    public void Configure(EntityTypeBuilder<DepartureObligationRow> builder)
    {
        builder.ToTable("departure_obligations");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.IncidentId);
    }
}
