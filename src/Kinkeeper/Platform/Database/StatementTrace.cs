using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinkeeper.Platform.Database;

/// <summary>Lets a test hear every statement that is run, whoever runs it. Nothing is heard, and nothing slowed, while nobody listens.</summary>
internal static class StatementTrace
{
    /// <summary>Told the database's file and the statement.</summary>
    public static Action<string, string>? Heard { get; set; }

    public static void Listen(SqliteConnection connection)
    {
        if (Heard is not null)
        {
            string file = connection.DataSource;
            raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, statement) => Heard?.Invoke(file, statement)), null);
        }
    }
}
