using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>The embedded database: one file in the data folder, with nothing to install.</summary>
internal sealed class SqliteEngine(StoreLocation location) : DatabaseEngine
{
    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = location.DatabaseFile, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    static SqliteEngine()
    {
        // A connection is never used by two threads at once here, so SQLite need not lock each of its calls
        // (sqlite.org/threadsafe.html, "multi-thread").
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <inheritdoc/>
    public override Dialect Dialect => SqliteDialect.Instance;

    /// <inheritdoc/>
    public override bool Exists() => File.Exists(location.DatabaseFile);

    /// <inheritdoc/>
    public override DatabaseConnection Connect() => Database();

    /// <inheritdoc/>
    public override KinkeeperDb Open() => new SqliteKinkeeperDb(SqliteKinkeeperDb.Options(options => options.UseSqlite(_connectionString)));

    /// <inheritdoc/>
    public override void BringUpToDate()
    {
        Directory.CreateDirectory(location.Folder);
        if (!IsUpToDate())
        {
            Migrate();
        }
    }

    /// <inheritdoc/>
    public override Refusal? Explain(Exception failure) => failure is SqliteException or IOException or UnauthorizedAccessException
        ? new Refusal(
            "database-unreadable",
            $"The database {location.DatabaseFile} cannot be opened ({failure.Message}). Name another folder with --data, or restore this one from a backup.")
        : null;

    private SqliteDatabase Database()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        return new SqliteDatabase(connection);
    }

    /// <summary>Asks for the newest migration directly, since starting EF Core takes a second.</summary>
    private bool IsUpToDate()
    {
        if (!Exists())
        {
            return false;
        }

        using SqliteDatabase database = Database();
        return database.ReadNumber("SELECT COUNT(*) FROM sqlite_schema WHERE name = '__EFMigrationsHistory'") == 1
            && NewestMigration<SqliteKinkeeperDb>.IsApplied(database);
    }

    /// <summary>
    /// Applies the migrations under a lock on a file, which the system gives up when a process dies. EF Core's own lock is a
    /// row in the database: a process killed while it held it would make every later start wait for ever
    /// (dotnet/efcore: "__EFMigrationsLock", SQLite), so what is left of one is removed first.
    /// </summary>
    private void Migrate()
    {
        using SqliteDatabase database = Database();
        using IDisposable guard = database.WaitFor(DatabaseLock.Schema);
        using KinkeeperDb db = Open();
        db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        db.Database.Migrate();
    }
}
