using System.Data.Common;
using Kinkeeper.Platform.Database.Postgres;
using Kinkeeper.Platform.Database.Sqlite;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The one way into the database. Brings its schema up to date before the first use, and refuses in plain words if it cannot be
/// read.
/// </summary>
public sealed class Store(StoreLocation location)
{
    private readonly DatabaseEngine _engine = location.Database is { } address ? new PostgresEngine(address) : new SqliteEngine(location);
    private readonly Lock _gate = new();
    private volatile bool _exists;
    private bool _ready;

    /// <summary>The named differences between the engines.</summary>
    public Dialect Dialect => _engine.Dialect;

    /// <summary>True if a database has been made.</summary>
    /// <exception cref="RefusalException">The server cannot be asked.</exception>
    public bool Exists => _exists || (_exists = Explained(_engine.Exists));

    /// <summary>True if this process has used the database.</summary>
    public bool IsOpened
    {
        get
        {
            lock (_gate)
            {
                return _ready;
            }
        }
    }

    /// <summary>A context over an up-to-date schema. The caller disposes it.</summary>
    /// <exception cref="RefusalException">The database cannot be opened.</exception>
    public KinkeeperDb Open()
    {
        EnsureReady();
        return _engine.Open();
    }

    /// <summary>An open connection for bulk work and for reading many rows. The caller disposes it.</summary>
    /// <exception cref="RefusalException">The database cannot be opened.</exception>
    /// <exception cref="DbException">The database has been opened before, and cannot be reached any more.</exception>
    public DatabaseConnection Connect()
    {
        EnsureReady();
        return _engine.Connect();
    }

    private void EnsureReady()
    {
        lock (_gate)
        {
            if (!_ready)
            {
                _ready = Explained(() =>
                {
                    _engine.BringUpToDate();
                    return true;
                });
            }
        }
    }

    private bool Explained(Func<bool> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (_engine.Explain(failure) is { } refusal)
        {
            throw new RefusalException(refusal, failure);
        }
    }
}
