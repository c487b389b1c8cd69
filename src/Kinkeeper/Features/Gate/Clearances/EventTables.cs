using System.Globalization;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Features.Gate.Clearances;

public readonly record struct SubscriptionId(long Value) : ITypedId<SubscriptionId>
{
    public static SubscriptionId From(long value) => new(value);
}

/// <summary>An event for other systems: a person may leave, may not, or no longer may. It holds ids only.</summary>
public sealed class GateEventRow
{
    public const string Cleared = "cleared";
    public const string Held = "held";
    public const string Revoked = "revoked";
    public const string DepartedWithoutClearance = "departed-without-clearance";

    /// <summary>The event's number. Numbers increase in the order of events.</summary>
    public long Id { get; init; }

    public required string Type { get; init; }

    /// <summary>Events with the same key are delivered in order. It is a person, or a record id if nobody was identified.</summary>
    public required string OrderKey { get; init; }

    public required string Manifest { get; init; }

    /// <summary>The caller's record id for the person; empty if none was given.</summary>
    public required string RecordId { get; init; }

    /// <summary>Null for a departure without a clearance.</summary>
    public ClearanceId? ClearanceId { get; init; }

    public int Line { get; init; }

    public DateTimeOffset DepartsAt { get; init; }

    public DateTimeOffset HappenedAt { get; init; }

    public static string KeyOf(PersonId? person, string recordId) =>
        person is { } known ? known.Value.ToString(CultureInfo.InvariantCulture) : $"record:{recordId}";

    public static GateEventRow Of(string type, PersonId? person, ManifestLine line, ClearanceId? clearance, DateTimeOffset now) => new()
    {
        Type = type,
        OrderKey = KeyOf(person, line.RecordId),
        Manifest = line.Manifest,
        RecordId = line.RecordId,
        ClearanceId = clearance,
        Line = line.Line,
        DepartsAt = line.DepartsAt,
        HappenedAt = now,
    };

    /// <summary>Returns the event after an answer, given the last event reported; null if nothing changed.</summary>
    public static string? Next(string? last, bool isCleared) => (last, isCleared) switch
    {
        (Cleared, true) => null,
        (_, true) => Cleared,
        (Cleared, false) => Revoked,
        (Held or Revoked, false) => null,
        (_, false) => Held,
    };
}

/// <summary>A system that receives events.</summary>
public sealed class SubscriptionRow
{
    public SubscriptionId Id { get; init; }

    public required string Url { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Events with a greater id are delivered.</summary>
    public long AfterEvent { get; init; }
}

/// <summary>The state of delivering one event to one system.</summary>
public sealed class DeliveryRow
{
    public SubscriptionId SubscriptionId { get; init; }

    public long EventId { get; init; }

    public int Attempts { get; set; }

    /// <summary>The time of the next attempt.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>Null until the receiver has answered with 2xx.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>The status of the last response, or the reason there was none.</summary>
    public required string LastAnswer { get; set; }
}

internal sealed class EventTables :
    IEntityTypeConfiguration<GateEventRow>,
    IEntityTypeConfiguration<SubscriptionRow>,
    IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<GateEventRow> builder)
    {
        builder.ToTable("gate_events");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.OrderKey, row.Manifest });
    }

    public void Configure(EntityTypeBuilder<SubscriptionRow> builder)
    {
        builder.ToTable("webhook_subscriptions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(row => new { row.SubscriptionId, row.EventId });
    }
}
