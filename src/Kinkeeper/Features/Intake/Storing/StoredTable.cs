using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.Data.Sqlite;

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
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement? _update;
    private readonly SqliteStatement _supersede;
    private long _lastId;

    /// <param name="connection">An open connection with a transaction.</param>
    /// <param name="supersede">The insert into <c>superseded_rows</c>, shared by all tables.</param>
    /// <param name="shape">The table.</param>
    public StoredTable(SqliteConnection connection, SqliteStatement supersede, TableShape shape)
    {
        (_name, _keys) = (shape.Name, shape.Keys);
        string[] columns = shape.Columns;
        _supersede = supersede;
        string list = string.Join(", ", columns.Select(Quote));
        string marks = string.Join(", ", Enumerable.Range(1, FixedColumns + columns.Length).Select(i => $"?{i}"));
        string key = _keys == 0 ? "row_hash = ?1" : string.Join(" AND ", columns.Take(_keys).Select((column, i) => $"{Quote(column)} = ?{i + 1}"));
        _find = new SqliteStatement(connection, $"SELECT id, import_id, row_number, row_hash FROM {_name} WHERE {key}");
        _insert = new SqliteStatement(connection, $"INSERT INTO {_name} (id, import_id, row_number, row_hash, {list}) VALUES ({marks})");
        _update = _keys == 0 ? null : new SqliteStatement(
            connection,
            $"UPDATE {_name} SET import_id = ?2, row_number = ?3, row_hash = ?4, {string.Join(", ", columns.Select((column, i) => $"{Quote(column)} = ?{i + FixedColumns + 1}"))} WHERE id = ?1");
        using SqliteStatement last = new(connection, $"SELECT COALESCE(MAX(id), 0) FROM {_name}");
        last.Step();
        _lastId = last.Number(0);
        last.Reset();
    }

    public RowOutcome Store(long import, long row, ReadOnlySpan<byte> hash, ReadOnlySpan<StoredCell> cells)
    {
        if (_keys == 0)
        {
            _find.BindBlob(1, hash);
        }
        else
        {
            for (int i = 0; i < _keys; i++)
            {
                cells[i].Bind(_find, i + 1);
            }
        }

        if (!_find.Step())
        {
            Write(_insert, ++_lastId, import, row, hash, cells);
            return RowOutcome.Accepted;
        }

        bool same = _find.Bytes(3).SequenceEqual(hash);
        (long id, long oldImport, long oldRow) = (_find.Number(0), _find.Number(1), _find.Number(2));
        _find.Reset();
        if (same || _update is null)
        {
            return RowOutcome.Unchanged;
        }

        _supersede.BindText(1, $"{_name}:{string.Join('/', cells[.._keys].ToArray())}");
        _supersede.Bind(2, oldImport);
        _supersede.Bind(3, oldRow);
        _supersede.Bind(4, import);
        _supersede.Bind(5, row);
        _supersede.Execute();
        Write(_update, id, import, row, hash, cells);
        return RowOutcome.Accepted;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update?.Dispose();
    }

    private static void Write(SqliteStatement statement, long id, long import, long row, ReadOnlySpan<byte> hash, ReadOnlySpan<StoredCell> cells)
    {
        statement.Bind(1, id);
        statement.Bind(2, import);
        statement.Bind(3, row);
        statement.BindBlob(4, hash);
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i].Bind(statement, i + FixedColumns + 1);
        }

        statement.Execute();
    }

    private static string Quote(string column) => $"\"{column}\"";
}
