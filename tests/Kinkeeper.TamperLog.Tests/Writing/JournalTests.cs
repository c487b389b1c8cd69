using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Writing;

/// <summary>
/// The journal as a crash or a failing disk may leave it. A reader gets exactly the batches that are whole, or a refusal.
/// </summary>
public sealed class JournalTests
{
    private const int Tail = 64 << 10;

    [Fact]
    public async Task ReadBatches_TornAtEveryByteOfTheLast64KiB_GivesExactlyTheWholeBatches()
    {
        using InterruptedLog log = await InterruptedLog.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int end = log.BatchEnds[^1];
        end.Should().BeGreaterThan(Journal.FirstBatch + Tail);
        Digest seed = Journal.ReadHeader("journal", journal, out _)!.Value;
        int read = 0;

        Parallel.For(end - Tail, end + 1, cut =>
        {
            byte[] torn = new byte[end];
            journal.AsSpan(0, cut).CopyTo(torn);
            List<ReadOnlyMemory<byte>> entries = Journal.ReadBatches(torn, seed).Entries;

            // If the lost bytes were zeros, the batch is whole although the cut is inside it.
            int whole = log.EntriesBefore(cut);
            if (entries.Count != whole
                && !(entries.Count > whole && journal.AsSpan(cut, log.EndAfter(cut) - cut).IndexOfAnyExcept((byte)0) < 0))
            {
                throw new InvalidOperationException($"Cut at {cut}: {entries.Count} entries instead of {whole}.");
            }

            InterruptedLog.RequirePrefix(entries, cut);
            Interlocked.Increment(ref read);
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{read} torn journals read, each to exactly its whole batches.");
        read.Should().Be(Tail + 1);
    }

    [Fact]
    public async Task ReadHeader_FileShortenedAtEveryByteOfTheLast64KiB_IsRefused()
    {
        using InterruptedLog log = await InterruptedLog.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int refused = 0;

        Parallel.For(log.BatchEnds[^1] - Tail, log.BatchEnds[^1] + 1, length =>
        {
            try
            {
                Journal.ReadHeader("journal", journal.AsSpan(0, length), out _);
            }
            catch (LogIntegrityException cut) when (cut.Message.Contains("cut short", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refused);
            }
        });

        refused.Should().Be(Tail + 1);
    }

    [Fact]
    public async Task ReadBatches_TenThousandFlippedBits_NeverGivesAnEntryThatWasNotWritten()
    {
        using InterruptedLog log = await InterruptedLog.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int end = log.BatchEnds[^1];
        Digest seed = Journal.ReadHeader("journal", journal, out _)!.Value;

        Parallel.For(0, 10_000, i =>
        {
            Random random = new(i);
            byte[] flipped = journal[..end];
            int at = random.Next(Journal.FirstBatch, end);
            flipped[at] ^= (byte)(1 << random.Next(8));
            List<ReadOnlyMemory<byte>> entries = Journal.ReadBatches(flipped, seed).Entries;
            InterruptedLog.RequirePrefix(entries, at);
            if (entries.Count != log.EntriesBefore(at))
            {
                throw new InvalidOperationException($"Bit flipped at {at}: {entries.Count} entries instead of {log.EntriesBefore(at)}.");
            }
        });
    }
}
