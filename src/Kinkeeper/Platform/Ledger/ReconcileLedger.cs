using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Platform.Ledger;

/// <summary>A difference between database and log.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Where">An entry of the log, or an item in the database.</param>
/// <param name="Sentence">The problem, in one sentence.</param>
/// <param name="Breaks">True if something was altered, removed or added. False if work is only still pending.</param>
public sealed record LedgerFinding(string Code, string Where, string Sentence, bool Breaks = true);

/// <summary>The result of comparing database and log.</summary>
/// <param name="Entries">Entries of the log.</param>
/// <param name="Pending">Events that wait to be sequenced.</param>
/// <param name="Expunged">Entries whose payload was destroyed, with a redaction entry that names them.</param>
/// <param name="Findings">All differences, in the order of the log.</param>
public sealed record Reconciliation(long Entries, long Pending, long Expunged, IReadOnlyList<LedgerFinding> Findings);

/// <summary>
/// Compares database and log both ways, entry by entry. Each must have the other's entries. The payload in the database must open the
/// commitment in the log. Each subject's entries must form one chain. A redaction must name each missing payload. Changes nothing.
/// </summary>
public sealed class ReconcileLedger(Store store, StoreLocation location)
{
    /// <exception cref="LogIntegrityException">The log itself is broken.</exception>
    public async Task<Reconciliation> ExecuteAsync(CancellationToken cancellation = default)
    {
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        LogFolder folder = new(location.LogFolder);
        using Walk walk = new(connection);
        if (File.Exists(folder.VerifierKey))
        {
            TamperLogReader reader = new(new FolderTileSource(folder.Path), VerifierKey.Parse((await File.ReadAllTextAsync(folder.VerifierKey, cancellation)).TrimEnd('\n')));
            Checkpoint checkpoint = (await reader.CheckpointAsync(cancellation)).Checkpoint;
            await foreach (ReadOnlyMemory<byte> entry in reader.ReadEntriesAsync(0, checkpoint, cancellation))
            {
                walk.Take(entry.Span);
            }
        }

        return walk.Finish();
    }

    /// <summary>Goes through the log with the database's rows beside it.</summary>
    private sealed class Walk(DatabaseConnection connection) : IDisposable
    {
        private readonly List<LedgerFinding> _findings = [];
        private readonly Dictionary<LogRecordId, (long Sequence, Digest Leaf)> _chains = [];
        private readonly HashSet<long> _payloadGone = [];
        private readonly HashSet<long> _redacted = [];
        private readonly SqlStatement _row = connection.Prepare(
            "SELECT log_outbox.entry, log_secrets.salt, log_secrets.payload FROM log_outbox LEFT JOIN log_secrets ON outbox_id = id WHERE log_index = ?1");

        private long _index;

        public void Take(ReadOnlySpan<byte> entry)
        {
            string where = $"entry {_index}";
            LogEntry? parsed = Parse(entry, where);
            if (parsed is CommitmentEntry commitment)
            {
                CheckChain(commitment, MerkleHash.Leaf(entry), where);
            }
            else if (parsed is RedactionEntry redaction)
            {
                _redacted.Add(redaction.Redacts);
            }

            _row.Bind(1, _index);
            if (!_row.Step())
            {
                Add("entry-unknown", where, "The log holds an entry that the database does not have.");
            }
            else
            {
                CheckRow(entry, parsed, where);
                _row.Reset();
            }

            _index++;
        }

        public Reconciliation Finish()
        {
            using (SqlStatement waiting = connection.Prepare("SELECT entry FROM log_outbox WHERE log_index IS NULL AND kind = 'redaction'"))
            {
                while (waiting.Step())
                {
                    _redacted.Add(((RedactionEntry)LogEntry.Parse(waiting.Bytes(0))).Redacts);
                }
            }

            foreach (long gone in _payloadGone.Except(_redacted).Order())
            {
                Add("payload-missing", $"entry {gone}", "Its salt and payload are not in the database, and no redaction entry says why.");
            }

            foreach (long kept in _redacted.Except(_payloadGone).Order())
            {
                Add("payload-kept", $"entry {kept}", "A redaction entry says that its payload was destroyed, but the database still has it.");
            }

            long beyond = Number("SELECT COUNT(*) FROM log_outbox WHERE log_index >= ?1", _index);
            if (beyond > 0)
            {
                Add("log-shorter", $"entry {_index}", $"The database has seen {beyond} entries that are no longer in the log: the log was cut back.");
            }

            long pending = connection.ReadNumber("SELECT COUNT(*) FROM log_outbox WHERE log_index IS NULL");
            if (pending > 0)
            {
                _findings.Add(new LedgerFinding("pending", "log", $"{pending} events are not yet in the log. Run: kinkeeper log sequence", Breaks: false));
            }

            return new Reconciliation(_index, pending, _payloadGone.Intersect(_redacted).LongCount(), _findings);
        }

        public void Dispose() => _row.Dispose();

        private void CheckRow(ReadOnlySpan<byte> entry, LogEntry? parsed, string where)
        {
            if (!_row.Bytes(0).SequenceEqual(entry))
            {
                Add("entry-differs", where, "The database's copy of the entry differs from the log.");
            }
            else if (parsed is CommitmentEntry commitment)
            {
                if (_row.IsNull(1))
                {
                    _payloadGone.Add(_index);
                }
                else if (!SaltedCommitment.Opens(commitment.Commitment, _row.Bytes(1), commitment.Record, _row.Bytes(2)))
                {
                    Add("payload-changed", where, "The payload in the database is not the one that was logged.");
                }
            }
        }

        private void CheckChain(CommitmentEntry entry, Digest leaf, string where)
        {
            bool follows = _chains.TryGetValue(entry.Record, out (long Sequence, Digest Leaf) last)
                ? entry.Sequence == last.Sequence + 1 && entry.Previous == last.Leaf
                : entry is { Sequence: 0, Previous: null };
            if (!follows)
            {
                Add("chain-broken", where, $"The entry is event {entry.Sequence} of its record, but the log does not hold the event before it.");
            }

            _chains[entry.Record] = (entry.Sequence, leaf);
        }

        private LogEntry? Parse(ReadOnlySpan<byte> entry, string where)
        {
            try
            {
                return LogEntry.Parse(entry);
            }
            catch (LogFormatException unknown)
            {
                Add("entry-unreadable", where, unknown.Message);
                return null;
            }
        }

        private void Add(string code, string where, string sentence) => _findings.Add(new LedgerFinding(code, where, sentence));

        private long Number(string sql, long parameter)
        {
            using SqlStatement statement = connection.Prepare(sql);
            statement.Bind(1, parameter);
            return statement.ReadNumber();
        }
    }
}
