using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Writing;

// A writer that the tests kill or make fail.
// "append FOLDER RUN MILLISECONDS": 8 threads append until the process is killed, with this much time between checkpoints. Each
// acknowledgement is written to standard output as index ‖ thread ‖ number.
// "script N": for each folder named on standard input, appends N entries one after another, publishes each, and writes a line for
// each step.
TamperLogOptions options = new() { CheckpointInterval = TimeSpan.Zero };
if (args is ["append", string folder, string run, string milliseconds])
{
    using TamperLogWriter writer = TamperLogWriter.Open(
        folder, options with { CheckpointInterval = TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)) });
    using Stream output = Console.OpenStandardOutput();
    Lock gate = new();
    output.WriteByte((byte)'R');
    output.Flush();
    Task.WaitAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
    {
        byte[] acknowledgement = new byte[16];
        for (int i = 0; ; i++)
        {
            long index = await writer.AppendAsync(Encoding.UTF8.GetBytes($"{run} {number} {i} {new string('.', 300)}"));
            BinaryPrimitives.WriteInt64LittleEndian(acknowledgement, index);
            BinaryPrimitives.WriteInt32LittleEndian(acknowledgement.AsSpan(8), number);
            BinaryPrimitives.WriteInt32LittleEndian(acknowledgement.AsSpan(12), i);
            lock (gate)
            {
                output.Write(acknowledgement);
            }
        }
    })));
}
else if (args is ["script", string count])
{
    // With Yama ptrace scope 1 only an ancestor may trace a process. This allows any tracer.
    _ = Prctl.Allow(Prctl.SetPtracer, -1, 0, 0, 0);
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } place)
    {
        await Script.RunAsync(place, int.Parse(count, CultureInfo.InvariantCulture), options);
        Console.WriteLine("ended");
    }
}

internal static class Script
{
    public static async Task RunAsync(string folder, int appends, TamperLogOptions options)
    {
        try
        {
            using TamperLogWriter writer = TamperLogWriter.Open(folder, options);
            Console.WriteLine("opened");
            for (int i = 0; i < appends; i++)
            {
                long index = await writer.AppendAsync(Encoding.UTF8.GetBytes($"script {i}"));
                Console.WriteLine($"acknowledged {index}");
                await writer.CheckpointAsync(index + 1);
                Console.WriteLine($"published {index + 1}");
            }
        }
        catch (Exception failure) when (
            failure is IOException or LogIntegrityException or UnauthorizedAccessException or LogFormatException)
        {
            Console.WriteLine($"failed {failure.GetType().Name} {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}

internal static partial class Prctl
{
    public const int SetPtracer = 0x59616d61;

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int Allow(int option, nint argument, nint second, nint third, nint fourth);
}
