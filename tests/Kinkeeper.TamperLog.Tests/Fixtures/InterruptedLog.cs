using System.Text;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Fixtures;

/// <summary>A log as a power cut leaves it: some entries are signed, more are acknowledged and in the journal only.</summary>
internal sealed class InterruptedLog : IDisposable
{
    /// <summary>Acknowledged batches of one entry each.</summary>
    public const int Batches = 140;

    private readonly TemporaryLog _log = new();

    public string Folder => _log.Folder;

    public LogFolder Files => _log.Files;

    public string Journal => Files.Journal(0);

    /// <summary>The position in the journal at which each batch ends.</summary>
    public List<int> BatchEnds { get; } = [];

    /// <summary>Entries in the last signed checkpoint.</summary>
    public long Signed { get; private set; }

    public static byte[] Entry(int i) => Encoding.UTF8.GetBytes($"entry {i} {new string('x', 500 + (i % 5))}");

    public static async Task<InterruptedLog> MakeAsync()
    {
        InterruptedLog log = new();
        using TemporaryLog live = new();
        using TamperLogWriter writer = live.Open(TemporaryLog.Options with { CheckpointInterval = TimeSpan.FromDays(1) });
        int end = TamperLog.Writing.Journal.FirstBatch;
        for (int i = 0; i < Batches; i++)
        {
            byte[] entry = Entry(i);
            (await writer.AppendAsync(entry)).Should().Be(i);
            log.BatchEnds.Add(end += entry.Length + 2 + TamperLog.Writing.Journal.BatchOverhead);
            if (i == 9)
            {
                log.Signed = (await writer.CheckpointAsync(10)).Checkpoint.Size;
            }
        }

        CopyLive(live.Folder, log.Folder);
        return log;
    }

    /// <summary>Entries whose batches are whole in a journal cut at <paramref name="cut"/>.</summary>
    public int EntriesBefore(int cut) => BatchEnds.Count(end => end <= cut);

    /// <summary>The end of the batch that a cut at <paramref name="cut"/> tears.</summary>
    public int EndAfter(int cut) => BatchEnds.First(end => end > cut);

    public TemporaryLog Copy()
    {
        TemporaryLog copy = new();
        CopyLive(Folder, copy.Folder);
        return copy;
    }

    /// <summary>Fails unless <paramref name="entries"/> are the first entries written, unchanged.</summary>
    public static void RequirePrefix(List<ReadOnlyMemory<byte>> entries, int damagedAt)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (!entries[i].Span.SequenceEqual(Entry(i)))
            {
                throw new InvalidOperationException($"Damaged at {damagedAt}: entry {i} is not the one that was written.");
            }
        }
    }

    public void Dispose() => _log.Dispose();

    private static void CopyLive(string from, string to) => FaultHost.Copy(from, to, except: "lock");
}
