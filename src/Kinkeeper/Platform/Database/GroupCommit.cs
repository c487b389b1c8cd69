using System.Collections.Concurrent;
using System.Data.Common;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// Writes together what many requests have to write: work that arrives during one flush to the disk shares the next flush.
/// A server asked two thousand times a second cannot wait for two thousand flushes.
/// </summary>
/// <param name="name">The name of its thread, for a reader of dumps.</param>
/// <param name="store">The database.</param>
/// <param name="write">Writes a batch within the open transaction of a connection, and returns the result of each in order.</param>
/// <param name="refuse">Makes the refusal that the waiting get when a batch could not be written.</param>
public sealed class GroupCommit<TWork, TResult>(
    string name, Store store, Func<DatabaseConnection, IReadOnlyList<TWork>, IReadOnlyList<TResult>> write, Func<Exception, RefusalException> refuse) : IDisposable
{
    private const int MostAtOnce = 512;

    private readonly BlockingCollection<Waiting> _waiting = [];
    private readonly Lock _start = new();
    private Thread? _writer;

    /// <summary>Completes when the work is on the disk.</summary>
    /// <exception cref="RefusalException">It could not be written.</exception>
    public Task<TResult> WriteAsync(TWork work)
    {
        lock (_start)
        {
            if (_writer is null)
            {
                _writer = new Thread(Write) { IsBackground = true, Name = name };
                _writer.Start();
            }
        }

        Waiting waiting = new(work, new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Add(waiting);
        return waiting.Done.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _writer?.Join();
        _waiting.Dispose();
    }

    private void Write()
    {
        List<Waiting> batch = [];
        foreach (Waiting first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostAtOnce && _waiting.TryTake(out Waiting? next))
            {
                batch.Add(next);
            }

            try
            {
                IReadOnlyList<TResult> results = WriteTogether([.. batch.Select(waiting => waiting.Work)]);
                foreach ((Waiting waiting, TResult result) in batch.Zip(results))
                {
                    waiting.Done.SetResult(result);
                }
            }
            catch (Exception failed) when (failed is DbException or RefusalException)
            {
                RefusalException refusal = failed as RefusalException ?? refuse(failed);
                foreach (Waiting waiting in batch)
                {
                    waiting.Done.SetException(refusal);
                }
            }

            batch.Clear();
        }
    }

    private IReadOnlyList<TResult> WriteTogether(TWork[] batch)
    {
        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction transaction = connection.BeginWrite();
        IReadOnlyList<TResult> results = write(connection, batch);
        transaction.Commit();
        return results;
    }

    private sealed record Waiting(TWork Work, TaskCompletionSource<TResult> Done);
}
