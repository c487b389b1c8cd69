using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>
/// Moves the write-ahead log of one database file into the database, on a connection and a thread of its own. SQLite itself does
/// this in the thread that commits, and whoever waits for that commit waits for the flush as well.
/// </summary>
internal sealed unsafe class SqliteCheckpoint
{
    /// <summary>Pages of 4 KiB in the log that start a checkpoint beside the writers: 32 MB.</summary>
    internal const int Pages = 8_192;

    /// <summary>Pages at which the writer that gathered them must wait: 256 MB. A single import writes faster than a thread beside it can flush.</summary>
    internal const int MostPages = 65_536;

    private const int Done = 0;

    private static readonly ConcurrentDictionary<string, SqliteCheckpoint> ByFile = new(StringComparer.Ordinal);

    private readonly string _file;

    /// <summary>Never freed: the hook of a pooled connection may use it as long as the process lives. One for each file.</summary>
    private readonly nint _self;

    private int _running;

    private SqliteCheckpoint(string file) => (_file, _self) = (file, GCHandle.ToIntPtr(GCHandle.Alloc(this)));

    /// <summary>Checkpoints that ran beside the writers, for tests.</summary>
    internal int Runs { get; private set; }

    /// <summary>The checkpoints of one file.</summary>
    internal static SqliteCheckpoint Of(string file) => ByFile.GetOrAdd(file, path => new SqliteCheckpoint(path));

    /// <summary>Replaces the connection's own checkpoints by these.</summary>
    public static void Watch(SqliteConnection connection) =>
        SqliteNative.WalHook(connection.Handle!.DangerousGetHandle(), &Committed, Of(connection.DataSource)._self);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint connection, nint database, int pages)
    {
        if (pages >= Pages)
        {
            SqliteCheckpoint checkpoint = (SqliteCheckpoint)GCHandle.FromIntPtr(context).Target!;
            if (pages >= MostPages)
            {
                _ = SqliteNative.CheckpointPassive(connection, database, 0, 0, 0);
            }
            else
            {
                checkpoint.Begin();
            }
        }

        return Done;
    }

    private void Begin()
    {
        if (Interlocked.CompareExchange(ref _running, 1, 0) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "checkpoint" }.Start();
        }
    }

    private void Run()
    {
        try
        {
            // Not from the pool: its connections belong to requests. It must not hear of its own work either.
            using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            connection.Open();
            using (SqliteStatement first = new(connection, "SELECT COUNT(*) FROM sqlite_schema"))
            {
                // A connection that has read nothing does not know yet that there is a log, and moves nothing.
                first.ReadNumber();
            }

            int log;
            int moved;
            do
            {
                if (raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out log, out moved) != raw.SQLITE_OK)
                {
                    return;
                }

                Runs++;
            }
            while (log - moved >= Pages);
        }
        catch (SqliteException)
        {
            // The file is gone, or cannot be opened now. The next commit asks again, and a reader of the log loses nothing.
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
