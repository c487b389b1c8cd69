using System.Text;
using System.Text.RegularExpressions;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Writing;

/// <summary>
/// Makes each system call of the writer on the log's files fail once, with the error of a broken disk (EIO) and of a full one
/// (ENOSPC), by <c>strace -e inject</c>. The writer must acknowledge only entries that are on the disk, and the log must open again.
/// </summary>
public sealed partial class SystemCallTests
{
    private const int Appends = 2;
    private const int Before = 255;

    /// <summary>Calls that need space on the disk, so that they can also fail with ENOSPC.</summary>
    private static readonly string[] NeedSpace =
        ["openat", "pwrite64", "write", "fsync", "fdatasync", "rename", "mkdir", "ftruncate", "fallocate"];

    private static readonly string[] Watched = [.. NeedSpace, "pread64", "read", "unlink", "rmdir"];

    [Fact]
    public async Task Append_EachSystemCallFailsOnce_AcknowledgesOnlyDurableEntries()
    {
        using TemporaryLog template = await TemporaryLog.OfAsync(Before);
        (string Call, string Error, int Number)[] faults = (await CountCallsAsync(template.Folder))
            .SelectMany(call => Enumerable.Range(1, call.Value).SelectMany(number =>
                NeedSpace.Contains(call.Key)
                    ? (IEnumerable<(string, string, int)>)[(call.Key, "EIO", number), (call.Key, "ENOSPC", number)]
                    : [(call.Key, "EIO", number)]))
            .ToArray();
        faults.Select(fault => fault.Call).Should().Contain(["openat", "pwrite64", "fsync", "fdatasync", "rename", "mkdir"]);
        int acknowledged = 0;
        int stopped = 0;
        await Task.WhenAll(faults.Chunk((faults.Length + 1) / 2).Select(half => Task.Run(async () =>
        {
            using FailingHost host = new(Appends);
            foreach ((string Call, string Error, int Number) fault in half)
            {
                (int done, bool failed) = await FailOneAsync(host, template, fault);
                Interlocked.Add(ref acknowledged, done);
                Interlocked.Add(ref stopped, failed ? 1 : 0);
            }
        })));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{faults.Length} faults injected "
            + $"({string.Join(", ", faults.GroupBy(fault => fault.Call).Select(group => $"{group.Count()} {group.Key}"))}): "
            + $"{stopped} stopped the writer, {acknowledged} entries were acknowledged, none lost, every log valid afterwards.");
    }

    [Fact]
    public async Task Append_NthFlushOfTheJournalFails_AcknowledgesExactlyTheEntriesBefore()
    {
        using FailingHost host = new(appends: 3);
        for (int number = 1; number <= 3; number++)
        {
            using TemporaryLog log = await TemporaryLog.OfAsync(0);

            List<string> lines = await host.RunAsync(
                log.Folder, [log.Files.Journal(0), log.Files.Journal(1)], "/dev/null", "trace=fdatasync",
                $"inject=fdatasync:error=EIO:when={number}");

            lines.Count(line => line.StartsWith("acknowledged", StringComparison.Ordinal)).Should().Be(number - 1);
            lines.Should().Contain(line => line.StartsWith("failed LogStoppedException", StringComparison.Ordinal));
        }
    }

    private static async Task<(int Acknowledged, bool Failed)> FailOneAsync(
        FailingHost host, TemporaryLog template, (string Call, string Error, int Number) fault)
    {
        using TemporaryLog log = new();
        FaultHost.Copy(template.Folder, log.Folder);
        List<string> lines = await host.RunAsync(
            log.Folder, Paths(log.Folder), "/dev/null", $"trace={fault.Call}",
            $"inject={fault.Call}:error={fault.Error}:when={fault.Number}");
        string what = $"{fault}: {string.Join("; ", lines)}";
        int failedAt = lines.FindIndex(line => line.StartsWith("failed", StringComparison.Ordinal));
        if (failedAt >= 0)
        {
            lines[failedAt..].Should().NotContain(line => line.StartsWith("acknowledged", StringComparison.Ordinal), what);
        }

        int acknowledged = lines.Count(line => line.StartsWith("acknowledged", StringComparison.Ordinal));
        int published = lines.Count(line => line.StartsWith("published", StringComparison.Ordinal));

        // The log as the fault has left it, before a new writer opens it: everything published is provable.
        (await log.FsckAsync()).Entries.Should().BeGreaterThanOrEqualTo(Before + published, what);
        using (TamperLogWriter writer = log.Open())
        {
            writer.Size.Should().BeGreaterThanOrEqualTo(Before + acknowledged, what);
            writer.ReadEntries(Before).Take(acknowledged).Select(entry => Encoding.UTF8.GetString(entry.Span))
                .Should().Equal(Enumerable.Range(0, acknowledged).Select(i => $"script {i}"), what);
            await writer.AppendAsync(TemporaryLog.Entry(0));
        }

        await log.FsckAsync();
        return (acknowledged, failedAt >= 0);
    }

    private static async Task<Dictionary<string, int>> CountCallsAsync(string template)
    {
        using TemporaryLog log = new();
        FaultHost.Copy(template, log.Folder);
        string trace = Path.Combine(log.Folder, "trace");
        using FailingHost host = new(Appends);
        await host.RunAsync(log.Folder, Paths(log.Folder), trace, $"trace={string.Join(',', Watched)}");
        return CallName().Matches(await File.ReadAllTextAsync(trace))
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>Returns all paths that the script uses, since strace needs each path.</summary>
    private static IEnumerable<string> Paths(string folder)
    {
        LogFolder log = new(folder);
        string[] tiles =
        [
            .. Enumerable.Range(Before, Appends + 1).Where(size => size % 256 != 0).SelectMany(
                size => (string[])[TilePath.Tile(0, size / 256, size % 256), TilePath.Entries(size / 256, size % 256)]),
            TilePath.Tile(0, 0, 256), TilePath.Entries(0, 256), TilePath.Tile(1, 0, 1),
        ];
        string[] files =
        [
            log.Checkpoint, log.VerifierKey, log.SigningKey, log.Lock, log.LastSigned, log.Journal(0), log.Journal(1),
            .. tiles.Select(log.File),
        ];
        return files
            .Concat(files.Select(file => file + ".new"))
            .Concat(files.Select(file => Path.GetDirectoryName(file)!))
            .Append(log.File("tile"))
            .Distinct();
    }

    [GeneratedRegex(@"^\d+ +(\w+)\(", RegexOptions.Multiline)]
    private static partial Regex CallName();
}
