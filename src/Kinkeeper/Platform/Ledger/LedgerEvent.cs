using System.Text.Json;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.Platform.Ledger;

/// <summary>The subject of an entry.</summary>
/// <param name="Kind">The kind of thing, such as <c>decision</c>.</param>
/// <param name="Id">Its id in the database.</param>
public readonly record struct LedgerSubject(string Kind, string Id)
{
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>One event as a log entry that follows the subject's last entry.</summary>
internal sealed record LedgerEvent(string Kind, string Subject, long Sequence, string Record, byte[] Entry, byte[] LeafHash, byte[] Salt, byte[] Payload)
{
    /// <param name="kind">Lower-case letters, digits and hyphens. Everyone can read it.</param>
    /// <param name="subject">The subject of the event.</param>
    /// <param name="payload">JSON, kept in the database and never in the log.</param>
    /// <param name="last">The subject's last event. Null for the first event.</param>
    /// <param name="now">The current time. The log shows only the hour.</param>
    public static LedgerEvent After(LastEvent? last, string kind, LedgerSubject subject, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        byte[] canonical = CanonicalJson.Canonicalize(payload);
        byte[] salt = SaltedCommitment.CreateSalt();
        LogRecordId record = last is null ? LogRecordId.Create() : LogRecordId.Parse(last.Record);
        long sequence = last is null ? 0 : last.Sequence + 1;
        byte[] entry = new CommitmentEntry(
            kind, record, sequence, last is null ? null : new Digest(last.LeafHash), SaltedCommitment.Commit(salt, record, canonical), now).ToBytes();
        return new LedgerEvent(kind, subject.ToString(), sequence, record.ToString(), entry, MerkleHash.Leaf(entry).ToArray(), salt, canonical);
    }

    /// <summary>Writes a payload as JSON, with the same options as all other JSON here.</summary>
    public static byte[] Json<T>(T payload) => JsonSerializer.SerializeToUtf8Bytes(payload, JsonSerializerOptions.Web);
}

/// <summary>The last event of a subject.</summary>
internal sealed record LastEvent(string Record, long Sequence, byte[] LeafHash);
