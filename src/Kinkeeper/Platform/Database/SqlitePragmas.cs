using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// What SQLite must promise on every connection. WAL lets readers go on while one writer writes; FULL makes a commit
/// durable before it is acknowledged (sqlite.org/pragma.html#pragma_synchronous: in WAL mode NORMAL may lose the last
/// commits on power loss, FULL does not). This file and <see cref="SqliteStatement"/> are the only places that know SQLite.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>Connections of the pool on which it is promised already: saying it again costs more than a look-up by key.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Promised = [];

    public static void Apply(SqliteConnection connection)
    {
        StatementTrace.Listen(connection);
        if (Promised.TryGetValue(connection.Handle!, out _))
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
            PRAGMA wal_autocheckpoint = 8192;
            PRAGMA temp_store = MEMORY;
            """;
        command.ExecuteNonQuery();
        Promised.AddOrUpdate(connection.Handle!, Promised);
    }

    /// <summary>
    /// Lets this connection sort in files that SQLite has already unlinked, instead of in memory: what an index over many millions
    /// of rows takes must not grow with them. Not within a transaction; until the connection is closed.
    /// </summary>
    public static void SortOnDisk(SqliteConnection connection)
    {
        Promised.Remove(connection.Handle!);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA temp_store = FILE";
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
