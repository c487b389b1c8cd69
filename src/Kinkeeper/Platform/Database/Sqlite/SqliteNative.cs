using System.Runtime.InteropServices;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>
/// The entry points of SQLite that a row of bulk work goes through, 27 calls a row. The library's own wrappers count a safe
/// handle up and down at each call and let SQLite copy each text (SQLITE_TRANSIENT); measured on 2026-11-24, that was a
/// fifth of the time of storing a row. Calls that only set a value do not leave the runtime's cooperative mode.
/// </summary>
internal static unsafe partial class SqliteNative
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_STATIC: the bytes stay where they are until the statement has run (sqlite.org/c3ref/c_static.html).</summary>
    internal const nint Static = 0;

    /// <summary>SQLITE_TRANSIENT: SQLite takes its own copy.</summary>
    internal const nint Transient = -1;

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    internal static partial int BindInt64(nint statement, int parameter, long value);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    internal static partial int BindNull(nint statement, int parameter);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    internal static partial int BindText(nint statement, int parameter, byte* utf8, int length, nint lifetime);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    internal static partial int BindBlob(nint statement, int parameter, byte* bytes, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    internal static partial int Step(nint statement);

    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    internal static partial long ColumnInt64(nint statement, int column);

    /// <summary>Replaces the connection's automatic checkpoint: the hook is told after each commit how many pages the write-ahead log holds.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    internal static partial nint WalHook(nint connection, delegate* unmanaged[Cdecl]<nint, nint, nint, int, int> hook, nint context);

    /// <summary>With mode 0, SQLITE_CHECKPOINT_PASSIVE: moves what no reader still needs, and waits for nobody.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_wal_checkpoint_v2")]
    internal static partial int CheckpointPassive(nint connection, nint database, int mode, nint pagesInLog, nint pagesMoved);
}
