using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kinkeeper.Platform.Ledger;

/// <summary>
/// One entry of the tamper-evident log, in the database. It is committed with the change it records, and later sequenced into the
/// log (<see cref="SequenceOutbox"/>). So neither can exist without the other.
/// </summary>
public sealed class OutboxRow
{
    public long Id { get; init; }

    /// <summary>The kind of event, such as <c>decision-taken</c>. The log shows it openly.</summary>
    public required string Kind { get; init; }

    /// <summary>The subject, such as <c>decision:D-17</c> (<see cref="LedgerSubject"/>). Kept only here, never in the log.</summary>
    public required string Subject { get; init; }

    /// <summary>The event's number: 0 for the subject's first event, then 1, 2, …</summary>
    public long Sequence { get; init; }

    /// <summary>The subject's random name in the log, 32 hexadecimal digits. Empty for a redaction.</summary>
    public required string Record { get; init; }

    /// <summary>The bytes in the log: a salted commitment, padded. They reveal nothing about anyone.</summary>
    public required byte[] Entry { get; init; }

    /// <summary>SHA-256(0x00 ‖ entry), RFC 6962.</summary>
    public required byte[] LeafHash { get; init; }

    /// <summary>The index in the log. Null until it is sequenced.</summary>
    public long? LogIndex { get; set; }

    /// <summary>The salt and payload. Null after expunging, and for a redaction.</summary>
    public LedgerSecret? Secret { get; init; }
}

/// <summary>
/// The salt and payload that an entry commits to. Expunging destroys them. After that, nobody can open the entry in the log.
/// </summary>
public sealed class LedgerSecret
{
    public long OutboxId { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The record as it was after the event, as canonical JSON (RFC 8785).</summary>
    public required byte[] Payload { get; init; }
}

internal sealed class LedgerTables : IEntityTypeConfiguration<OutboxRow>, IEntityTypeConfiguration<LedgerSecret>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("log_outbox");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.Subject, row.Sequence }).IsUnique();
        builder.HasIndex(row => row.LogIndex).IsUnique();
        builder.HasOne(row => row.Secret).WithOne().HasForeignKey<LedgerSecret>(secret => secret.OutboxId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LedgerSecret> builder)
    {
        builder.ToTable("log_secrets");
        builder.HasKey(secret => secret.OutboxId);
    }
}
