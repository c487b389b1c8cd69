using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace Kinkeeper.Platform.Database;

/// <summary>Tells failures of the database apart, the same for both engines. All of them are <see cref="DbException"/>.</summary>
public static class DatabaseFailures
{
    /// <summary>Returns true if a row was refused because its key, or another unique value, is taken.</summary>
    /// <param name="failure">From a statement or from saving a context.</param>
    public static bool IsTaken(Exception failure) => (failure is DbUpdateException saving ? saving.InnerException : failure) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == raw.SQLITE_CONSTRAINT,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };
}
