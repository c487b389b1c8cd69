using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Stores a parsed batch in one transaction. Raw rows, parsed rows, rejects, column counts and progress are committed together or not
/// at all. A dry run is one transaction that is rolled back.
/// </summary>
internal sealed class StoreBatch : IDisposable
{
    private readonly DatabaseConnection _connection;
    private readonly ImportRun _run;
    private readonly RowFormat _format;
    private readonly bool _dryRun;
    private readonly bool _resolve;
    private readonly RowWriter _writer;
    private readonly ResolvePersons _persons;
    private readonly SqlStatement _insertBlock;
    private readonly SqlStatement _insertReject;
    private readonly SqlStatement _addFilled;
    private readonly List<RowReject> _firstRejects = [];
    private DatabaseTransaction? _transaction;

    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="run">The import.</param>
    /// <param name="format">Its format.</param>
    /// <param name="ledger">Where events that go into the log are told.</param>
    /// <param name="dryRun">Keep nothing.</param>
    /// <param name="resolve">Whether to resolve the persons behind a batch's records with the batch.</param>
    public StoreBatch(DatabaseConnection connection, ImportRun run, RowFormat format, EventLedger ledger, bool dryRun, bool resolve)
    {
        (_connection, _run, _format, _dryRun, _resolve) = (connection, run, format, dryRun, resolve);
        _writer = new RowWriter(connection, run.Id, ledger);
        _persons = new ResolvePersons(connection);
        _insertBlock = connection.Prepare("INSERT INTO raw_blocks (import_id, first_row, rows, content) VALUES (?1, ?2, ?3, ?4)");
        _insertReject = connection.Prepare(
            "INSERT INTO rejects (import_id, row_number, ordinal, \"column\", value, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _addFilled = connection.Prepare(
            "INSERT INTO import_columns (import_id, \"column\", filled) VALUES (?1, ?2, ?3) " +
            "ON CONFLICT (import_id, \"column\") DO UPDATE SET filled = import_columns.filled + excluded.filled");
    }

    /// <summary>Returns the first reasons of this run. A dry run saves none in the database.</summary>
    public IReadOnlyList<RowReject> FirstRejects(int most) => [.. _firstRejects.Take(most)];

    public void Execute(ParsedRows rows)
    {
        _transaction ??= _connection.BeginWrite();
        _writer.Begin(rows);
        StoreBlocks(rows);
        (long accepted, long unchanged) = (0, 0);
        for (int i = 0; i < rows.Rows.Count; i++)
        {
            if (_writer.Store(rows, rows.Rows[i]) == RowOutcome.Accepted)
            {
                accepted++;
            }
            else
            {
                unchanged++;
            }
        }

        StoreRejects(rows.Rejects);
        StoreFilled(rows.Filled);
        if (_resolve)
        {
            _persons.Execute(_writer.TouchedNumbers);
        }

        _writer.End();
        if (_dryRun)
        {
            _run.Count(rows.Read, accepted, unchanged, rows.Rejected);
            return;
        }

        _run.Advance(_connection, rows.Read, accepted, unchanged, rows.Rejected, rows.From, rows.To);
        _transaction.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _writer.Dispose();
        _persons.Dispose();
        _insertBlock.Dispose();
        _insertReject.Dispose();
        _addFilled.Dispose();
    }

    private void StoreBlocks(ParsedRows rows)
    {
        foreach (PackedBlock block in rows.Blocks)
        {
            _insertBlock.Bind(1, _run.Id.Value);
            _insertBlock.Bind(2, block.FirstRow);
            _insertBlock.Bind(3, block.Rows);
            _insertBlock.BindBlob(4, block.Content);
            _insertBlock.Enqueue();
        }
    }

    /// <summary>Stores the rejects. A row's reasons are consecutive and are numbered from 1.</summary>
    private void StoreRejects(List<RowReject> rejects)
    {
        long row = 0;
        long ordinal = 0;
        foreach (RowReject reject in rejects)
        {
            ordinal = reject.Row == row ? ordinal + 1 : 1;
            row = reject.Row;
            if (_firstRejects.Count < 100)
            {
                _firstRejects.Add(reject);
            }

            _insertReject.Bind(1, _run.Id.Value);
            _insertReject.Bind(2, reject.Row);
            _insertReject.Bind(3, ordinal);
            _insertReject.BindText(4, reject.Column);
            _insertReject.BindText(5, reject.Value);
            _insertReject.BindText(6, reject.Reason);
            _insertReject.Enqueue();
        }
    }

    private void StoreFilled(long[] filled)
    {
        for (int column = 0; column < filled.Length; column++)
        {
            _addFilled.Bind(1, _run.Id.Value);
            _addFilled.BindText(2, _format.Columns[column]);
            _addFilled.Bind(3, filled[column]);
            _addFilled.Enqueue();
        }
    }
}
