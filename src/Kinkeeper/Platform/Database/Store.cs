using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The one way into the database: opens it, brings its schema up to date the first time, and refuses in plain words where
/// it cannot be read.
/// </summary>
public sealed class Store(StoreLocation location)
{
    private readonly Lock _gate = new();
    private bool _ready;

    static Store()
    {
        // A connection is never used by two threads at once here, so SQLite need not lock each of its calls
        // (sqlite.org/threadsafe.html, "multi-thread").
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <summary>Whether a database has been made at all.</summary>
    public bool Exists => File.Exists(location.DatabaseFile);

    /// <summary>A context over an up-to-date schema. The caller disposes it.</summary>
    public KinkeeperDb Open()
    {
        EnsureReady();
        return new KinkeeperDb(Options(location.DatabaseFile));
    }

    /// <summary>An open connection for bulk work and for reading many rows. The caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        EnsureReady();
        return OpenSqlite(location.DatabaseFile);
    }

    private void EnsureReady()
    {
        lock (_gate)
        {
            if (_ready)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(location.Folder);
                using KinkeeperDb db = new(Options(location.DatabaseFile));
                db.Database.Migrate();
                _ready = true;
            }
            catch (Exception unreadable) when (unreadable is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new RefusalException(
                    new Refusal(
                        "database-unreadable",
                        $"The database {location.DatabaseFile} cannot be opened ({unreadable.Message}). Name another folder with --data, or restore this one from a backup."),
                    unreadable);
            }
        }
    }

    private static DbContextOptions<KinkeeperDb> Options(string file) =>
        new DbContextOptionsBuilder<KinkeeperDb>()
            .UseSqlite(ConnectionString(file))
            .AddInterceptors(new SqlitePragmas())
            .UseSnakeCaseNamingConvention()
            .Options;

    private static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    private static SqliteConnection OpenSqlite(string file)
    {
        SqliteConnection connection = new(ConnectionString(file));
        connection.Open();
        SqlitePragmas.Apply(connection);
        return connection;
    }

    /// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the application.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<KinkeeperDb>
    {
        public KinkeeperDb CreateDbContext(string[] args) => new(Options("design-time.db"));
    }
}
