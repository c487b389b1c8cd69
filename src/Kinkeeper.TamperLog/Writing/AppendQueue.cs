using System.Buffers;
using System.Diagnostics;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Connects the appending threads, the journal thread and the tile thread. Holds requests that wait for the disk, durable requests
/// that wait for their tiles, and callers that wait for a checkpoint.
/// </summary>
internal sealed class AppendQueue(long durable)
{
    /// <summary>
    /// The most bytes in one write and flush. The limit keeps the first request of a batch from waiting too long for the last.
    /// </summary>
    private const int LargestBatch = 1 << 20;

    private const int LargestRequest = 1 << 17;

    private readonly object _gate = new();
    private readonly List<(long Size, TaskCompletionSource Published)> _waiting = [];
    private Queue<Request> _pending = new();
    private List<Request> _durableRequests = [];
    private Batch? _inFlight;
    private long _durable = durable;
    private long _published = durable;
    private long _publishedAt;
    private long? _sealedAt;
    private bool _spareIsFree = true;
    private bool _closed;
    private bool _journalEnded;
    private bool _journalIdle;
    private bool _tilesIdle;

    /// <summary>The number of entries on the disk.</summary>
    public long Durable => Interlocked.Read(ref _durable);

    /// <summary>The first failure; null if there is none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Adds a request to the end of the queue.</summary>
    public Task<long> Add(Request request)
    {
        lock (_gate)
        {
            if (Failure is { } failure)
            {
                return Task.FromException<long>(new LogStoppedException(failure));
            }

            ObjectDisposedException.ThrowIf(_closed, typeof(TamperLogWriter));
            _pending.Enqueue(request);
            if (_journalIdle)
            {
                Monitor.PulseAll(_gate);
            }
        }

        return request.Done.Task;
    }

    /// <summary>Waits for requests and combines them into a batch.</summary>
    /// <param name="buffer">A buffer that is reused if it is long enough.</param>
    /// <param name="room">Bytes left in the journal. If the first request does not fit, the batch has no requests.</param>
    /// <returns>The batch; null if there will be no more.</returns>
    public Batch? Take(byte[] buffer, long room)
    {
        lock (_gate)
        {
            while (_pending.Count == 0 && !_closed && Failure is null)
            {
                _journalIdle = true;
                Monitor.Wait(_gate);
                _journalIdle = false;
            }

            if (_pending.Count == 0 || Failure is not null)
            {
                _journalEnded = true;
                Monitor.PulseAll(_gate);
                return null;
            }

            List<Request> taken = [];
            int length = Journal.BatchOverhead;
            while (_pending.TryPeek(out Request? next) && length + next.Payload.Length is var longer && longer <= room
                && (taken.Count == 0 || longer <= LargestBatch))
            {
                taken.Add(_pending.Dequeue());
                length = longer;
            }

            _inFlight = new Batch(buffer.Length < length ? new byte[Math.Max(length, 2 * buffer.Length)] : buffer, length, taken);
        }

        int at = 8;
        foreach (Request request in _inFlight.Requests)
        {
            request.Payload.CopyTo(_inFlight.Buffer, at);
            at += request.Payload.Length;
        }

        return _inFlight;
    }

    /// <summary>Completes the requests of a batch: their entries are on the disk.</summary>
    public void Acknowledge(Batch batch)
    {
        long index = _durable;
        lock (_gate)
        {
            _inFlight = null;
            Interlocked.Add(ref _durable, batch.Entries);
            _durableRequests.AddRange(batch.Requests);
            if (_tilesIdle)
            {
                Monitor.PulseAll(_gate);
            }
        }

        foreach (Request request in batch.Requests)
        {
            request.Done.TrySetResult(index);
            index += request.Count;
        }
    }

