using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The one way into the database: opens it, brings its schema up to date the first time, and refuses in plain words where
/// it cannot be read.
/// </summary>
public sealed class Store(StoreLocation location)
{
    /// <summary>The id of this program's newest migration.</summary>
    private static readonly Lazy<string> Newest = new(() => typeof(Store).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>()
        .Max(StringComparer.Ordinal)!);

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

    /// <summary>Whether this process has used the database.</summary>
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
                if (!IsUpToDate())
                {
                    Migrate();
                }

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

    /// <summary>Whether the newest migration of this program has been applied: asked directly, since starting EF Core takes a second.</summary>
    private bool IsUpToDate()
    {
        if (!File.Exists(location.DatabaseFile))
        {
            return false;
        }

        using SqliteConnection connection = OpenSqlite(location.DatabaseFile);
        using SqliteStatement table = new(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE name = '__EFMigrationsHistory'");
        table.Step();
        bool began = table.Number(0) == 1;
        table.Reset();
        if (!began)
        {
            return false;
        }

        using SqliteStatement applied = new(connection, "SELECT COUNT(*) FROM \"__EFMigrationsHistory\" WHERE migration_id = ?1");
        applied.BindText(1, Newest.Value);
        applied.Step();
        bool upToDate = applied.Number(0) == 1;
        applied.Reset();
        return upToDate;
    }

    /// <summary>
    /// Applies the migrations under a lock on a file, which the system gives up when a process dies. EF Core's own lock is a
    /// row in the database: a process killed while it held it would make every later start wait for ever
    /// (dotnet/efcore: "__EFMigrationsLock", SQLite), so what is left of one is removed first.
    /// </summary>
    private void Migrate()
    {
        using FileStream guard = Lock(location.DatabaseFile + ".migrating");
        using KinkeeperDb db = new(Options(location.DatabaseFile));
        db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        db.Database.Migrate();
    }

    private static FileStream Lock(string file)
    {
        const int Tries = 600;
        for (int i = 0; ; i++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
            }
            catch (IOException) when (i < Tries && File.Exists(file))
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(50));
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
