using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>An open connection to the embedded database.</summary>
internal sealed class SqliteDatabase(SqliteConnection connection, bool owned = true) : DatabaseConnection
{
    private SqliteTransaction? _transaction;

    /// <inheritdoc/>
    public override Dialect Dialect => SqliteDialect.Instance;

    /// <summary>For code that still speaks SQLite's own API.</summary>
    internal SqliteConnection Raw => connection;

    /// <inheritdoc/>
    public override SqlStatement Prepare(string sql) => new SqliteStatement(connection, sql);

    /// <inheritdoc/>
    public override BulkTable<TRow> OpenBulk<TRow>(BulkShape shape, Func<SqlStatement, TRow> read) => new SqliteBulkTable<TRow>(this, shape, read);

    /// <inheritdoc/>
    public override DatabaseTransaction BeginWrite() => new Transaction(this, deferred: false);

    /// <inheritdoc/>
    public override DatabaseTransaction BeginRead() => new Transaction(this, deferred: true);

    /// <inheritdoc/>
    public override KinkeeperDb Open()
    {
        SqliteKinkeeperDb db = new(SqliteKinkeeperDb.Options(options => options.UseSqlite(connection)));
        db.Database.UseTransaction(_transaction);
        return db;
    }

    /// <inheritdoc/>
    public override IDisposable? TryLock(DatabaseLock wanted)
    {
        if (wanted == DatabaseLock.Log)
        {
            // Database and log are one folder, and the log's writer locks that itself.
            return new MemoryStream();
        }

        string file = $"{connection.DataSource}.migrating";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override T Destroy<T>(IReadOnlyList<string> tables, Func<T> work)
    {
        Run("PRAGMA secure_delete = ON");
        SqlitePragmas.Forget(connection);
        T done = work();
        Run("VACUUM");
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        return done;
    }

    /// <inheritdoc/>
    public override long Size() => new FileInfo(Raw.DataSource).Length;

    public override bool HasIndex(string name)
    {
        using SqliteStatement find = new(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index' AND name = ?1");
        find.BindText(1, name);
        return find.ReadNumber() == 1;
    }

    /// <inheritdoc/>
    public override void SortOnDisk()
    {
        // In files that SQLite has already unlinked.
        SqlitePragmas.Forget(connection);
        Run("PRAGMA temp_store = FILE");
    }

    /// <inheritdoc/>
    public override void ContinueIds(string table)
    {
        // AUTOINCREMENT takes note of every id itself.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && owned)
        {
            connection.Dispose();
        }
    }

    private void Run(string sql)
    {
        using SqliteStatement statement = new(connection, sql);
        while (statement.Step())
        {
            // A pragma answers with rows that nobody needs.
        }
    }

    private sealed class Transaction : DatabaseTransaction
    {
        private readonly SqliteDatabase _database;
        private readonly SqliteTransaction _transaction;

        public Transaction(SqliteDatabase database, bool deferred)
        {
            _database = database;
            _transaction = database._transaction = database.Raw.BeginTransaction(deferred);
        }

        public override void Commit() => _transaction.Commit();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _database._transaction = null;
                _transaction.Dispose();
            }
        }
    }
}
