using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Writing;

/// <summary>
/// Kills a writer with eight appending threads (SIGKILL) at 200 random moments. The log must have every acknowledged entry.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 200;
    private const int Folders = 4;

    [Fact]
    public async Task Append_KilledAtTwoHundredRandomMoments_LosesNoAcknowledgedEntry()
    {
        int[] counts = await Task.WhenAll(Enumerable.Range(0, Folders).Select(number => Task.Run(() => KillRepeatedlyAsync(number))));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Kills} kills under 8 writers, {counts.Sum()} acknowledged entries, all of them in the log.");
        counts.Should().OnlyContain(acknowledged => acknowledged > 0);
    }

    private static async Task<int> KillRepeatedlyAsync(int number)
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(0);
        Random random = new(number);
        int acknowledged = 0;
        long from = 0;
        for (int kill = 0; kill < Kills / Folders; kill++)
        {
            string run = $"{number}-{kill}";
            byte[] acknowledgements = await KillOneAsync(log.Folder, run, interval: kill % 2 == 0 ? "0" : "20", random.Next(0, 80));
            using TamperLogWriter writer = log.Open();
            List<string> entries = writer.ReadEntries(from).Select(entry => Encoding.UTF8.GetString(entry.Span)).ToList();
            entries.Should().HaveCount((int)(writer.Size - from));
            for (int at = 0; at + 16 <= acknowledgements.Length; at += 16)
            {
                long index = BinaryPrimitives.ReadInt64LittleEndian(acknowledgements.AsSpan(at));
                string expected = $"{run} {BinaryPrimitives.ReadInt32LittleEndian(acknowledgements.AsSpan(at + 8))} "
                    + $"{BinaryPrimitives.ReadInt32LittleEndian(acknowledgements.AsSpan(at + 12))} ";
                entries.Should().HaveCountGreaterThan((int)(index - from), $"{expected}was acknowledged at {index}");
                entries[(int)(index - from)].Should().StartWith(expected);
                acknowledged++;
            }

            from = writer.Size;
        }

        (await log.FsckAsync()).Entries.Should().Be(from);
        return acknowledged;
    }

    /// <returns>All acknowledgements that were written. The first byte, which says that the log is open, is not included.</returns>
    private static async Task<byte[]> KillOneAsync(string folder, string run, string interval, int milliseconds)
    {
        using Process process = Process.Start(FaultHost.Start(FaultHost.Program, "append", folder, run, interval))!;
        Stream output = process.StandardOutput.BaseStream;
        using MemoryStream acknowledgements = new();
        int ready = output.ReadByte();
        ready.Should().Be('R', "the writer must start after any kill");
        Task reading = output.CopyToAsync(acknowledgements);
        await Task.Delay(milliseconds);
        process.Kill();
        await reading;
        await process.WaitForExitAsync();
        return acknowledgements.ToArray();
    }
}
