using Kinkeeper.Platform.Database;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Platform.Ledger;

/// <summary>The result of a run of the sequencer.</summary>
/// <param name="Appended">Entries appended to the log.</param>
/// <param name="Recovered">Entries that an interrupted run had already appended. The database now records them.</param>
/// <param name="Size">Entries in the log; 0 if there is no log yet.</param>
public sealed record Sequenced(long Appended, long Recovered, long Size);

/// <summary>
/// Appends the committed events to the log, each exactly once, in the order of their commits. If a run is killed, the next one checks
/// which of the uncertain events are already in the log (by leaf hash) and continues after them.
/// </summary>
public sealed class SequenceOutbox(Store store, StoreLocation location)
{
    /// <summary>The default name of a new log.</summary>
    public const string DefaultOrigin = "kinkeeper.local/log";

    private const int RowsAtOnce = 4_096;

    /// <summary>The number of retries while another process is sequencing. It needs only a moment every second.</summary>
    private const int Tries = 40;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>The most bytes in one append. The writer accepts 128 KiB.</summary>
    private const int BytesPerAppend = 128 << 10;

    /// <summary>Checks if events wait to be sequenced. Creates no database and no log.</summary>
    public bool HasPending()
    {
        if (!store.Exists)
        {
            return false;
        }

        using DatabaseConnection connection = store.Connect();
        return connection.ReadNumber("SELECT EXISTS (SELECT 1 FROM log_outbox WHERE log_index IS NULL)") == 1;
    }

    /// <summary>
    /// Sequences waiting events, for callers that need them in the log before they continue. Waits while another process is sequencing.
    /// </summary>
    /// <exception cref="LogInUseException">The other process takes longer than two seconds.</exception>
    /// <exception cref="LogIntegrityException">Log and database contradict each other. Nothing was appended.</exception>
    public async Task FinishAsync(CancellationToken cancellation = default)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync(cancellation: cancellation);
                return;
            }
            catch (LogInUseException) when (attempt < Tries)
            {
                await Task.Delay(Between, cancellation);
            }
        }
    }

    /// <summary>Sequences the waiting events.</summary>
    /// <param name="origin">The name for a new log: a URL without a scheme. Null for <see cref="DefaultOrigin"/>.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="LogInUseException">Another process is sequencing.</exception>
    /// <exception cref="LogIntegrityException">Log and database contradict each other. Nothing was appended.</exception>
    public async Task<Sequenced> ExecuteAsync(string? origin = null, CancellationToken cancellation = default)
    {
        using DatabaseConnection connection = store.Connect();
        LogFolder folder = new(location.LogFolder);

        // The lock of the log's own folder does not hold against another machine that serves the same database.
        using IDisposable held = connection.TryLock(DatabaseLock.Log) ?? throw new LogInUseException(folder.Path, new IOException("The database is being sequenced."));
        bool isNew = !File.Exists(folder.SigningKey);
        if (isNew && LastKnown(connection) is >= 0 and long lost)
        {
            throw new LogIntegrityException(
                "log", $"at least {lost + 1} entries", "no log", $"The database says that the log in {folder.Path} holds entries, but the log or its key is gone.");
        }

        using TamperLogWriter log = TamperLogWriter.Open(
            folder.Path, new TamperLogOptions { Origin = origin ?? (isNew ? DefaultOrigin : null), CheckpointInterval = TimeSpan.FromSeconds(1) });
        long recovered = await ReconcileAsync(connection, log);
        long appended = 0;
        while (ReadPending(connection) is { Count: > 0 } pending)
        {
            cancellation.ThrowIfCancellationRequested();
            long first = await AppendAsync(log, pending);

            // Recorded only after a checkpoint covers them. A run killed in between leaves them pending, and the next run signs the
            // checkpoint.
            await log.CheckpointAsync(first + pending.Count);
            Note(connection, pending.Select((row, i) => (row.Id, first + i)));
            appended += pending.Count;
        }

        await log.CheckpointAsync(log.Size);
        return new Sequenced(appended, recovered, log.Size);
    }

    /// <summary>Notes the entries that stand in the log behind the last one noted: an earlier run was killed before it could.</summary>
    private static async Task<long> ReconcileAsync(DatabaseConnection connection, TamperLogWriter log)
    {
        long known = LastKnown(connection);
        if (log.Size <= known)
        {
            throw new LogIntegrityException(
                "log", $"at least {known + 1} entries", $"{log.Size} entries", "The log has fewer entries than the database has seen in it: the log was cut back, or the database belongs to another log.");
        }

        if (log.Size == known + 1)
        {
            return 0;
        }

        Dictionary<Digest, long> pending = [];
        using (SqlStatement rows = connection.Prepare("SELECT id, leaf_hash FROM log_outbox WHERE log_index IS NULL"))
        {
            while (rows.Step())
            {
                pending.Add(new Digest(rows.Bytes(1)), rows.Number(0));
            }
        }

        List<(long, long)> found = [];
        long index = known + 1;
        foreach (ReadOnlyMemory<byte> entry in log.ReadEntries(index))
        {
            Digest leaf = MerkleHash.Leaf(entry.Span);
            if (!pending.Remove(leaf, out long id))
            {
                throw new LogIntegrityException(
                    $"entry {index}", "an event of the database", leaf.ToString(), "The log holds an entry that the database does not know: the database was set back, or another program wrote to the log.");
            }

            found.Add((id, index++));
        }

        await log.CheckpointAsync(log.Size);
        Note(connection, found);
        return found.Count;
    }

    /// <summary>Appends all rows without a gap and returns the index of the first.</summary>
    private static async Task<long> AppendAsync(TamperLogWriter log, List<(long Id, byte[] Entry)> rows)
    {
        List<Task<long>> appends = [];
        List<ReadOnlyMemory<byte>> together = [];
        int bytes = 0;
        foreach ((long _, byte[] entry) in rows)
        {
            // Each entry also stores its length.
            if (bytes + entry.Length + sizeof(int) > BytesPerAppend)
            {
                appends.Add(log.AppendAsync(together.ToArray()));
                together.Clear();
                bytes = 0;
            }

            together.Add(entry);
            bytes += entry.Length + sizeof(int);
        }

        appends.Add(log.AppendAsync(together.ToArray()));
        return (await Task.WhenAll(appends))[0];
    }

    private static List<(long Id, byte[] Entry)> ReadPending(DatabaseConnection connection)
    {
        using SqlStatement read = connection.Prepare("SELECT id, entry FROM log_outbox WHERE log_index IS NULL ORDER BY id LIMIT ?1");
        read.Bind(1, (long)RowsAtOnce);
        List<(long, byte[])> rows = [];
        while (read.Step())
        {
            rows.Add((read.Number(0), read.Bytes(1).ToArray()));
        }

        return rows;
    }

    private static void Note(DatabaseConnection connection, IEnumerable<(long Id, long Index)> places)
    {
        using DatabaseTransaction transaction = connection.BeginWrite();
        using (SqlStatement note = connection.Prepare("UPDATE log_outbox SET log_index = ?2 WHERE id = ?1"))
        {
            foreach ((long id, long index) in places)
            {
                note.Bind(1, id);
                note.Bind(2, index);
                note.Enqueue();
            }
        }

        transaction.Commit();
    }

    private static long LastKnown(DatabaseConnection connection) => connection.ReadNumber("SELECT COALESCE(MAX(log_index), -1) FROM log_outbox");
}
