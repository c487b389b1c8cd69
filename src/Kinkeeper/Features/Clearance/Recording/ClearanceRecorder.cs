using System.Collections.Concurrent;
using System.Text.Json;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Features.Clearance.Recording;

/// <summary>What became of an answer that was to be recorded.</summary>
/// <param name="Id">The recorded clearance: this one, or the earlier one of the same key.</param>
/// <param name="RequestHash">What that clearance was asked.</param>
/// <param name="IsNew">False when the key was used before.</param>
public sealed record RecordedClearance(ClearanceId Id, byte[] RequestHash, bool IsNew);

/// <summary>
/// Records the gate's answers before they are given. Answers that come in while others are being written are written together,
/// with one flush to the disk: a gate asked two thousand times a second cannot wait for two thousand flushes.
/// </summary>
public sealed class ClearanceRecorder(Store store) : IDisposable
{
    private const int MostAtOnce = 512;

    internal static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly BlockingCollection<Waiting> _waiting = [];
    private readonly Lock _start = new();
    private Thread? _writer;

    /// <summary>Records an answer; completes when it is on the disk.</summary>
    /// <param name="clearance">Its id is given here.</param>
    /// <param name="lines">What was asked.</param>
    /// <param name="answers">What was answered, in the same order.</param>
    /// <exception cref="RefusalException">It could not be recorded, so it may not be given: everyone asked about is held.</exception>
    public Task<RecordedClearance> RecordAsync(ClearanceRow clearance, IReadOnlyList<ManifestLine> lines, IReadOnlyList<LineAnswer> answers)
    {
        lock (_start)
        {
            if (_writer is null)
            {
                _writer = new Thread(Write) { IsBackground = true, Name = "clearances" };
                _writer.Start();
            }
        }

        Waiting waiting = new(clearance, lines, answers, new TaskCompletionSource<RecordedClearance>(TaskCreationOptions.RunContinuationsAsynchronously));
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
                RecordedClearance[] recorded = WriteTogether(batch);
                foreach ((Waiting waiting, RecordedClearance clearance) in batch.Zip(recorded))
                {
                    waiting.Done.SetResult(clearance);
                }
            }
            catch (Exception failed) when (failed is SqliteException or RefusalException)
            {
                RefusalException refusal = failed as RefusalException ?? new RefusalException(
                    new Refusal("clearance-not-recorded", $"The answer could not be recorded ({failed.Message}), so it is not given."), failed);
                foreach (Waiting waiting in batch)
                {
                    waiting.Done.SetException(refusal);
                }
            }

            batch.Clear();
        }
    }

    private RecordedClearance[] WriteTogether(List<Waiting> batch)
    {
        using SqliteConnection connection = store.Connect();
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using ClearanceWriter writer = new(connection);
        RecordedClearance[] recorded = [.. batch.Select(waiting => writer.Write(waiting.Clearance, waiting.Lines, waiting.Answers))];
        transaction.Commit();
        return recorded;
    }

    private sealed record Waiting(
        ClearanceRow Clearance, IReadOnlyList<ManifestLine> Lines, IReadOnlyList<LineAnswer> Answers, TaskCompletionSource<RecordedClearance> Done);
}
