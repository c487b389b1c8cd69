using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>PostgreSQL, version 15 or later, for those who want their cases on a server.</summary>
internal sealed class PostgresEngine(DatabaseAddress address) : DatabaseEngine
{
    /// <summary>The oldest version that the tests run on.</summary>
    internal const int OldestVersion = 15;

    /// <inheritdoc/>
    public override Dialect Dialect => PostgresDialect.Instance;

    /// <inheritdoc/>
    public override bool Exists()
    {
        using PostgresDatabase database = Database();
        return HasSchema(database);
    }

    /// <inheritdoc/>
    public override DatabaseConnection Connect() => Database();

    /// <inheritdoc/>
    public override KinkeeperDb Open() =>
        new PostgresKinkeeperDb(PostgresKinkeeperDb.Options(options => options.UseNpgsql(address.ConnectionString, PostgresKinkeeperDb.Configure)));

    /// <inheritdoc/>
    public override void BringUpToDate()
    {
        using PostgresDatabase database = Database();
        RefuseUnfit(database);
        if (IsUpToDate(database))
        {
            return;
        }

        using IDisposable guard = database.WaitFor(DatabaseLock.Schema);
        if (!IsUpToDate(database))
        {
            using KinkeeperDb db = Open();
            db.Database.Migrate();
        }
    }

    /// <inheritdoc/>
    public override Refusal? Explain(Exception failure) => failure is NpgsqlException or IOException or SocketException or TimeoutException
        ? new Refusal(
            "database-unreadable",
            $"The database {address} cannot be opened ({failure.Message}). Check that the server runs, that the database exists, and what --database says.")
        : null;

    private static bool HasSchema(PostgresDatabase database) => database.ReadNumber("SELECT to_regclass('\"__EFMigrationsHistory\"') IS NOT NULL") == 1;

    private static bool IsUpToDate(PostgresDatabase database) => HasSchema(database) && NewestMigration<PostgresKinkeeperDb>.IsApplied(database);

    private void RefuseUnfit(PostgresDatabase database)
    {
        if (database.Raw.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new RefusalException("database-too-old", $"The server of {address} is PostgreSQL {database.Raw.PostgreSqlVersion}. Use PostgreSQL {OldestVersion} or later.");
        }

        if (database.ReadNumber("SELECT current_setting('server_encoding') = 'UTF8'") == 0)
        {
            throw new RefusalException("database-not-unicode", $"The database {address} is not encoded in UTF-8. Create one that is: createdb --encoding=UTF8 --template=template0 NAME");
        }
    }

    private PostgresDatabase Database()
    {
        NpgsqlConnection connection = new(address.ConnectionString);
        try
        {
            connection.Open();
            return new PostgresDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
