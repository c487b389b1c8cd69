using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>
/// One table of imported rows. Its key columns identify a row. The row imported last is the current version, and <c>superseded_rows</c>
/// records the place of the earlier one. A table without key columns identifies a row by its hash.
/// </summary>
internal sealed class StoredTable : IDisposable
{
    private const int FixedColumns = 4;

    private readonly string _name;
    private readonly int _keys;
    private readonly DatabaseConnection _connection;
    private readonly BulkTable<RowPlaceAndId> _rows;
    private readonly SqlStatement? _update;
    private readonly SqlStatement _supersede;
    private long _lastId;
    private long _lastIdBefore;

    /// <param name="connection">An open connection with a transaction.</param>
    /// <param name="supersede">The insert into <c>superseded_rows</c>, shared by all tables.</param>
    /// <param name="shape">The table.</param>
    public StoredTable(DatabaseConnection connection, SqlStatement supersede, TableShape shape)
    {
        (_connection, _name, _keys) = (connection, shape.Name, shape.Keys);
        string[] columns = shape.Columns;
        _supersede = supersede;
        BulkShape rows = new(
            _name,
            [.. RowPlaceAndId.Columns, .. columns],
            _keys == 0 ? ["row_hash"] : columns[.._keys],
            RowPlaceAndId.Columns);
        _rows = connection.OpenBulk(rows, RowPlaceAndId.Read);
        _update = _keys == 0 ? null : connection.Prepare(
            $"UPDATE {_name} SET import_id = ?2, row_number = ?3, row_hash = ?4, {string.Join(", ", columns.Select((column, i) => $"{Quote(column)} = ?{i + FixedColumns + 1}"))} WHERE id = ?1");
    }

    /// <summary>The key by which a row is found; null if a part of it is null, and then no row is found.</summary>
    /// <param name="key">The cells of the key columns; none: the row is known by its hash.</param>
    /// <param name="hash">The hash of the row.</param>
    public static BulkKey? Key(ReadOnlySpan<StoredCell> key, UInt128 hash)
    {
        if (key.IsEmpty)
        {
            return new BulkKey(KeyPart.Of(hash));
        }

        KeyPart[] parts = new KeyPart[key.Length];
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i].ToKeyPart() is not { } part)
            {
                return null;
            }

            parts[i] = part;
        }

        return new BulkKey(parts);
    }

    /// <summary>Begins a batch within its transaction.</summary>
    /// <param name="keys">What the batch will look for.</param>
    public void Begin(IEnumerable<BulkKey> keys)
    {
        _lastId = _lastIdBefore = _connection.ReadNumber($"SELECT COALESCE(MAX(id), 0) FROM {_name}");
        _rows.Fetch(keys);
    }

    /// <summary>Ends a batch.</summary>
    public void End()
    {
        if (_lastId > _lastIdBefore)
        {
            _connection.ContinueIds(_name);
            _lastIdBefore = _lastId;
        }
    }

    /// <summary>Stores a row.</summary>
    /// <param name="place">Where it is in its file, with its hash.</param>
    /// <param name="cells">Its cells, with the keys of records in place of their ids.</param>
    /// <param name="isNewKey">The key names a record that this batch was the first to see.</param>
    public RowOutcome Store(in RowPlace place, ReadOnlySpan<StoredCell> cells, bool isNewKey)
    {
        BulkKey? key = Key(cells[.._keys], place.Hash);
        if (key is null || !_rows.Find(key, out RowPlaceAndId before, isNewKey))
        {
            Bind(_rows.Values, ++_lastId, place, cells);
            _rows.Insert(key, new RowPlaceAndId(_lastId, place));
            return RowOutcome.Accepted;
        }

        if (before.Place.Hash == place.Hash || _update is null)
        {
            return RowOutcome.Unchanged;
        }

        _supersede.BindText(1, $"{_name}:{string.Join('/', cells[.._keys].ToArray())}");
        _supersede.Bind(2, before.Place.Import);
        _supersede.Bind(3, before.Place.Row);
        _supersede.Bind(4, place.Import);
        _supersede.Bind(5, place.Row);
        _supersede.Enqueue();
        Bind(_update, before.Id, place, cells);
        _update.Enqueue();
        _rows.Note(key, before with { Place = place });
        return RowOutcome.Accepted;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _update?.Dispose();
    }

    private static void Bind(SqlStatement statement, long id, in RowPlace place, ReadOnlySpan<StoredCell> cells)
    {
        statement.Bind(1, id);
        statement.Bind(2, place.Import);
        statement.Bind(3, place.Row);
        statement.BindBlob(4, RowHash.Bytes(place.Hash));
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i].Bind(statement, i + FixedColumns + 1);
        }
    }

    private static string Quote(string column) => $"\"{column}\"";
}
