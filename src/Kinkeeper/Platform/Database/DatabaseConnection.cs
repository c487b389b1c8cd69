namespace Kinkeeper.Platform.Database;

/// <summary>
/// An open connection to the case database, used by one thread at a time. Statements of one connection may be interleaved.
/// </summary>
public abstract class DatabaseConnection : IDisposable
{
    /// <summary>The named differences between the engines.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Prepares a statement. The caller disposes it before the connection.</summary>
    /// <param name="sql">One statement of the SQL that both engines share, with parameters <c>?1</c>, <c>?2</c>, …</param>
    public abstract SqlStatement Prepare(string sql);

    /// <summary>Opens a table for finding and inserting many rows. The caller disposes it before the connection.</summary>
    /// <param name="shape">The table.</param>
    /// <param name="read">Reads the columns <see cref="BulkShape.Found"/> of the row that a statement is at, counted from 0.</param>
    public abstract BulkTable<TRow> OpenBulk<TRow>(BulkShape shape, Func<SqlStatement, TRow> read)
        where TRow : struct;

    /// <summary>
    /// Begins a transaction that writes. There is one writer at a time: this waits up to 30 seconds for the one before.
    /// Numbers given as <c>MAX(id) + 1</c> and the ids of the outbox depend on it.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">The other writer did not end in time, or the database cannot be reached.</exception>
    public abstract DatabaseTransaction BeginWrite();

    /// <summary>Begins a transaction that sees the database as it was at one moment, and waits for no writer.</summary>
    public abstract DatabaseTransaction BeginRead();

    /// <summary>Opens a context over this connection and its open transaction. The caller disposes it before either.</summary>
    public abstract KinkeeperDb Open();

    /// <summary>Takes a lock that other processes on this database see, and that dies with this connection.</summary>
    /// <returns>Gives the lock back when disposed; null while somebody else holds it.</returns>
    public abstract IDisposable? TryLock(DatabaseLock wanted);

    /// <summary>
    /// Runs <paramref name="work"/>, which deletes for good in transactions of its own, and then makes sure that no free page
    /// of the database keeps what it deleted.
    /// </summary>
    /// <param name="tables">The tables that it deletes from or overwrites.</param>
    /// <param name="work">Deletes and commits.</param>
    public abstract T Destroy<T>(IReadOnlyList<string> tables, Func<T> work);

    /// <summary>Returns whether an index exists.</summary>
    public abstract bool HasIndex(string name);

    /// <summary>The size of the database on its disk, in bytes.</summary>
    public abstract long Size();

    /// <summary>
    /// Lets this connection sort in files instead of in memory, until it is closed: the memory that an index over many millions
    /// of rows takes must not grow with them. Not within a transaction.
    /// </summary>
    public abstract void SortOnDisk();

    /// <summary>Makes the ids that the database gives out itself follow those that a write has inserted by number.</summary>
    public abstract void ContinueIds(string table);

    /// <summary>Runs a query that answers with one number.</summary>
    public long ReadNumber(string sql)
    {
        using SqlStatement statement = Prepare(sql);
        return statement.ReadNumber();
    }

    /// <summary>Runs one statement without parameters and returns the number of rows it changed.</summary>
    public int Execute(string sql)
    {
        using SqlStatement statement = Prepare(sql);
        return statement.Execute();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits up to 30 seconds for a lock.</summary>
    /// <exception cref="IOException">Somebody else has held it all the time.</exception>
    internal IDisposable WaitFor(DatabaseLock wanted)
    {
        const int Tries = 600;
        for (int i = 0; i < Tries; i++)
        {
            if (TryLock(wanted) is { } held)
            {
                return held;
            }

            Thread.Sleep(TimeSpan.FromMilliseconds(50));
        }

        throw new IOException("another process has been changing it for 30 seconds");
    }

    /// <summary>Closes the connection.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>A transaction. Disposing it without a commit undoes what it wrote.</summary>
public abstract class DatabaseTransaction : IDisposable
{
    /// <summary>Makes what was written durable and visible to others.</summary>
    public abstract void Commit();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Undoes what was not committed.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Locks that several processes on one database agree on.</summary>
public enum DatabaseLock
{
    /// <summary>Bringing the schema up to date.</summary>
    Schema = 1,

    /// <summary>Bringing events from the outbox into the log.</summary>
    Log = 2,
}
