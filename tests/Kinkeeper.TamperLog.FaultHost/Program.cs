using System.Buffers.Binary;
using System.Text;
using Kinkeeper.TamperLog;

// A writer that is there to be killed and failed by the tests.
// "append FOLDER RUN": 8 writers append until killed; each acknowledgement goes to standard output as index ‖ writer ‖ number.
// "script FOLDER N": appends N entries one after the other, each published, and says what happened, a line each.
TamperLogOptions options = new() { CheckpointInterval = TimeSpan.Zero };
if (args is ["append", string folder, string run])
{
    using TamperLogWriter writer = TamperLogWriter.Open(folder, options);
    using Stream output = Console.OpenStandardOutput();
    Lock oneAtATime = new();
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
            lock (oneAtATime)
            {
                output.Write(acknowledgement);
            }
        }
    })));
}
else if (args is ["script", string place, string count])
{
    try
    {
        using TamperLogWriter writer = TamperLogWriter.Open(place, options);
        Console.WriteLine("opened");
        for (int i = 0; i < int.Parse(count, System.Globalization.CultureInfo.InvariantCulture); i++)
        {
            long index = await writer.AppendAsync(Encoding.UTF8.GetBytes($"script {i}"));
            Console.WriteLine($"acknowledged {index}");
            await writer.CheckpointAsync(index + 1);
            Console.WriteLine($"published {index + 1}");
        }
    }
    catch (Exception failure) when (failure is IOException or LogIntegrityException or UnauthorizedAccessException or LogFormatException)
    {
        Console.WriteLine($"failed {failure.GetType().Name} {failure.Message.ReplaceLineEndings(" ")}");
    }

    Console.WriteLine("ended");
}
