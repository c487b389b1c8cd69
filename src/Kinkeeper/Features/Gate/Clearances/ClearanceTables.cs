using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>The number of one recorded answer of the gate.</summary>
public readonly record struct ClearanceId(long Value) : ITypedId<ClearanceId>
{
    public static ClearanceId From(long value) => new(value);
}

/// <summary>A recorded answer of the gate: the request, the time, the policy and the caller.</summary>
public sealed class ClearanceRow
{
    public ClearanceId Id { get; init; }

    /// <summary>The account that asked; empty if nobody signs in.</summary>
    public required string Caller { get; init; }

    /// <summary>The caller's key for the request, which makes a repeated request count once; null if none was given.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request as received.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The time the answer was given.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The time everything was judged at; <see cref="AnsweredAt"/> unless the caller asked about another.</summary>
    public DateTimeOffset At { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    /// <summary>Entries in the tamper-evident log at the time of reading.</summary>
    public long LogSize { get; init; }

    public required string Manifest { get; init; }
}

/// <summary>One line as it was asked, with its answer and evidence.</summary>
public sealed class ClearanceLineRow
{
    public ClearanceId ClearanceId { get; init; }

    /// <summary>The person's number in the request, from 1.</summary>
    public int Line { get; init; }

    public required string Manifest { get; init; }

    public required string RecordId { get; init; }

    public int? ANumber { get; init; }

    public required string FoldedName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public int DepartsOffsetMinutes { get; init; }

    public required string Country { get; init; }

    /// <summary>The reason the line could not be read; null if it is readable.</summary>
    public string? Problem { get; init; }

    /// <summary>The identified person; null if nobody was identified.</summary>
    public PersonId? PersonId { get; init; }

    /// <summary>The person's key in the answer.</summary>
    public string? Person { get; init; }

    public bool IsCleared { get; init; }

    /// <summary>The override that clears the person; null if there is none.</summary>
    public OverrideId? OverrideId { get; init; }

    /// <summary>The reasons to hold, as JSON. For a person cleared by an override, the reasons it lifts.</summary>
    public required string Reasons { get; init; }

    /// <summary>A digest of all evidence for the answer (<see cref="EvidenceDigest"/>); empty if nobody was identified.</summary>
    public required byte[] Evidence { get; init; }
}

internal sealed class ClearanceTables : IEntityTypeConfiguration<ClearanceRow>, IEntityTypeConfiguration<ClearanceLineRow>
{
    public void Configure(EntityTypeBuilder<ClearanceRow> builder)
    {
        builder.ToTable("clearances");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Caller, row.IdempotencyKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClearanceLineRow> builder)
    {
        builder.ToTable("clearance_lines");
        builder.HasKey(row => new { row.ClearanceId, row.Line });
        builder.HasIndex(row => row.PersonId);
    }
}
