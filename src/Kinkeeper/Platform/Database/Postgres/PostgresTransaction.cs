using System.Data.Common;
using Npgsql;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>A transaction of PostgreSQL, which gives up the whole of it when one statement fails (25P02).</summary>
internal sealed class PostgresTransaction(PostgresDatabase database, NpgsqlTransaction transaction) : DatabaseTransaction
{
    private bool _failed;

    internal NpgsqlTransaction Raw => transaction;

    /// <inheritdoc/>
    public override void Commit()
    {
        if (_failed)
        {
            // The server would answer a COMMIT with a rollback, and nobody would notice.
            throw new InvalidOperationException("A statement of this transaction failed: it can only be undone, and tried again as a whole.");
        }

        database.MakeWay();
        database.Run(transaction, open =>
        {
            open.Commit();
            return true;
        });
        database.Ended();
    }

    internal void Fail() => _failed = true;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        database.Forget();
        database.Reading?.Reset();
        database.Ended();
        try
        {
            transaction.Dispose();
        }
        catch (DbException)
        {
            // The connection is lost, and the transaction with it. The error that lost it is on its way already.
        }
    }
}
