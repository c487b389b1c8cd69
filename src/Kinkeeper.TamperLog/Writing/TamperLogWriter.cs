using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// The one writer of a log. Any number of threads may append entries. The writer orders them, writes them to the journal in batches
/// with one flush per batch, and then acknowledges them. It writes bundles, tiles and the signed checkpoint after that.
/// </summary>
/// <remarks>
/// An acknowledged entry always keeps its index. An entry whose append failed may or may not be in the log: open the log again and
/// look (<see cref="Size"/>, <see cref="ReadEntries"/>). After the first failed write or flush the writer accepts no more entries.
/// </remarks>
public sealed class TamperLogWriter : IDisposable
{
    private readonly LogFolder _folder;
    private readonly FileStream _lock;
    private readonly CheckpointSigner _signer;
    private readonly AppendQueue _queue;
    private readonly TileWriter _tiles;
    private readonly TamperLogOptions _options;
    private readonly Thread _journalThread;
    private readonly Thread _tileThread;
    private Journal _active;
    private Journal _spare;
    private bool _disposed;

    private TamperLogWriter(
        LogFolder folder, FileStream lockFile, CheckpointSigner signer, LogRecovery.State state, TamperLogOptions options)
    {
        _folder = folder;
        _lock = lockFile;
        _signer = signer;
        _options = options;
        _tiles = state.Tiles;
        _active = state.Active;
        _spare = state.Spare;
        Recovered = state.Recovered;
        _queue = new AppendQueue(state.Tiles.Size);
        _journalThread = new Thread(WriteJournal) { IsBackground = true, Name = "log journal" };
        _tileThread = new Thread(WriteTiles) { IsBackground = true, Name = "log tiles" };
        _journalThread.Start();
        _tileThread.Start();
    }

    /// <summary>The log's public key. The name of the key is the origin of the log.</summary>
    public VerifierKey Key => _signer.Key;

    /// <summary>The number of entries acknowledged so far. The next entry gets this index or a later one.</summary>
    public long Size => _queue.Durable;

    /// <summary>The last published checkpoint, signed by the log. Its size is at most <see cref="Size"/>.</summary>
    public SignedCheckpoint Published => _signer.Published;

    /// <summary>
    /// The number of entries that were durable but in no checkpoint when the log was opened. They show that the previous writer was
    /// interrupted.
    /// </summary>
    public long Recovered { get; }

    /// <summary>The number of batches flushed to the disk since opening.</summary>
    internal long Flushes { get; private set; }

    /// <summary>Opens a log for writing, or creates one.</summary>
    /// <param name="folder">The log's folder. It is created if it does not exist.</param>
    /// <param name="options">Null for the defaults, which open only an existing log.</param>
    /// <exception cref="LogInUseException">Another writer has it open.</exception>
    /// <exception cref="LogIntegrityException">
    /// The files contradict each other or a signed checkpoint. Nothing that was signed has been changed.
    /// </exception>
    /// <exception cref="LogFormatException">
    /// The key is missing, unreadable, or readable by other users; or the log has another name.
    /// </exception>
    public static TamperLogWriter Open(string folder, TamperLogOptions? options = null)
    {
        options ??= new TamperLogOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.JournalLength, 1 << 18);
        LogFolder log = new(Path.GetFullPath(folder));
        string lastSigned = options.LastSignedFile ?? log.LastSigned;
        if (options.Origin is null && !File.Exists(log.SigningKey))
        {
            throw new LogFormatException($"There is no log in {log.Path}.");
        }

