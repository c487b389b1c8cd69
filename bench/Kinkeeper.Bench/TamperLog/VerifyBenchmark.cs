using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Bench.TamperLog;

/// <summary>Measures the full check of a log of a million entries against hashing each entry once.</summary>
internal sealed class VerifyBenchmark : IBenchmark
{
    private const int EntryLength = 512;

    public static string Name => "log-verify";

    public static void Run(string[] args, TextWriter output)
    {
        int size = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        string folder = Directory.CreateTempSubdirectory("kinkeeper-bench-").FullName;
        try
        {
            VerifierKey key = Make(folder, size).GetAwaiter().GetResult();
            output.WriteLine("| round | entries | hashing them, s | full check, s | check ÷ hashing | peak memory, MB |");
            output.WriteLine("|---|---|---|---|---|---|");
            for (int round = 1; round <= 3; round++)
            {
                double hashing = Hash(size);
                ResetMemoryPeak();
                long start = Stopwatch.GetTimestamp();
                FsckReport report = Fsck.CheckAsync(new FolderTileSource(folder), key).GetAwaiter().GetResult();
                double check = Stopwatch.GetElapsedTime(start).TotalSeconds;
                double memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {round} | {report.Entries:N0} | {hashing:N2} | {check:N2} | {check / hashing:N2} | {memory:N0} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Resets the memory peak, so that it excludes making the log (proc(5), clear_refs, 5: resets VmHWM).</summary>
    private static void ResetMemoryPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private static async Task<VerifierKey> Make(string folder, int size)
    {
        using TamperLogWriter writer = TamperLogWriter.Open(folder, new TamperLogOptions { Origin = "bench.example/log", JournalLength = 64 << 20 });
        for (int done = 0; done < size;)
        {
            ReadOnlyMemory<byte>[] entries = Enumerable.Range(0, Math.Min(200, size - done))
                .Select(_ => (ReadOnlyMemory<byte>)RandomNumberGenerator.GetBytes(EntryLength)).ToArray();
            await writer.AppendAsync(entries);
            done += entries.Length;
        }

        return writer.Key;
    }

    /// <summary>Hashes the entries in memory on one thread: the least work of any check.</summary>
    private static double Hash(int size)
    {
        byte[] entry = RandomNumberGenerator.GetBytes(EntryLength);
        long start = Stopwatch.GetTimestamp();
        byte kept = 0;
        for (int i = 0; i < size; i++)
        {
            kept ^= MerkleHash.Leaf(entry).ToArray()[0];
        }

        GC.KeepAlive(kept);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
