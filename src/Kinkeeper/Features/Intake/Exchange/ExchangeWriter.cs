using System.Security.Cryptography;
using System.Text;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Intake.Exchange;

/// <summary>
/// Stores the rows of one import through prepared statements, within the transaction of the batch that the import has open.
/// Keys are given out in the order in which ids are first seen, so the same file gives the same keys.
/// </summary>
public sealed class ExchangeWriter : IDisposable
{
    private const int HashLength = 16;

    private readonly Dictionary<string, StoredTable> _tables = [];
    private readonly SqliteConnection _connection;
    private readonly long _import;
    private readonly SqliteStatement _findRecord;
    private readonly SqliteStatement _insertStub;
    private readonly SqliteStatement _insertRecord;
    private readonly SqliteStatement _updateRecord;
    private readonly SqliteStatement _supersede;
    private readonly HashSet<int> _touchedNumbers = [];
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private long _lastRecord;

    public ExchangeWriter(SqliteConnection connection, ImportId import, LedgerWriter ledger)
    {
        Ledger = ledger;
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

    /// <summary>Where the events of this import are told.</summary>
    public LedgerWriter Ledger { get; }

    /// <summary>1-based number of the row being stored.</summary>
    public long RowNumber { get; set; }

    /// <summary>First 16 bytes of SHA-256 over the row's cells.</summary>
    public ReadOnlySpan<byte> RowHash => _hash.AsSpan(0, HashLength);

    /// <summary>A-numbers of records stored since <see cref="ClearTouched"/>, whose persons must be resolved before the batch ends.</summary>
    public IReadOnlyCollection<int> TouchedNumbers => _touchedNumbers;

    public void ClearTouched() => _touchedNumbers.Clear();

    public void HashRow(ReadOnlySpan<byte> cells) => SHA256.HashData(cells, _hash);

    public ParentRecordKey ParentKey(ReadOnlySpan<byte> recordId) => new(Key(recordId).Value);

    public ChildRecordKey ChildKey(ReadOnlySpan<byte> recordId) => new(Key(recordId).Value);

    /// <summary>The key of a record; a record not imported yet is given one and waits as a stub.</summary>
    public RecordKey Key(ReadOnlySpan<byte> recordId)
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

    public RowOutcome StoreRecord(ReadOnlySpan<byte> recordId, in RecordValues values, in RecordTexts texts)
    {
        long id = _lastRecord + 1;
        Bind(_insertRecord, id, recordId, values, texts);
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
        bool same = oldImport is not null && _findRecord.Bytes(3).SequenceEqual(RowHash);
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
            _supersede.Bind(5, RowNumber);
            _supersede.Execute();
        }

        Bind(_updateRecord, id, recordId, values, texts);
        _updateRecord.Execute();
        Touch(oldNumber);
        Touch(values.ANumber);
        return RowOutcome.Accepted;
    }

    /// <summary>
    /// Stores one row of another table. <paramref name="cells"/> stand in the order of <paramref name="columns"/>, whose first
    /// <paramref name="keys"/> tell one row from another (0: the whole row does).
    /// </summary>
    public RowOutcome Store(string table, int keys, string[] columns, Func<string> subject, params ReadOnlySpan<StoredCell> cells)
    {
        if (!_tables.TryGetValue(table, out StoredTable? stored))
        {
            stored = new StoredTable(_connection, _supersede, table, keys, columns);
            _tables.Add(table, stored);
        }

        return stored.Store(_import, RowNumber, RowHash, subject, cells);
    }

    public void Dispose()
    {
        foreach (StoredTable table in _tables.Values)
        {
            table.Dispose();
        }

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

    private void Bind(SqliteStatement statement, long id, ReadOnlySpan<byte> recordId, in RecordValues values, in RecordTexts texts)
    {
        statement.Bind(1, id);
        statement.BindText(2, recordId);
        statement.Bind(3, values.ANumber ?? PersonId.FirstUnnumbered + id);
        statement.Bind(4, _import);
        statement.Bind(5, RowNumber);
        statement.BindBlob(6, RowHash);
        statement.BindTextOrNull(7, texts.Source);
        statement.Bind(8, values.ANumber);
        statement.BindTextOrNull(9, texts.GivenNames);
        statement.BindTextOrNull(10, texts.Surnames);
        statement.BindText(11, Codes.FoldedName(texts.GivenNames, texts.Surnames));
        BindDate(statement, 12, values.BirthDate);
        BindDate(statement, 13, values.LatestBirthDate);
        statement.BindText(14, Codes.Sex(texts.Sex));
        statement.BindText(15, Codes.Country(texts.Citizenship));
        statement.BindText(16, Codes.Language(texts.Language));
        statement.Bind(17, (long)values.Role);
        statement.Bind(18, values.EncounteredAt);
        statement.BindTextOrNull(19, texts.Sector);
        statement.BindTextOrNull(20, texts.EventNumber);
        statement.BindTextOrNull(21, texts.FamilyUnitNumber);
        statement.Bind(22, values.StatedChildren);
        statement.BindTextOrNull(23, texts.ParentNamesStated);
        statement.BindTextOrNull(24, texts.ChildNamesStated);
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