        if (!Directory.Exists(log.Private))
        {
            Directory.CreateDirectory(log.Path);
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(log.Private)
                : Directory.CreateDirectory(log.Private, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            DurableFile.SyncDirectory(log.Path);
        }

        FileStream lockFile = TakeLock(log);
        CheckpointSigner? signer = null;
        LogRecovery.State? state = null;
        try
        {
            bool isNew = LogRecovery.IsNew(log, lastSigned);
            signer = new CheckpointSigner(log, lastSigned, SigningKeyFile.ReadOrCreate(log.SigningKey, options.Origin));
            if (isNew)
            {
                Journal.Create(log.Journal(0), options.JournalLength);
                Journal.Create(log.Journal(1), options.JournalLength);
                signer.SignEmptyTree();
            }

            state = LogRecovery.Recover(log, signer.LastSigned.Checkpoint);
            signer.Publish(state.Tiles.Size, state.Tiles.Root());
            state = StartFreshJournal(state);
            return new TamperLogWriter(log, lockFile, signer, state, options);
        }
        catch
        {
            state?.Active.Dispose();
            state?.Spare.Dispose();
            signer?.Dispose();
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Adds an entry to the log.</summary>
    /// <param name="entry">0 to 65,535 bytes, copied. Readers of the log see them, so use <see cref="LogEntry.ToBytes"/>.</param>
    /// <returns>The index of the entry, when it is on the disk.</returns>
    /// <exception cref="LogStoppedException">The writer has failed. The entry may or may not be in the log.</exception>
    public Task<long> AppendAsync(ReadOnlyMemory<byte> entry) => AppendAsync([entry]);

    /// <summary>Adds several entries with consecutive indices.</summary>
    /// <param name="entries">At least one entry; together at most 128 KiB. Copied.</param>
    /// <returns>The index of the first entry, when all are on the disk.</returns>
    /// <exception cref="LogStoppedException">The writer has failed. Either none or all of the entries are in the log.</exception>
    public Task<long> AppendAsync(params ReadOnlySpan<ReadOnlyMemory<byte>> entries) => _queue.Add(AppendQueue.Request.Of(entries));

    /// <summary>Waits for a published checkpoint of at least <paramref name="size"/> entries.</summary>
    /// <param name="size">At most <see cref="Size"/>. A checkpoint covers an acknowledged entry if its size is more than the index.</param>
    /// <exception cref="LogStoppedException">The writer has failed.</exception>
    public async Task<SignedCheckpoint> CheckpointAsync(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        await _queue.WaitForCheckpoint(size).ConfigureAwait(false);
        return Published;
    }

    /// <summary>Reads the published entries from an index on. Use it to find out which rows of an outbox are in the log.</summary>
    /// <param name="from">The index of the first entry. At or after the end there are no entries.</param>
    /// <exception cref="LogIntegrityException">A bundle does not match its tile.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadEntries(long from) =>
        new TamperLogReader(new FolderTileSource(_folder.Path), Key).ReadEntriesAsync(from, Published.Checkpoint).ToBlockingEnumerable();

    /// <summary>Adds cosignatures of witnesses to the published checkpoint, unless a newer one was published since.</summary>
    /// <param name="checkpoint">The checkpoint that the witnesses signed.</param>
    /// <param name="cosignatures">Cosignatures that were checked already.</param>
    /// <returns>False if the checkpoint is no longer the published one.</returns>
    public bool Cosign(Checkpoint checkpoint, IEnumerable<NoteSignature> cosignatures) => _signer.Cosign(checkpoint, cosignatures);

    /// <summary>Finishes the pending appends, publishes a last checkpoint, and releases the log.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _queue.Close();
        _journalThread.Join();
        _tileThread.Join();
        _active.Dispose();
        _spare.Dispose();
        _signer.Dispose();
        _lock.Dispose();
    }

    private static FileStream TakeLock(LogFolder log)
    {
        try
        {
            return new FileStream(log.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new LogInUseException(log.Path, taken);
        }
    }

    /// <summary>Starts the spare journal at the end of the tiles, and only then retires the other one.</summary>
    private static LogRecovery.State StartFreshJournal(LogRecovery.State state)
    {
        if (state.Active.Count == 0 && state.Spare.First < 0)
        {
            return state;
        }

        if (state.Spare.First >= 0)
        {
            state.Spare.Retire();
        }

        state.Spare.Begin(state.Tiles.Size);
        state.Active.Retire();
        return state with { Active = state.Spare, Spare = state.Active };
    }

    private void WriteJournal()
    {
        byte[] buffer = [];
        try
        {
            while (_queue.Take(buffer, _active.Room) is { } batch)
            {
                buffer = batch.Buffer;
                if (batch.Requests.Count == 0)
                {
                    // The next request does not fit, so the journals change places. The spare one is free when its entries are in flushed
                    // tiles.
                    _queue.ReserveSpare();
                    (_active, _spare) = (_spare, _active);
                    _active.Begin(_queue.Durable);
                    _queue.SealPrevious(_queue.Durable);
                    continue;
                }

                _active.Append(buffer.AsSpan(0, batch.Length), batch.Entries);
                Flushes++;
                _queue.Acknowledge(batch);
            }
        }
        catch (Exception failure)
        {
            _queue.Fail(failure);
        }
    }

    private void WriteTiles()
    {
        try
        {
            while (_queue.TakeDurable(_options) is { } durable)
            {
                foreach (AppendQueue.Request request in durable.Requests)
                {
                    request.AddTo(_tiles);
                    if (_tiles.Size == durable.SealedAt)
                    {
                        // After the previous journal is retired, a recovery starts at exactly this size.
                        _tiles.WritePartials();
                    }
                }

                if (_tiles.Size > Published.Checkpoint.Size)
                {
                    _signer.Publish(_tiles.Size, _tiles.WritePartials());
                }

                _queue.RecordPublished(_tiles.Size);
                if (durable.SealedAt is { } end && end <= _tiles.Size)
                {
                    _tiles.Sync();
                    _spare.Retire();
                    _queue.ReleaseSpare();
                }
            }

            if (_queue.Failure is null)
            {
                _tiles.Sync();
                StartFreshJournal(new LogRecovery.State(_tiles, _active, _spare, 0));
            }
        }
        catch (Exception failure)
        {
            _queue.Fail(failure);
        }
    }
}
