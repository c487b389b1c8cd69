using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>
/// Lets one transaction write at a time, as SQLite does by itself. Ids of the outbox must be committed in their order, since readers
/// take the highest for the state of the whole; several places number rows with <c>MAX(id) + 1</c>. The lock ends with its transaction.
/// </summary>
internal sealed class PostgresWriter : DbTransactionInterceptor
{
    /// <summary>The interceptor for contexts.</summary>
    public static readonly PostgresWriter Interceptor = new();

    /// <summary>"KINK" in ASCII, so that our locks differ from those of others in the same database.</summary>
    private const long Ours = 0x4B49_4E4B_0000_0000;

    /// <summary>Waits for the writer before, up to the lock_timeout of the connection.</summary>
    public static readonly string Wait = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Ours})");

    /// <summary>The number by which the server knows a lock.</summary>
    public static long Number(DatabaseLock wanted) => Ours + (long)wanted;

    /// <inheritdoc/>
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (Writes(result))
        {
            using DbCommand command = Command(connection, result);
            command.ExecuteNonQuery();
        }

        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (Writes(result))
        {
            await using DbCommand command = Command(connection, result);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    private static bool Writes(DbTransaction transaction) => transaction.IsolationLevel != IsolationLevel.RepeatableRead;

    private static DbCommand Command(DbConnection connection, DbTransaction transaction)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Wait;
        command.Transaction = transaction;
        return command;
    }
}
