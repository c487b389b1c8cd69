using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>
/// A prepared statement of SQLite's own API, so that a million rows cost what SQLite itself costs. Microsoft.Data.Sqlite binds by
/// name and boxes, which takes longer than the insert.
/// </summary>
public sealed class SqliteStatement : SqlStatement
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

    /// <inheritdoc/>
    public override void Bind(int parameter, long value) => Check(SqliteNative.BindInt64(_handle, parameter, value));

    /// <inheritdoc/>
    public override unsafe void BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a null address for NULL.
        fixed (byte* bytes = utf8.IsEmpty ? "\0"u8 : utf8)
        {
            Check(SqliteNative.BindText(_handle, parameter, bytes, utf8.Length, SqliteNative.Transient));
        }
    }

    /// <inheritdoc/>
    internal override unsafe void BindPinnedTextOrNull(int parameter, ReadOnlySpan<byte> pinned)
    {
        if (pinned.IsEmpty)
        {
            BindNull(parameter);
            return;
        }

        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
        Check(SqliteNative.BindText(_handle, parameter, bytes, pinned.Length, SqliteNative.Static));
    }

    /// <inheritdoc/>
    public override void BindText(int parameter, string? text)
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

    /// <inheritdoc/>
    public override unsafe void BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        // As above: a null address would be NULL, not an empty blob.
        fixed (byte* first = bytes.IsEmpty ? "\0"u8 : bytes)
        {
            Check(SqliteNative.BindBlob(_handle, parameter, first, bytes.Length, SqliteNative.Transient));
        }
    }

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<long> numbers) => BindText(parameter, JsonSerializer.SerializeToUtf8Bytes(numbers));

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<string> texts) => BindText(parameter, JsonSerializer.SerializeToUtf8Bytes(texts));

    /// <inheritdoc/>
    public override void BindNull(int parameter) => Check(SqliteNative.BindNull(_handle, parameter));

    /// <inheritdoc/>
    public override int Execute()
    {
        int result = SqliteNative.Step(_handle);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return raw.sqlite3_changes(_connection);
    }

    /// <inheritdoc/>
    public override void Enqueue() => Execute();

    /// <inheritdoc/>
    protected override bool MoveToNextRow()
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

    /// <inheritdoc/>
    public override void Reset() => raw.sqlite3_reset(_statement);

    /// <inheritdoc/>
    public override long Number(int column) => SqliteNative.ColumnInt64(_handle, column);

    /// <inheritdoc/>
    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public override string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _statement.Dispose();
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), result);
        }
    }
}
