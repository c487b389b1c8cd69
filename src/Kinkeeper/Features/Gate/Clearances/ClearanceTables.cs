using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Gate.Clearances;

/// <summary>One answer of the gate, as it was given.</summary>
public readonly record struct ClearanceId(long Value) : ITypedId<ClearanceId>
{
    public static ClearanceId From(long value) => new(value);
}

/// <summary>An answer of the gate to another system: what was asked, when, under which policy, and by whom.</summary>
public sealed class ClearanceRow
{
    public ClearanceId Id { get; init; }

    /// <summary>Who asked; empty where nobody signs in.</summary>
    public required string Caller { get; init; }

    /// <summary>The caller's name for the request, so that asking twice is asking once; null where none was given.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request as it came.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>When the answer was given.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The moment as of which everything was judged; <see cref="AnsweredAt"/> unless the caller asked about another.</summary>
    public DateTimeOffset At { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    /// <summary>Entries in the tamper-evident log at the moment that was read.</summary>
    public long LogSize { get; init; }

    public required string Manifest { get; init; }
}

/// <summary>The answer for one line, the line itself as it was asked, and what the answer rests on.</summary>
public sealed class ClearanceLineRow
{
    public ClearanceId ClearanceId { get; init; }

    /// <summary>Counts the request's people from 1.</summary>
    public int Line { get; init; }

    public required string Manifest { get; init; }

    public required string RecordId { get; init; }

    public int? ANumber { get; init; }

    public required string FoldedName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public int DepartsOffsetMinutes { get; init; }

    public required string Country { get; init; }

    /// <summary>Why the line could not be read; null for a readable one.</summary>
    public string? Problem { get; init; }

    /// <summary>Who it is; null when nobody was identified.</summary>
    public PersonId? PersonId { get; init; }

    /// <summary>The person's key as the answer gave it.</summary>
    public string? Person { get; init; }

    public bool IsCleared { get; init; }

    /// <summary>By which override the person is cleared; null where there is none.</summary>
    public OverrideId? OverrideId { get; init; }

    /// <summary>The reasons to hold, as JSON; of a person cleared by an override those that it lifts.</summary>
    public required string Reasons { get; init; }

    /// <summary>Names everything the answer rests on (<see cref="EvidenceDigest"/>); empty when nobody was identified.</summary>
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
