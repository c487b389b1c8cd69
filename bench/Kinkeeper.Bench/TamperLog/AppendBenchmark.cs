using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.Bench.TamperLog;

/// <summary>
/// Measures durable appends per second from 64 writers, each waiting for its acknowledgement, against a bare loop that writes and
/// flushes the same bytes in the same batches. The two take turns on the same disk.
/// </summary>
internal sealed class AppendBenchmark : IBenchmark
{
    private const int Writers = 64;
    private const int EntryLength = 512;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static string Name => "log-append";

    public static void Run(string[] args, TextWriter output)
    {
        string root = args.Length > 0 ? args[0] : Path.GetTempPath();
        output.WriteLine("| round | log, entries/s | entries per flush | bare loop, entries/s | log ÷ bare |");
        output.WriteLine("|---|---|---|---|---|");
        for (int round = 1; round <= 3; round++)
        {
            string folder = Directory.CreateDirectory(Path.Combine(root, $"kinkeeper-bench-{Guid.NewGuid():N}")).FullName;
            try
            {
                (double rate, double batch) = Log(Path.Combine(folder, "log")).GetAwaiter().GetResult();
                double bare = Bare(Path.Combine(folder, "bare"), (int)Math.Round(batch));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {round} | {rate:N0} | {batch:N1} | {bare:N0} | {rate / bare:N2} |"));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<(double Rate, double Batch)> Log(string folder)
    {
        using TamperLogWriter writer = TamperLogWriter.Open(folder, new TamperLogOptions { Origin = "bench.example/log" });
        await Append(writer, TimeSpan.FromSeconds(1));
        (long entries, long flushes) = (writer.Size, writer.Flushes);
        long start = Stopwatch.GetTimestamp();
        await Append(writer, Duration);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (entries, flushes) = (writer.Size - entries, writer.Flushes - flushes);
        return (entries / seconds, (double)entries / flushes);
    }

    private static Task Append(TamperLogWriter writer, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            byte[] entry = RandomNumberGenerator.GetBytes(EntryLength);
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await writer.AppendAsync(entry);
            }
        })));
    }

    private static double Bare(string path, int batch)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(batch * (EntryLength + 2));
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        long entries = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            file.Write(bytes);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            entries += batch;
        }

        return entries / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
