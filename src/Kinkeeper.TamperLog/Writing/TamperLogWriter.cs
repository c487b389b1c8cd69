using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Storage;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// The one writer of a log. Entries given to it by any number of threads are put in order, written to the journal in batches with
/// one flush to the disk for each batch, and only then acknowledged; bundles, tiles and the signed checkpoint follow.
/// </summary>
/// <remarks>
/// An acknowledged entry keeps its index whatever happens. An entry whose append failed may or may not be in the log: open it again
/// and look (<see cref="Size"/>, <see cref="ReadEntries"/>). After the first failure to write or flush nothing more is accepted.
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

    private TamperLogWriter(LogFolder folder, FileStream held, CheckpointSigner signer, LogRecovery.State state, TamperLogOptions options)
    {
        _folder = folder;
        _lock = held;
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

    /// <summary>The log's public key. Its name is the log's origin.</summary>
    public VerifierKey Key => _signer.Key;

    /// <summary>Entries acknowledged so far, and the index that the next one gets at the earliest.</summary>
    public long Size => _queue.Durable;

    /// <summary>The last checkpoint published, signed by the log. Its size is at most <see cref="Size"/>.</summary>
    public SignedCheckpoint Published => _signer.Published;

    /// <summary>Entries found at opening that were durable but in no checkpoint yet: the writer before had been interrupted.</summary>
    public long Recovered { get; }

    /// <summary>Batches flushed to the disk since opening.</summary>
    internal long Flushes { get; private set; }

    /// <summary>Opens a log for writing, or makes one.</summary>
    /// <param name="folder">The log's folder; made where it does not exist.</param>
    /// <param name="options">Null for the defaults, which open an existing log only.</param>
    /// <exception cref="LogInUseException">Another writer has it open.</exception>
    /// <exception cref="LogIntegrityException">The files contradict each other or what was signed. Nothing was changed that was signed.</exception>
    /// <exception cref="LogFormatException">The key is missing, unreadable, or readable by others; or the log has another name.</exception>
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

        FileStream held = TakeLock(log);
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
                signer.Found();
            }

            state = LogRecovery.Recover(log, signer.LastSigned.Checkpoint);
            signer.Publish(state.Tiles.Size, state.Tiles.Root());
            state = Freshen(state);
            return new TamperLogWriter(log, held, signer, state, options);
        }
        catch
        {
            state?.Active.Dispose();
            state?.Spare.Dispose();
            signer?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Adds an entry to the log.</summary>
    /// <param name="entry">1 to 65,535 bytes, copied. It will be public: <see cref="LogEntry.ToBytes"/>.</param>
    /// <returns>The entry's index, once it is on the disk.</returns>
    /// <exception cref="LogStoppedException">The writer has failed; the entry may or may not be in the log.</exception>
    public Task<long> AppendAsync(ReadOnlyMemory<byte> entry) => AppendAsync([entry]);

    /// <summary>Adds entries that follow each other in the log without a gap.</summary>
    /// <param name="entries">At least one; together at most 128 KiB. Copied.</param>
    /// <returns>The index of the first, once all are on the disk.</returns>
    /// <exception cref="LogStoppedException">The writer has failed; none or all of the entries may be in the log.</exception>
    public Task<long> AppendAsync(params ReadOnlySpan<ReadOnlyMemory<byte>> entries) => _queue.Add(AppendQueue.Request.Of(entries));

    /// <summary>Waits for a published checkpoint of at least <paramref name="size"/> entries.</summary>
    /// <param name="size">At most <see cref="Size"/>; an acknowledged entry is covered from its index plus one.</param>
    /// <exception cref="LogStoppedException">The writer has failed.</exception>
    public async Task<SignedCheckpoint> CheckpointAsync(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        await _queue.WaitForCheckpoint(size).ConfigureAwait(false);
        return Published;
    }

    /// <summary>The published entries from an index on: how many of an outbox's rows are in the log is found this way.</summary>
    /// <param name="from">Index of the first; past the end there are none.</param>
    /// <exception cref="LogIntegrityException">A bundle does not fit its tile.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadEntries(long from) =>
        new TamperLogReader(new FolderTileSource(_folder.Path), Key).ReadEntriesAsync(from, Published.Checkpoint).ToBlockingEnumerable();

    /// <summary>Adds witnesses' cosignatures to the published checkpoint, unless a newer one has been published since.</summary>
    /// <param name="checkpoint">The checkpoint they signed.</param>
    /// <param name="cosignatures">Already checked.</param>
    /// <returns>False where the checkpoint is no longer the published one.</returns>
    public bool Cosign(Checkpoint checkpoint, IEnumerable<NoteSignature> cosignatures) => _signer.Cosign(checkpoint, cosignatures);

    /// <summary>Finishes what was appended, publishes a last checkpoint, and lets go of the log.</summary>
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

    /// <summary>Begins a journal at the end of what is in tiles, and only then retires those before it.</summary>
    private static LogRecovery.State Freshen(LogRecovery.State state)
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
                    // The next request does not fit: the other journal takes over as soon as the tiles have caught up with it.
                    _queue.WaitForSpare();
                    (_active, _spare) = (_spare, _active);
                    _active.Begin(_queue.Durable);
                    _queue.Sealed(_queue.Durable);
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
                        // A later recovery starts from exactly here, once the journal before is retired.
                        _tiles.WritePartials();
                    }
                }

                if (_tiles.Size > Published.Checkpoint.Size)
                {
                    _signer.Publish(_tiles.Size, _tiles.WritePartials());
                }

                _queue.Published(_tiles.Size);
                if (durable.SealedAt is { } end && end <= _tiles.Size)
                {
                    _tiles.Sync();
                    _spare.Retire();
                    _queue.SpareIsFree();
                }
            }

            if (_queue.Failure is null)
            {
                _tiles.Sync();
                Freshen(new LogRecovery.State(_tiles, _active, _spare, 0));
            }
        }
        catch (Exception failure)
        {
            _queue.Fail(failure);
        }
    }
}
