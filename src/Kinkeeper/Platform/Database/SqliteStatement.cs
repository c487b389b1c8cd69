using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// A prepared statement for bulk work: parameters are bound by position, text straight from UTF-8, so that a million rows
/// cost what SQLite itself costs. Microsoft.Data.Sqlite binds by name and boxes, which takes longer than the insert.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    /// <summary>Parameters count from 1, as in SQL.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, long? value)
    {
        if (value is { } known)
        {
            Bind(parameter, known);
        }
        else
        {
            BindNull(parameter);
        }
    }

    /// <summary>Binds UTF-8 text.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    /// <summary>Binds UTF-8 text, or null where it is empty: an empty cell means "not recorded".</summary>
    public void BindTextOrNull(int parameter, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            BindNull(parameter);
        }
        else
        {
            BindText(parameter, utf8);
        }
    }

    public void BindText(int parameter, string? text)
    {
        if (text is null)
        {
            BindNull(parameter);
        }
        else
        {
            Check(raw.sqlite3_bind_text(_statement, parameter, text));
        }
    }

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(_statement, parameter, bytes));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Runs an insert, update or delete and returns the number of rows it changed.</summary>
    public int Execute()
    {
        int result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return raw.sqlite3_changes(_connection);
    }

    /// <summary>Steps to the next row of a query; false after the last one, when the statement is ready to be bound again.</summary>
    public bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return false;
    }

    /// <summary>Ends a query before its last row.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Columns count from 0, as in SQL results.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>The column's bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), result);
        }
    }
}
