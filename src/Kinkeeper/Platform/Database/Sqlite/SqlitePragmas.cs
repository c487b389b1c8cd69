using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>
/// The settings of every SQLite connection. WAL lets readers go on while one writer writes; FULL makes a commit
/// durable before it is acknowledged (sqlite.org/pragma.html#pragma_synchronous: in WAL mode NORMAL may lose the last
/// commits on power loss, FULL does not).
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>The interceptor for contexts.</summary>
    public static readonly SqlitePragmas Interceptor = new();

    /// <summary>Connections of the pool that are set already: setting them again costs more than a look-up by key.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Set = [];

    public static void Apply(SqliteConnection connection)
    {
        Listen(connection);
        if (Set.TryGetValue(connection.Handle!, out _))
        {
            return;
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA busy_timeout = 30000;
            PRAGMA cache_size = -65536;
            PRAGMA temp_store = MEMORY;
            """;
        command.ExecuteNonQuery();
        SqliteCheckpoint.Watch(connection);
        Set.AddOrUpdate(connection.Handle!, Set);
    }

    /// <summary>Forgets that a connection is set, because a setting was changed: the pool may hand it to somebody else.</summary>
    public static void Forget(SqliteConnection connection) => Set.Remove(connection.Handle!);

    /// <summary>For the import, until it speaks to <see cref="DatabaseConnection"/>.</summary>
    public static void SortOnDisk(SqliteConnection connection) => new SqliteDatabase(connection, owned: false).SortOnDisk();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void Listen(SqliteConnection connection)
    {
        if (StatementTrace.Heard is not null)
        {
            string file = connection.DataSource;
            raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, statement) => StatementTrace.Heard?.Invoke(file, statement)), null);
        }
    }
}
