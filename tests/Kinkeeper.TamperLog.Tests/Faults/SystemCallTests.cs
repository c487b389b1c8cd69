using System.Diagnostics;
using System.Text.RegularExpressions;
using Kinkeeper.TamperLog.Tests.External;

namespace Kinkeeper.TamperLog.Tests.Faults;

/// <summary>
/// Every system call that the writer makes on the log's files fails once, as a broken disk (EIO) and as a full one (ENOSPC), by
/// <c>strace -e inject</c>. After it nothing is acknowledged that is not on the disk, and the log opens again in order.
/// </summary>
public sealed partial class SystemCallTests
{
    private const int Appends = 3;
    private const int Before = 254;

    /// <summary>Calls without an effect on what the disk holds: a failed close or seek is no failed write.</summary>
    private static readonly string[] Watched = ["openat", "open", "pwrite64", "write", "pread64", "read", "fsync", "fdatasync", "rename", "mkdir", "unlink", "rmdir", "ftruncate", "fallocate", "flock"];

    [Fact]
    public async Task Append_EachSystemCallFailingOnce_AcknowledgesOnlyWhatIsDurable()
    {
        using TemporaryLog template = await TemporaryLog.OfAsync(Before);
        List<(string Call, string Error, int Number)> faults = [];
        foreach ((string call, int count) in CountCalls(template.Folder))
        {
            faults.AddRange(Enumerable.Range(1, count).SelectMany(number => (IEnumerable<(string, string, int)>)[(call, "EIO", number), (call, "ENOSPC", number)]));
        }

        faults.Should().Contain(fault => fault.Call == "fdatasync").And.Contain(fault => fault.Call == "fsync").And.Contain(fault => fault.Call == "rename");
        int acknowledged = 0;
        int stopped = 0;
        await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (fault, _) =>
        {
            (int done, bool failed) = await FailOneAsync(template, fault);
            Interlocked.Add(ref acknowledged, done);
            Interlocked.Add(ref stopped, failed ? 1 : 0);
        });

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{faults.Count} faults injected ({string.Join(", ", faults.GroupBy(fault => fault.Call).Select(group => $"{group.Count()} {group.Key}"))}): "
            + $"{stopped} stopped the writer, {acknowledged} entries were acknowledged, none lost, every log in order afterwards.");
    }

    [Fact]
    public void Append_NthFlushOfTheJournalFailing_AcknowledgesExactlyTheEntriesBefore()
    {
        for (int number = 1; number <= Appends; number++)
        {
            using TemporaryLog log = new();
            using (TamperLogWriter writer = log.Open())
            {
                writer.Size.Should().Be(0);
            }

            string[] lines = Run(log.Folder, [log.Files.Journal(0), log.Files.Journal(1)], $"inject=fdatasync:error=EIO:when={number}");

            lines.Count(line => line.StartsWith("acknowledged", StringComparison.Ordinal)).Should().Be(number - 1);
            lines.Should().Contain(line => line.StartsWith("failed LogStoppedException", StringComparison.Ordinal));
        }
    }

    private static async Task<(int Acknowledged, bool Failed)> FailOneAsync(TemporaryLog template, (string Call, string Error, int Number) fault)
    {
        using TemporaryLog log = new();
        FaultHost.Copy(template.Folder, log.Folder);
        string[] lines = Run(log.Folder, Paths(log.Folder), $"inject={fault.Call}:error={fault.Error}:when={fault.Number}");
        string what = $"{fault}: {string.Join("; ", lines)}";
        lines.Should().Contain("ended", $"a fault must not end in a crash: {what}");
        int failedAt = Array.FindIndex(lines, line => line.StartsWith("failed", StringComparison.Ordinal));
        if (failedAt >= 0)
        {
            lines[failedAt..].Should().NotContain(line => line.StartsWith("acknowledged", StringComparison.Ordinal), what);
        }

        int acknowledged = lines.Count(line => line.StartsWith("acknowledged", StringComparison.Ordinal));
        int published = lines.Count(line => line.StartsWith("published", StringComparison.Ordinal));

        // As the fault has left it, without any help from a new writer: everything published is provable.
        (await log.FsckAsync()).Entries.Should().BeGreaterThanOrEqualTo(Before + published, what);
        using (TamperLogWriter writer = log.Open())
        {
            writer.Size.Should().BeGreaterThanOrEqualTo(Before + acknowledged, what);
            writer.ReadEntries(Before).Take(acknowledged).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Span))
                .Should().Equal(Enumerable.Range(0, acknowledged).Select(i => $"script {i}"), what);
            await writer.AppendAsync(TemporaryLog.Entry(0));
        }

        await log.FsckAsync();
        return (acknowledged, failedAt >= 0);
    }

    private static Dictionary<string, int> CountCalls(string template)
    {
        using TemporaryLog log = new();
        FaultHost.Copy(template, log.Folder);
        string trace = Path.Combine(log.Folder, "trace");
        Run(log.Folder, Paths(log.Folder), $"trace={string.Join(',', Watched.Where(call => call != "open"))}", trace);
        return CallName().Matches(File.ReadAllText(trace)).GroupBy(match => match.Groups[1].Value).ToDictionary(group => group.Key, group => group.Count());
    }

    private static string[] Run(string folder, IEnumerable<string> paths, string expression, string trace = "/dev/null")
    {
        string call = expression.Split('=', ':')[1];
        ProcessStartInfo start = FaultHost.Start(
            "strace",
            [
                "-f", "-qq", "-o", trace,
                .. paths.SelectMany(path => (string[])["-P", path]),
                .. expression.StartsWith("inject", StringComparison.Ordinal) ? (string[])["-e", $"trace={call}"] : [],
                "-e", expression,
                FaultHost.Program, "script", folder, Appends.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ]);
        start.RedirectStandardError = true;
        using Process process = Tool.Start(start, "strace");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. error.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Everything that the script touches: strace follows paths one by one.</summary>
    private static IEnumerable<string> Paths(string folder)
    {
        LogFolder log = new(folder);
        string[] tiles =
        [
            .. Enumerable.Range(Before, Appends + 1).Where(size => size % 256 != 0).SelectMany(size => (string[])[TilePath.Tile(0, size / 256, size % 256), TilePath.Entries(size / 256, size % 256)]),
            TilePath.Tile(0, 0, 256), TilePath.Entries(0, 256), TilePath.Tile(1, 0, 1),
        ];
        string[] files = [log.Checkpoint, log.VerifierKey, log.SigningKey, log.Lock, log.LastSigned, log.Journal(0), log.Journal(1), .. tiles.Select(log.File)];
        return files.Concat(files.Select(file => file + ".new")).Concat(files.Select(file => Path.GetDirectoryName(file)!)).Append(log.File("tile")).Distinct();
    }

    [GeneratedRegex(@"^\d+ +(\w+)\(", RegexOptions.Multiline)]
    private static partial Regex CallName();
}
