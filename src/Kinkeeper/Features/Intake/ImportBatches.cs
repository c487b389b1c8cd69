using System.Text;
using Kinkeeper.Features.Intake.Exchange;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake;

/// <summary>
/// Takes an import through its rows, a batch a transaction. Raw rows, parsed rows, rejects, column counts and the progress
/// of the import are committed together or not at all. A dry run is one transaction that is rolled back.
/// </summary>
internal sealed class ImportBatches : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ImportRun _run;
    private readonly RowFormat _format;
    private readonly RowReader _reader;
    private readonly bool _dryRun;
    private readonly bool _resolve;
    private readonly LedgerWriter _ledger;
    private readonly RowStorer _storer;
    private readonly RawBlockWriter _raw;
    private readonly SqliteStatement _insertReject;
    private readonly SqliteStatement _addFilled;
    private readonly long[] _filled;
    private readonly List<RowReject> _firstRejects = [];
    private readonly int _periodColumn;
    private DateOnly? _from;
    private DateOnly? _to;
    private SqliteTransaction? _transaction;

    public ImportBatches(SqliteConnection connection, ImportRun run, RowFormat format, int[] fieldOfColumn, RowReader reader, EventLedger ledger, bool dryRun, bool resolve)
    {
        (_connection, _run, _format, _reader, _dryRun) = (connection, run, format, reader, dryRun);
        _ledger = ledger.On(connection);
        _storer = format.Open(connection, run.Id, _ledger, reader, fieldOfColumn);
        _resolve = resolve;
        _raw = new RawBlockWriter(connection, run.Id);
        _filled = new long[format.Columns.Count];
        _periodColumn = format.PeriodColumn is { } period ? format.Columns.ToList().IndexOf(period) : -1;
        _insertReject = new(
            connection,
            "INSERT INTO rejects (import_id, row_number, ordinal, \"column\", value, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _addFilled = new(
            connection,
            "INSERT INTO import_columns (import_id, \"column\", filled) VALUES (?1, ?2, ?3) " +
            "ON CONFLICT (import_id, \"column\") DO UPDATE SET filled = import_columns.filled + excluded.filled");
    }

    /// <summary>The first reasons of this run: a dry run keeps none in the database.</summary>
    public IReadOnlyList<RowReject> FirstRejects(int most) => [.. _firstRejects.Take(most)];

    /// <summary>Passes over the rows that an earlier, interrupted run has dealt with.</summary>
    public void SkipDone()
    {
        while (_reader.RowNumber < _run.Rows && _reader.Read())
        {
            _storer.Skip();
        }
    }

    /// <summary>Deals with the next batch; false when the file has ended.</summary>
    public bool Next(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _transaction ??= _connection.BeginTransaction(deferred: false);
        long rows = 0;
        long accepted = 0;
        long unchanged = 0;
        long rejected = 0;
        bool more = true;
        while (rows < ImportFile.RowsPerBatch && (more = _reader.Read()))
        {
            rows++;
            _raw.Add(_reader.RowNumber, _reader.Raw);
            if (_reader.Problem is { } problem)
            {
                rejected++;
                Reject([new RowReject(_reader.RowNumber, string.Empty, Beginning(_reader.Raw), problem)]);
                continue;
            }

            switch (_storer.Store())
            {
                case RowOutcome.Accepted:
                    accepted++;
                    CountFilled();
                    break;
                case RowOutcome.Unchanged:
                    unchanged++;
                    CountFilled();
                    break;
                default:
                    rejected++;
                    Reject(_storer.Rejects);
                    break;
            }
        }

        EndBatch(rows, accepted, unchanged, rejected);
        return more;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _storer.Dispose();
        _ledger.Dispose();
        _raw.Dispose();
        _insertReject.Dispose();
        _addFilled.Dispose();
    }

    private void EndBatch(long rows, long accepted, long unchanged, long rejected)
    {
        _raw.Flush();
        _storer.EndBatch(_resolve);
        for (int column = 0; column < _filled.Length; column++)
        {
            _addFilled.Bind(1, _run.Id.Value);
            _addFilled.BindText(2, _format.Columns[column]);
            _addFilled.Bind(3, _filled[column]);
            _addFilled.Execute();
            _filled[column] = 0;
        }

        if (_dryRun)
        {
            _run.Count(rows, accepted, unchanged, rejected);
            return;
        }

        _run.Advance(_connection, rows, accepted, unchanged, rejected, _from, _to);
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    private void CountFilled()
    {
        for (int column = 0; column < _filled.Length; column++)
        {
            if (_storer.IsFilled(column))
            {
                _filled[column]++;
            }
        }

        if (_periodColumn >= 0 && _storer.Day(_periodColumn) is { } day)
        {
            _from = _from is { } first && first < day ? first : day;
            _to = _to is { } last && last > day ? last : day;
        }
    }

    private void Reject(IReadOnlyList<RowReject> reasons)
    {
        for (int i = 0; i < reasons.Count; i++)
        {
            RowReject reject = reasons[i];
            if (_firstRejects.Count < 100)
            {
                _firstRejects.Add(reject);
            }

            _insertReject.Bind(1, _run.Id.Value);
            _insertReject.Bind(2, reject.Row);
            _insertReject.Bind(3, i + 1L);
            _insertReject.BindText(4, reject.Column);
            _insertReject.BindText(5, reject.Value);
            _insertReject.BindText(6, reject.Reason);
            _insertReject.Execute();
        }
    }

    private static string Beginning(ReadOnlySpan<byte> raw)
    {
        const int Most = 200;
        return Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, Most)]);
    }
}
