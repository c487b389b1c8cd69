using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>
/// An open connection to PostgreSQL. It allows one open result at a time: this one knows the statement that is being read, and lets
/// it take its rows into memory when another statement runs. Writes without an answer are sent many at a time.
/// </summary>
internal sealed class PostgresDatabase(NpgsqlConnection connection) : DatabaseConnection
{
    private const int MostQueued = 512;

    private readonly NpgsqlBatch _queue = new(connection);
    private readonly List<PostgresCopy> _copies = [];
    private PostgresTransaction? _transaction;

    /// <inheritdoc/>
    public override Dialect Dialect => PostgresDialect.Instance;

    internal NpgsqlConnection Raw => connection;

    /// <summary>The statement whose result is open.</summary>
    internal PostgresStatement? Reading { get; set; }

    /// <inheritdoc/>
    public override SqlStatement Prepare(string sql) => new PostgresStatement(this, sql);

    /// <inheritdoc/>
    public override BulkTable<TRow> OpenBulk<TRow>(BulkShape shape, Func<SqlStatement, TRow> read) => new PostgresBulkTable<TRow>(this, shape, read);

    /// <inheritdoc/>
    public override DatabaseTransaction BeginWrite()
    {
        DatabaseTransaction begun = Begin(IsolationLevel.ReadCommitted);
        try
        {
            Execute(PostgresWriter.Wait);
            return begun;
        }
        catch (DbException)
        {
            begun.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override DatabaseTransaction BeginRead()
    {
        DatabaseTransaction begun = Begin(IsolationLevel.RepeatableRead);
        Execute("SET TRANSACTION READ ONLY");
        return begun;
    }

    /// <inheritdoc/>
    public override KinkeeperDb Open()
    {
        MakeWay();
        PostgresKinkeeperDb db = new(PostgresKinkeeperDb.Options(options => options.UseNpgsql(connection, PostgresKinkeeperDb.Configure)));
        db.Database.UseTransaction(_transaction?.Raw);
        return db;
    }

    /// <inheritdoc/>
    public override IDisposable? TryLock(DatabaseLock wanted)
    {
        using SqlStatement take = Prepare("SELECT pg_try_advisory_lock(?1)");
        take.Bind(1, PostgresWriter.Number(wanted));
        return take.ReadNumber() == 1 ? new SessionLock(this, wanted) : null;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// VACUUM FULL writes the tables and their indexes anew and unlinks the old files, as SQLite's VACUUM does. Copies remain in
    /// the server's write-ahead log until it is recycled, in archives of it, in replicas until they have followed, and in backups:
    /// their keepers must let them expire (docs/handbook.md).
    /// </remarks>
    public override T Destroy<T>(IReadOnlyList<string> tables, Func<T> work)
    {
        T done = work();
        Execute($"VACUUM (FULL) {string.Join(", ", tables)}");
        return done;
    }

    /// <inheritdoc/>
    public override long Size() => ReadNumber("SELECT pg_database_size(current_database())");

    public override bool HasIndex(string name)
    {
        using SqlStatement find = Prepare("SELECT to_regclass(?1) IS NOT NULL");
        find.BindText(1, name);
        return find.ReadNumber() == 1;
    }

    /// <inheritdoc/>
    public override void SortOnDisk()
    {
        // The server sorts on its own disk beyond maintenance_work_mem.
    }

    /// <inheritdoc/>
    public override void ContinueIds(string table)
    {
        using SqlStatement go = Prepare(
            $"SELECT setval(s, GREATEST(COALESCE(pg_sequence_last_value(s), 0), (SELECT MAX(id) FROM {table}))) " +
            "FROM (SELECT CAST(pg_get_serial_sequence(?1, 'id') AS regclass) AS s) AS own WHERE s IS NOT NULL");
        go.BindText(1, table);
        go.ReadNumber();
    }

    /// <summary>Makes the connection free for a statement that gives an answer: sends what waits, and closes the open result.</summary>
    /// <remarks>New rows go first: what was enqueued after them may change them.</remarks>
    internal void MakeWay()
    {
        Reading?.Buffer();
        SendCopies();
        Flush();
    }

    /// <summary>Takes note that a statement has gathered rows that are still to be sent.</summary>
    internal void Await(PostgresCopy copy)
    {
        RequireWrite();
        _copies.Add(copy);
    }

    /// <summary>Tells a listening test of a statement.</summary>
    internal void Hear(string sql) => StatementTrace.Heard?.Invoke(Name, sql);

    internal void Enqueue(NpgsqlBatchCommand command)
    {
        RequireWrite();
        Hear(command.CommandText);
        _queue.BatchCommands.Add(command);
        if (_queue.BatchCommands.Count == MostQueued)
        {
            MakeWay();
        }
    }

    /// <summary>Runs a command, tells a listening test, and marks the transaction as failed where the server has given it up.</summary>
    internal T Run<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> work)
    {
        Hear(command.CommandText);
        return Run<NpgsqlCommand, T>(command, work);
    }

    internal T Run<TOn, T>(TOn on, Func<TOn, T> work)
    {
        try
        {
            return work(on);
        }
        catch (DbException)
        {
            _transaction?.Fail();
            throw;
        }
    }

    internal void Ended() => _transaction = null;

    internal void Forget()
    {
        _queue.BatchCommands.Clear();
        foreach (PostgresCopy copy in _copies)
        {
            copy.Forget();
        }

        _copies.Clear();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _transaction?.Dispose();
            _queue.Dispose();
            connection.Dispose();
        }
    }

    private string Name => $"{connection.Database} on {connection.Host}";

    private DatabaseTransaction Begin(IsolationLevel level)
    {
        MakeWay();
        return _transaction = new PostgresTransaction(this, connection.BeginTransaction(level));
    }

    private void RequireWrite()
    {
        if (_transaction is null)
        {
            throw new InvalidOperationException("Only a write, from BeginWrite to Commit, can hold back statements.");
        }
    }

    private void SendCopies()
    {
        PostgresCopy[] waiting = [.. _copies];
        _copies.Clear();
        foreach (PostgresCopy copy in waiting)
        {
            copy.Send();
        }
    }

    private void Flush()
    {
        if (_queue.BatchCommands.Count > 0)
        {
            try
            {
                Run(_queue, batch => batch.ExecuteNonQuery());
            }
            finally
            {
                _queue.BatchCommands.Clear();
            }
        }
    }

    private sealed class SessionLock(PostgresDatabase database, DatabaseLock held) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                using SqlStatement release = database.Prepare("SELECT pg_advisory_unlock(?1)");
                release.Bind(1, PostgresWriter.Number(held));
                release.ReadNumber();
            }
            catch (DbException) when (database.Raw.FullState != ConnectionState.Open)
            {
                // The connection is gone, and the server has given the lock back itself.
            }
        }
    }
}