    /// <summary>Waits until the spare journal is free, and reserves it.</summary>
    public void ReserveSpare()
    {
        lock (_gate)
        {
            while (!_spareIsFree && Failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (Failure is not null)
            {
                throw new LogStoppedException(Failure);
            }

            _spareIsFree = false;
        }
    }

    /// <summary>Records that the previous journal ends at entry <paramref name="end"/>.</summary>
    public void SealPrevious(long end)
    {
        lock (_gate)
        {
            _sealedAt = end;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Records that the sealed journal was retired.</summary>
    public void ReleaseSpare()
    {
        lock (_gate)
        {
            _spareIsFree = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Waits for durable entries without tiles. Then, unless a caller waits for a checkpoint, waits until the checkpoint interval
    /// is over.
    /// </summary>
    /// <returns>The entries; null if there will be no more.</returns>
    public DurableRequests? TakeDurable(TamperLogOptions options)
    {
        lock (_gate)
        {
            while (_durableRequests.Count == 0 && _sealedAt is null && !_journalEnded && Failure is null)
            {
                _tilesIdle = true;
                Monitor.Wait(_gate);
                _tilesIdle = false;
            }

            while (_waiting.Count == 0 && _sealedAt is null && !_closed && Failure is null
                && options.CheckpointInterval - Stopwatch.GetElapsedTime(_publishedAt) is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }

            if (Failure is not null || (_durableRequests.Count == 0 && _sealedAt is null))
            {
                return null;
            }

            DurableRequests taken = new(_durableRequests, _sealedAt);
            _durableRequests = [];
            _sealedAt = null;
            return taken;
        }
    }

    /// <summary>Records that a checkpoint of <paramref name="size"/> entries was published.</summary>
    public void RecordPublished(long size)
    {
        List<TaskCompletionSource> served = [];
        lock (_gate)
        {
            _published = size;
            _publishedAt = Stopwatch.GetTimestamp();
            served.AddRange(_waiting.Where(waiter => waiter.Size <= size).Select(waiter => waiter.Published));
            _waiting.RemoveAll(waiter => waiter.Size <= size);
        }

        served.ForEach(waiter => waiter.TrySetResult());
    }

    /// <summary>Completes when a checkpoint of at least <paramref name="size"/> entries is published.</summary>
    public Task WaitForCheckpoint(long size)
    {
        lock (_gate)
        {
            if (_published >= size)
            {
                return Task.CompletedTask;
            }

            if (Failure is { } failure)
            {
                return Task.FromException(new LogStoppedException(failure));
            }

            TaskCompletionSource published = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((size, published));
            Monitor.PulseAll(_gate);
            return published.Task;
        }
    }

    /// <summary>Accepts no more requests. Waiting requests are still completed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Stops the queue. Requests that may not be on the disk fail.</summary>
    public void Fail(Exception failure)
    {
        List<Request> unanswered = [];
        List<TaskCompletionSource> unserved = [];
        lock (_gate)
        {
            Failure ??= failure;
            _journalEnded = true;
            unanswered.AddRange([.. _inFlight?.Requests ?? [], .. _pending]);
            unserved.AddRange(_waiting.Select(waiter => waiter.Published));
            _pending = new();
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }

        LogStoppedException stopped = new(Failure);
        unanswered.ForEach(request => request.Done.TrySetException(stopped));
        unserved.ForEach(waiter => waiter.TrySetException(stopped));
    }

    /// <summary>Entries that were appended together, in the layout of a bundle.</summary>
    public sealed record Request(byte[] Payload, int Count)
    {
        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Request Of(ReadOnlySpan<ReadOnlyMemory<byte>> entries)
        {
            ArgumentOutOfRangeException.ThrowIfZero(entries.Length, nameof(entries));
            long length = 0;
            foreach (ReadOnlyMemory<byte> entry in entries)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, EntryBundle.MaximumEntry, nameof(entries));
                length += 2 + entry.Length;
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LargestRequest, nameof(entries));
            ArrayBufferWriter<byte> payload = new((int)length);
            foreach (ReadOnlyMemory<byte> entry in entries)
            {
                EntryBundle.Add(payload, entry.Span);
            }

            return new Request(payload.WrittenSpan.ToArray(), entries.Length);
        }

        public void AddTo(TileWriter tiles)
        {
            foreach (ReadOnlyMemory<byte> entry in EntryBundle.Read(Payload, Count)!)
            {
                tiles.Add(entry.Span);
            }
        }
    }

    /// <summary>Requests combined for one write: 8 free bytes, the payloads, 32 free bytes.</summary>
    public sealed record Batch(byte[] Buffer, int Length, IReadOnlyList<Request> Requests)
    {
        public int Entries { get; } = Requests.Sum(request => request.Count);
    }

    /// <summary>The next work of the tile thread.</summary>
    /// <param name="Requests">Requests in the order of the log.</param>
    /// <param name="SealedAt">
    /// The number of entries at the end of the sealed journal, which is within these or earlier requests; null if no journal is
    /// sealed.
    /// </param>
    public sealed record DurableRequests(IReadOnlyList<Request> Requests, long? SealedAt);
}
