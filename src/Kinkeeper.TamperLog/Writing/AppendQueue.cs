using System.Buffers;
using System.Diagnostics;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Where appending threads, the journal's thread and the tiles' thread meet: requests waiting for the disk, durable ones waiting for
/// their tiles, and those who wait for a checkpoint.
/// </summary>
internal sealed class AppendQueue(long durable)
{
    /// <summary>One write and flush carries at most this much, so that the first in a batch does not wait for the last.</summary>
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

    /// <summary>Entries on the disk.</summary>
    public long Durable => Interlocked.Read(ref _durable);

    /// <summary>The first failure; null while there is none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Puts a request behind those that wait.</summary>
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

    /// <summary>Waits for requests and lays them out as a batch.</summary>
    /// <param name="buffer">To be used again where it is long enough.</param>
    /// <param name="room">Bytes left in the journal. Where not even the first request fits, the batch comes back without requests.</param>
    /// <returns>Null when there will be no more.</returns>
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

    /// <summary>Tells everyone in the batch that their entries are on the disk.</summary>
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

    /// <summary>Waits until the journal that is not in use may be.</summary>
    public void WaitForSpare()
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

    /// <summary>The journal before the one in use ends at <paramref name="end"/>.</summary>
    public void Sealed(long end)
    {
        lock (_gate)
        {
            _sealedAt = end;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The sealed journal has been retired.</summary>
    public void SpareIsFree()
    {
        lock (_gate)
        {
            _spareIsFree = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for durable entries without tiles, and for the time between two checkpoints where nobody waits for one.</summary>
    /// <returns>Null when there will be no more.</returns>
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

    /// <summary>A checkpoint of <paramref name="size"/> entries is out.</summary>
    public void Published(long size)
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

    /// <summary>Completes when a checkpoint of at least <paramref name="size"/> entries is out.</summary>
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

    /// <summary>Takes no more requests; those that wait are still served.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends everything: what is not on the disk for certain is not acknowledged.</summary>
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

    /// <summary>Entries that were given together, laid out as in a bundle.</summary>
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

    /// <summary>Requests laid out for one write: 8 bytes free, payloads, 32 bytes free.</summary>
    public sealed record Batch(byte[] Buffer, int Length, IReadOnlyList<Request> Requests)
    {
        public int Entries { get; } = Requests.Sum(request => request.Count);
    }

    /// <summary>What the tiles' thread works on next.</summary>
    /// <param name="Requests">In the log's order.</param>
    /// <param name="SealedAt">Where the sealed journal ends, always within these or earlier requests; null where none is sealed.</param>
    public sealed record DurableRequests(IReadOnlyList<Request> Requests, long? SealedAt);
}
