using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly nint _handle;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    /// <summary>Parameters count from 1, as in SQL.</summary>
    public void Bind(int parameter, long value) => Check(SqliteNative.BindInt64(_handle, parameter, value));

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
    public unsafe void BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a null address for NULL.
        fixed (byte* bytes = utf8.IsEmpty ? "\0"u8 : utf8)
        {
            Check(SqliteNative.BindText(_handle, parameter, bytes, utf8.Length, SqliteNative.Transient));
        }
    }

    /// <summary>
    /// Binds UTF-8 text where it stands, or null where it is empty. The bytes must be pinned and unchanged until
    /// <see cref="Execute"/> returns; the parameter must be bound again before the next.
    /// </summary>
    internal unsafe void BindPinnedTextOrNull(int parameter, ReadOnlySpan<byte> pinned)
    {
        if (pinned.IsEmpty)
        {
            BindNull(parameter);
            return;
        }

        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
        Check(SqliteNative.BindText(_handle, parameter, bytes, pinned.Length, SqliteNative.Static));
    }

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

    public unsafe void BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        // As above: a null address would be NULL, not an empty blob.
        fixed (byte* first = bytes.IsEmpty ? "\0"u8 : bytes)
        {
            Check(SqliteNative.BindBlob(_handle, parameter, first, bytes.Length, SqliteNative.Transient));
        }
    }

    public void BindNull(int parameter) => Check(SqliteNative.BindNull(_handle, parameter));

    /// <summary>Runs an insert, update or delete and returns the number of rows it changed.</summary>
    public int Execute()
    {
        int result = SqliteNative.Step(_handle);
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
        int result = SqliteNative.Step(_handle);
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
    public long Number(int column) => SqliteNative.ColumnInt64(_handle, column);

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
