using System.Text;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database.Sqlite;
using Kinkeeper.Platform.Ledger;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Stores the rows of one import with prepared statements, in the transaction of the current batch.
/// Keys are assigned in the order in which ids are first seen, so the same file gives the same keys.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private readonly Dictionary<string, StoredTable> _tables = [];
    private readonly SqliteConnection _connection;
    private readonly long _import;
    private readonly LedgerWriter _ledger;
    private readonly SqliteStatement _findRecord;
    private readonly SqliteStatement _insertStub;
    private readonly SqliteStatement _insertRecord;
    private readonly SqliteStatement _updateRecord;
    private readonly SqliteStatement _supersede;
    private readonly HashSet<int> _touchedNumbers = [];
    private readonly StoredCell[] _resolved = new StoredCell[32];
    private UInt128 _hash;
    private long _row;
    private long _lastRecord;

    public RowWriter(SqliteConnection connection, ImportId import, EventLedger ledger)
    {
        _ledger = ledger.On(connection);
        _connection = connection;
        _import = import.Value;
        _findRecord = new(connection, "SELECT id, import_id, row_number, row_hash, a_number FROM records WHERE record_id = ?1");
        _insertStub = new(connection, "INSERT INTO records (id, record_id, person_id, role) VALUES (?1, ?2, ?3, 0)");
        const string Columns =
            "source, a_number, given_names, surnames, folded_name, birth_date, latest_birth_date, sex, citizenship, language, role, " +
            "encountered_at, sector, event_number, family_unit_number, stated_children, parent_names_stated, child_names_stated";
        int count = Columns.Split(',').Length;
        _insertRecord = new(
            connection,
            $"INSERT INTO records (id, record_id, person_id, import_id, row_number, row_hash, {Columns}) " +
            $"VALUES ({string.Join(", ", Enumerable.Range(1, 6 + count).Select(i => $"?{i}"))}) ON CONFLICT (record_id) DO NOTHING");
        _updateRecord = new(
            connection,
            $"UPDATE records SET person_id = ?3, import_id = ?4, row_number = ?5, row_hash = ?6, " +
            $"{string.Join(", ", Columns.Split(", ").Select((column, i) => $"{column} = ?{i + 7}"))} WHERE id = ?1 AND record_id = ?2");
        _supersede = new(
            connection,
            "INSERT INTO superseded_rows (subject, import_id, row_number, replaced_by_import_id, replaced_by_row_number) VALUES (?1, ?2, ?3, ?4, ?5)");
        using SqliteStatement last = new(connection, "SELECT COALESCE(MAX(id), 0) FROM records");
        last.Step();
        _lastRecord = last.Number(0);
        last.Reset();
    }

    /// <summary>
    /// A-numbers of records stored since <see cref="ClearTouched"/>. Their persons must be resolved before the batch ends.
    /// </summary>
    public IReadOnlyCollection<int> TouchedNumbers => _touchedNumbers;

    public void ClearTouched() => _touchedNumbers.Clear();

    /// <summary>Stores all operations of one row. Stops at the first one if the row already exists.</summary>
    public RowOutcome Store(ParsedRows rows, in ParsedRows.Row row)
    {
        (_row, _hash) = (row.Number, row.Hash);
        RowOutcome outcome = RowOutcome.Accepted;
        for (int i = 0; i < row.Operations; i++)
        {
            ParsedRows.Operation operation = rows.OperationAt(row.FirstOperation + i);
            RowOutcome stored = operation.Table is { } table ? StoreCells(table, rows.Cells(operation)) : StoreRecord(rows, operation.First);
            if (i == 0 && (outcome = stored) == RowOutcome.Unchanged)
            {
                break;
            }
        }

        for (int i = 0; outcome == RowOutcome.Accepted && i < row.Events; i++)
        {
            (string kind, LedgerSubject subject, byte[] payload, bool onlyIfKnown) = rows.Events[row.FirstEvent + i];
            if (!onlyIfKnown || _ledger.Has(subject))
            {
                _ledger.Append(kind, subject, payload);
            }
        }

        return outcome;
    }

    /// <summary>Returns the key of a record. Creates a stub for a record that is not imported yet.</summary>
    private RecordKey Key(string recordId)
    {
        _findRecord.BindText(1, recordId);
        if (_findRecord.Step())
        {
            RecordKey known = new(_findRecord.Number(0));
            _findRecord.Reset();
            return known;
        }

        long id = ++_lastRecord;
        _insertStub.Bind(1, id);
        _insertStub.BindText(2, recordId);
        _insertStub.Bind(3, PersonId.FirstUnnumbered + id);
        _insertStub.Execute();
        return new RecordKey(id);
    }

    private RowOutcome StoreRecord(ParsedRows rows, int index)
    {
        (RecordValues values, RecordSlices texts) = rows.Records[index];
        ReadOnlySpan<byte> recordId = rows.Text(texts[(int)RecordText.RecordId]);
        long id = _lastRecord + 1;
        Bind(_insertRecord, id, values, rows, texts);
        if (_insertRecord.Execute() == 1)
        {
            _lastRecord = id;
            Touch(values.ANumber);
            return RowOutcome.Accepted;
        }

        _findRecord.BindText(1, recordId);
        _findRecord.Step();
        id = _findRecord.Number(0);
        long? oldImport = _findRecord.NumberOrNull(1);
        long? oldRow = _findRecord.NumberOrNull(2);
        bool same = oldImport is not null && _findRecord.Bytes(3).SequenceEqual(RowHash.Bytes(in _hash));
        int? oldNumber = (int?)_findRecord.NumberOrNull(4);
        _findRecord.Reset();
        if (same)
        {
            return RowOutcome.Unchanged;
        }

        if (oldImport is not null)
        {
            _supersede.BindText(1, $"records:{Encoding.UTF8.GetString(recordId)}");
            _supersede.Bind(2, oldImport.Value);
            _supersede.Bind(3, oldRow!.Value);
            _supersede.Bind(4, _import);
            _supersede.Bind(5, _row);
            _supersede.Execute();
        }

        Bind(_updateRecord, id, values, rows, texts);
        _updateRecord.Execute();
        Touch(oldNumber);
        Touch(values.ANumber);
        return RowOutcome.Accepted;
    }

    private RowOutcome StoreCells(TableShape table, ReadOnlySpan<StoredCell> cells)
    {
        if (!_tables.TryGetValue(table.Name, out StoredTable? stored))
        {
            stored = new StoredTable(_connection, _supersede, table);
            _tables.Add(table.Name, stored);
        }

        for (int i = 0; i < cells.Length; i++)
        {
            _resolved[i] = cells[i].IsRecordId ? Key(cells[i].Text!).Value : cells[i];
        }

        return stored.Store(_import, _row, RowHash.Bytes(in _hash), _resolved.AsSpan(0, cells.Length));
    }

    public void Dispose()
    {
        foreach (StoredTable table in _tables.Values)
        {
            table.Dispose();
        }

        _ledger.Dispose();
        _findRecord.Dispose();
        _insertStub.Dispose();
        _insertRecord.Dispose();
        _updateRecord.Dispose();
        _supersede.Dispose();
    }

    private void Touch(int? number)
    {
        if (number is { } known)
        {
            _touchedNumbers.Add(known);
        }
    }

    private void Bind(SqliteStatement statement, long id, in RecordValues values, ParsedRows rows, in RecordSlices texts)
    {
        statement.Bind(1, id);
        statement.BindText(2, rows.Text(texts[(int)RecordText.RecordId]));
        statement.Bind(3, values.ANumber ?? PersonId.FirstUnnumbered + id);
        statement.Bind(4, _import);
        statement.Bind(5, _row);
        statement.BindBlob(6, RowHash.Bytes(in _hash));
        BindText(7, RecordText.Source, texts);
        statement.Bind(8, values.ANumber);
        BindText(9, RecordText.GivenNames, texts);
        BindText(10, RecordText.Surnames, texts);
        BindText(11, RecordText.FoldedName, texts);
        BindDate(statement, 12, values.BirthDate);
        BindDate(statement, 13, values.LatestBirthDate);
        BindText(14, RecordText.Sex, texts);
        BindText(15, RecordText.Citizenship, texts);
        BindText(16, RecordText.Language, texts);
        statement.Bind(17, (long)values.Role);
        statement.Bind(18, values.EncounteredAt);
        BindText(19, RecordText.Sector, texts);
        BindText(20, RecordText.EventNumber, texts);
        BindText(21, RecordText.FamilyUnitNumber, texts);
        statement.Bind(22, values.StatedChildren);
        BindText(23, RecordText.ParentNamesStated, texts);
        BindText(24, RecordText.ChildNamesStated, texts);

        void BindText(int parameter, RecordText text, in RecordSlices slices) =>
            statement.BindPinnedTextOrNull(parameter, rows.Text(slices[(int)text]));
    }

    private static void BindDate(SqliteStatement statement, int parameter, DateOnly? date)
    {
        if (date is not { } known)
        {
            statement.BindNull(parameter);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        known.TryFormat(text, out int written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        statement.BindText(parameter, text[..written]);
    }
}
