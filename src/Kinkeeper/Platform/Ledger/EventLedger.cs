using System.Globalization;
using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Platform.Ledger;

/// <summary>
/// Adds entries to the tamper-evident log for every feature that changes something. The entry is saved by the same
/// <c>SaveChanges</c> or the same transaction as the change itself.
/// <code>
/// db.Add(override);
/// ledger.Append(db, "override-approved", new LedgerSubject("override", id), new { removal, approvedBy });
/// db.SaveChanges();
/// </code>
/// For bulk work within an open transaction: <c>using LedgerWriter log = ledger.On(connection); log.Append(…)</c>.
/// </summary>
public sealed class EventLedger(TimeProvider clock)
{
    /// <summary>Adds an event to the next save of <paramref name="db"/>.</summary>
    /// <param name="db">The context that holds the change.</param>
    /// <param name="kind">The kind of event: 1 to 64 lower-case letters, digits and hyphens. Everyone can read it in the log.</param>
    /// <param name="subject">The subject of the event. Stays in the database.</param>
    /// <param name="payload">The record as it is after the event. Stays in the database with a salt. The log gets only a
    /// commitment.</param>
    /// <exception cref="LogFormatException">The kind is not allowed in the log, or the payload contains a number that is not
    /// whole.</exception>
    /// <exception cref="DbUpdateException">On saving: another process has added an event of the same subject meanwhile.</exception>
    public OutboxRow Append<T>(KinkeeperDb db, string kind, LedgerSubject subject, T payload) =>
        Append(db, kind, subject, LedgerEvent.Json(payload));

    /// <summary>Adds an event whose payload is already JSON.</summary>
    public OutboxRow Append(KinkeeperDb db, string kind, LedgerSubject subject, byte[] payload)
    {
        string name = subject.ToString();
        OutboxRow? last = db.Set<OutboxRow>().Local.Where(row => row.Subject == name).MaxBy(row => row.Sequence)
            ?? db.Set<OutboxRow>().Where(row => row.Subject == name).OrderByDescending(row => row.Sequence).FirstOrDefault();
        LedgerEvent made = LedgerEvent.After(
            last is null ? null : new LastEvent(last.Record, last.Sequence, last.LeafHash), kind, subject, payload, clock.GetUtcNow());
        OutboxRow row = new()
        {
            Kind = made.Kind,
            Subject = made.Subject,
            Sequence = made.Sequence,
            Record = made.Record,
            Entry = made.Entry,
            LeafHash = made.LeafHash,
            Secret = new LedgerSecret { Salt = made.Salt, Payload = made.Payload },
        };
        db.Add(row);
        return row;
    }

    /// <summary>For bulk work within a transaction that the caller has open on <paramref name="connection"/>.</summary>
    public LedgerWriter On(DatabaseConnection connection) => new(connection, clock);
}

/// <summary>Appends events with prepared statements, in the caller's transaction.</summary>
public sealed class LedgerWriter : IDisposable
{
    private const string Redaction = "redaction";

    private readonly TimeProvider _clock;
    private readonly SqlStatement _last;
    private readonly SqlStatement _insert;
    private readonly SqlStatement _secret;

    internal LedgerWriter(DatabaseConnection connection, TimeProvider clock)
    {
        _clock = clock;
        _last = connection.Prepare("SELECT record, sequence, leaf_hash FROM log_outbox WHERE subject = ?1 ORDER BY sequence DESC LIMIT 1");
        _insert = connection.Prepare("INSERT INTO log_outbox (kind, subject, sequence, record, entry, leaf_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id");
        _secret = connection.Prepare("INSERT INTO log_secrets (outbox_id, salt, payload) VALUES (?1, ?2, ?3)");
    }

    /// <summary>Checks if the log has any event of this subject.</summary>
    public bool Has(LedgerSubject subject) => Last(subject) is not null;

    /// <summary>Appends one event. See <see cref="EventLedger.Append{T}(KinkeeperDb, string, LedgerSubject, T)"/>.</summary>
    public void Append(string kind, LedgerSubject subject, ReadOnlySpan<byte> payload)
    {
        LedgerEvent made = LedgerEvent.After(Last(subject), kind, subject, payload, _clock.GetUtcNow());
        _insert.BindText(1, made.Kind);
        _insert.BindText(2, made.Subject);
        _insert.Bind(3, made.Sequence);
        _insert.BindText(4, made.Record);
        _insert.BindBlob(5, made.Entry);
        _insert.BindBlob(6, made.LeafHash);
        _secret.Bind(1, _insert.ReadNumber());
        _secret.BindBlob(2, made.Salt);
        _secret.BindBlob(3, made.Payload);
        _secret.Enqueue();
    }

    /// <summary>Records that the salt and payload of an entry were destroyed. Call it in the transaction that destroys them.</summary>
    /// <param name="index">The entry's index in the log.</param>
    /// <param name="authority">The authority that orders it. Everyone can read it.</param>
    /// <param name="date">The day of the redaction.</param>
    /// <param name="approvers">Ids, not names, of two different persons. Everyone can read them.</param>
    /// <exception cref="LogFormatException">One of these values is not allowed in the log.</exception>
    public void AppendRedaction(long index, string authority, DateOnly date, (string First, string Second) approvers)
    {
        byte[] entry = new RedactionEntry(index, authority, date, approvers).ToBytes();
        _insert.BindText(1, Redaction);
        _insert.BindText(2, new LedgerSubject(Redaction, index.ToString(CultureInfo.InvariantCulture)).ToString());
        _insert.Bind(3, 0);
        _insert.BindText(4, string.Empty);
        _insert.BindBlob(5, entry);
        _insert.BindBlob(6, MerkleHash.Leaf(entry).ToArray());
        _insert.ReadNumber();
    }

    private LastEvent? Last(LedgerSubject subject)
    {
        _last.BindText(1, subject.ToString());
        if (!_last.Step())
        {
            return null;
        }

        LastEvent last = new(_last.Text(0)!, _last.Number(1), _last.Bytes(2).ToArray());
        _last.Reset();
        return last;
    }

    public void Dispose()
    {
        _last.Dispose();
        _insert.Dispose();
        _secret.Dispose();
    }
}
