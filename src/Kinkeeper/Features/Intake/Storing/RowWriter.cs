using System.Text;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// Stores the rows of one import with prepared statements, in the transaction of the current batch.
/// Keys are assigned in the order in which ids are first seen, so the same file gives the same keys.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private readonly Dictionary<string, StoredTable> _tables = [];
    private readonly DatabaseConnection _connection;
    private readonly long _import;
    private readonly LedgerWriter _ledger;
    private readonly BulkTable<KnownRecord> _records;
    private readonly SqlStatement _insertStub;
    private readonly SqlStatement _updateRecord;
    private readonly SqlStatement _supersede;
    private readonly HashSet<int> _touchedNumbers = [];
    private readonly StoredCell[] _resolved = new StoredCell[32];
    private UInt128 _hash;
    private long _row;
    private long _lastRecord;
    private long _lastRecordBefore;

    public RowWriter(DatabaseConnection connection, ImportId import, EventLedger ledger)
    {
        _ledger = ledger.On(connection);
        _connection = connection;
        _import = import.Value;
        _insertStub = connection.Prepare("INSERT INTO records (id, record_id, person_id, role) VALUES (?1, ?2, ?3, 0)");
        const string Columns =
            "source, a_number, given_names, surnames, folded_name, birth_date, latest_birth_date, sex, citizenship, language, role, " +
            "encountered_at, sector, event_number, family_unit_number, stated_children, parent_names_stated, child_names_stated";
        BulkShape records = new(
            "records",
            ["id", "record_id", "person_id", "import_id", "row_number", "row_hash", .. Columns.Split(", ")],
            ["record_id"],
            KnownRecord.Columns,
            IsUnique: true);
        _records = connection.OpenBulk(records, KnownRecord.Read);
        _updateRecord = connection.Prepare(
            $"UPDATE records SET person_id = ?3, import_id = ?4, row_number = ?5, row_hash = ?6, " +
            $"{string.Join(", ", Columns.Split(", ").Select((column, i) => $"{column} = ?{i + 7}"))} WHERE id = ?1 AND record_id = ?2");
        _supersede = connection.Prepare(
            "INSERT INTO superseded_rows (subject, import_id, row_number, replaced_by_import_id, replaced_by_row_number) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>A-numbers of records stored since <see cref="Begin"/>, whose persons must be resolved before the batch ends.</summary>
    public IReadOnlyCollection<int> TouchedNumbers => _touchedNumbers;

    /// <summary>Begins a batch within its transaction: no other writer changes what is found from here on.</summary>
    public void Begin(ParsedRows rows)
    {
        _touchedNumbers.Clear();
        _lastRecord = _lastRecordBefore = _connection.ReadNumber("SELECT COALESCE(MAX(id), 0) FROM records");
        _records.Fetch(RecordKeys(rows));
        foreach (TableShape table in rows.Operations.Select(operation => operation.Table).OfType<TableShape>().Distinct())
        {
            Table(table).Begin(TableKeys(rows, table));
        }
    }

    /// <summary>Ends a batch: ids that the database gives out itself follow those of the batch.</summary>
    public void End()
    {
        foreach (StoredTable table in _tables.Values)
        {
            table.End();
        }
    }

    /// <summary>Stores all operations of one row. Stops at the first one if the row already exists.</summary>
    public RowOutcome Store(ParsedRows rows, in ParsedRows.Row row)
    {
        (_row, _hash) = (row.Number, row.Hash);
        RowOutcome outcome = RowOutcome.Accepted;
        for (int i = 0; i < row.Operations; i++)
        {
            ParsedRows.Operation operation = rows.Operations[row.FirstOperation + i];
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
        BulkKey key = new(KeyPart.Of(recordId));
        if (_records.Find(key, out KnownRecord known))
        {
            return new RecordKey(known.Id);
        }

        long id = ++_lastRecord;
        _insertStub.Bind(1, id);
        _insertStub.BindText(2, recordId);
        _insertStub.Bind(3, PersonId.FirstUnnumbered + id);
        _insertStub.Enqueue();
        _records.Note(key, new KnownRecord(id, null, null, default, null));
        return new RecordKey(id);
    }

    private RowOutcome StoreRecord(ParsedRows rows, int index)
    {
        (RecordValues values, RecordSlices texts) = rows.Records[index];
        ReadOnlySpan<byte> recordId = rows.Text(texts[(int)RecordText.RecordId]);
        KnownRecord stored = new(_lastRecord + 1, _import, _row, _hash, values.ANumber);
        Bind(_records.Values, stored.Id, values, rows, texts);
        if (_records.TryInsert(recordId, stored))
        {
            _lastRecord = stored.Id;
            Touch(values.ANumber);
            return RowOutcome.Accepted;
        }

        string name = Encoding.UTF8.GetString(recordId);
        BulkKey key = new(KeyPart.Of(name));
        if (!_records.Find(key, out KnownRecord before))
        {
            throw new InvalidOperationException("A record whose id is taken is not there.");
        }

        if (before.Import is { } oldImport)
        {
            if (before.Hash == _hash)
            {
                return RowOutcome.Unchanged;
            }

            _supersede.BindText(1, $"records:{name}");
            _supersede.Bind(2, oldImport);
            _supersede.Bind(3, before.Row!.Value);
            _supersede.Bind(4, _import);
            _supersede.Bind(5, _row);
            _supersede.Enqueue();
        }

        Bind(_updateRecord, before.Id, values, rows, texts);
        _updateRecord.Enqueue();
        _records.Note(key, stored with { Id = before.Id });
        Touch(before.ANumber);
        Touch(values.ANumber);
        return RowOutcome.Accepted;
    }

    private RowOutcome StoreCells(TableShape table, ReadOnlySpan<StoredCell> cells)
    {
        bool isNewKey = false;
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].IsRecordId)
            {
                RecordKey key = Key(cells[i].Text!);
                _resolved[i] = key.Value;
                isNewKey |= i < table.Keys && key.Value > _lastRecordBefore;
            }
            else
            {
                _resolved[i] = cells[i];
            }
        }

        return Table(table).Store(new RowPlace(_import, _row, _hash), _resolved.AsSpan(0, cells.Length), isNewKey);
    }

    private StoredTable Table(TableShape table)
    {
        if (!_tables.TryGetValue(table.Name, out StoredTable? stored))
        {
            stored = new StoredTable(_connection, _supersede, table);
            _tables.Add(table.Name, stored);
        }

        return stored;
    }

    /// <summary>The keys of all records that a batch stores or names.</summary>
    private static IEnumerable<BulkKey> RecordKeys(ParsedRows rows)
    {
        foreach (ParsedRows.Operation operation in rows.Operations)
        {
            if (operation.Table is null)
            {
                yield return new BulkKey(KeyPart.Of(Encoding.UTF8.GetString(rows.Text(rows.Records[operation.First].Texts[(int)RecordText.RecordId]))));
                continue;
            }

            for (int i = 0; i < operation.Table.Columns.Length; i++)
            {
                StoredCell cell = rows.Cells(operation)[i];
                if (cell.IsRecordId)
                {
                    yield return new BulkKey(KeyPart.Of(cell.Text!));
                }
            }
        }
    }

    /// <summary>The keys that a batch looks for in a table, without those of records that are not stored yet: no row has them.</summary>
    private IEnumerable<BulkKey> TableKeys(ParsedRows rows, TableShape table)
    {
        StoredCell[] key = new StoredCell[table.Keys];
        foreach (ParsedRows.Row row in rows.Rows)
        {
            for (int i = row.FirstOperation; i < row.FirstOperation + row.Operations; i++)
            {
                if (rows.Operations[i].Table?.Name == table.Name && TryResolve(rows.Cells(rows.Operations[i]), key)
                    && StoredTable.Key(key, row.Hash) is { } wanted)
                {
                    yield return wanted;
                }
            }
        }
    }

    private bool TryResolve(ReadOnlySpan<StoredCell> cells, StoredCell[] key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = cells[i];
            if (key[i].IsRecordId)
            {
                if (!_records.Find(new BulkKey(KeyPart.Of(key[i].Text!)), out KnownRecord known))
                {
                    return false;
                }

                key[i] = known.Id;
            }
        }

        return true;
    }

    public void Dispose()
    {
        foreach (StoredTable table in _tables.Values)
        {
            table.Dispose();
        }

        _ledger.Dispose();
        _records.Dispose();
        _insertStub.Dispose();
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

    private void Bind(SqlStatement statement, long id, in RecordValues values, ParsedRows rows, in RecordSlices texts)
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

    private static void BindDate(SqlStatement statement, int parameter, DateOnly? date)
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
