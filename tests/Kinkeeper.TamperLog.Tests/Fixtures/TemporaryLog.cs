using System.Text;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Fixtures;

/// <summary>A log in a temporary folder, deleted after the test.</summary>
public sealed class TemporaryLog : IDisposable
{
    public static readonly TamperLogOptions Options = new()
    {
        Origin = "test.example/log",
        CheckpointInterval = TimeSpan.Zero,
        JournalLength = 1 << 18,
    };

    public TemporaryLog() => Folder = Directory.CreateTempSubdirectory("kinkeeper-log-").FullName;

    public string Folder { get; }

    public LogFolder Files => new(Folder);

    public VerifierKey Key => VerifierKey.Parse(File.ReadAllText(Files.VerifierKey).TrimEnd('\n'));

    public TamperLogWriter Open(TamperLogOptions? options = null) => TamperLogWriter.Open(Folder, options ?? Options);

    /// <summary>Makes a log of <paramref name="size"/> entries and closes its writer.</summary>
    public static async Task<TemporaryLog> OfAsync(int size)
    {
        TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();
        await AppendAsync(writer, 0, size);
        return log;
    }

    public static ReadOnlyMemory<byte> Entry(long index) => Encoding.UTF8.GetBytes($"entry {index} {new string('.', (int)(index % 7))}");

    public static async Task AppendAsync(TamperLogWriter writer, long from, long to)
    {
        for (long start = from; start < to; start += 500)
        {
            ReadOnlyMemory<byte>[] entries = Enumerable.Range(0, (int)Math.Min(500, to - start)).Select(i => Entry(start + i)).ToArray();
            (await writer.AppendAsync(entries)).Should().Be(start);
        }

        await writer.CheckpointAsync(to);
    }

    public Task<FsckReport> FsckAsync(FsckOptions? options = null) => Fsck.CheckAsync(new FolderTileSource(Folder), Key, options);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
