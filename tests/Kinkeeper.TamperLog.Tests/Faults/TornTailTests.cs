using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Faults;

/// <summary>
/// The files as a crash or a failing disk may leave them, cut at every byte: what was acknowledged is there afterwards, or the log
/// refuses to open and says why. Never less in silence.
/// </summary>
public sealed class TornTailTests
{
    private const int Tail = 64 << 10;
    private const int Batches = 140;

    [Fact]
    public async Task Journal_TornAtEveryByteOfItsLast64KiB_GivesExactlyTheWholeBatches()
    {
        using Interrupted log = await Interrupted.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int end = log.BatchEnds[^1];
        end.Should().BeGreaterThan(Journal.FirstBatch + Tail);
        Digest seed = Journal.ReadHeader("journal", journal, out _)!.Value;
        int repaired = 0;

        Parallel.For(end - Tail, end + 1, cut =>
        {
            byte[] torn = new byte[end];
            journal.AsSpan(0, cut).CopyTo(torn);
            List<ReadOnlyMemory<byte>> entries = Journal.ReadBatches(torn, seed).Entries;

            // A batch whose last bytes happen to be zeros is whole although the cut is inside it.
            int whole = log.EntriesBefore(cut);
            if (entries.Count != whole && !(entries.Count > whole && journal.AsSpan(cut, log.EndAfter(cut) - cut).IndexOfAnyExcept((byte)0) < 0))
            {
                throw new InvalidOperationException($"Cut at {cut}: {entries.Count} entries in place of {whole}.");
            }

            Interrupted.RequirePrefix(entries, cut);
            Interlocked.Increment(ref repaired);
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{repaired} torn journals read, each to exactly its whole batches.");
        repaired.Should().Be(Tail + 1);
    }

    [Fact]
    public async Task Journal_ShortenedAtEveryByteOfItsLast64KiB_IsRefusedLoudly()
    {
        using Interrupted log = await Interrupted.MakeAsync();
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
    public async Task Journal_TenThousandFlippedBits_NeverGivesAnEntryThatWasNotWritten()
    {
        using Interrupted log = await Interrupted.MakeAsync();
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
            Interrupted.RequirePrefix(entries, at);
            if (entries.Count != log.EntriesBefore(at))
            {
                throw new InvalidOperationException($"Bit flipped at {at}: {entries.Count} entries.");
            }
        });
    }

    [Fact]
    public async Task Open_JournalTornAnywhere_RepairsToTheAcknowledgedOrRefuses()
    {
        using Interrupted log = await Interrupted.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int repaired = 0;
        int refused = 0;
        Random random = new(7);
        IEnumerable<int> cuts = log.BatchEnds.Where((_, i) => i % 4 == 0).SelectMany(end => (int[])[end - 1, end, end + 1])
            .Concat(Enumerable.Range(0, 60).Select(_ => random.Next(Journal.FirstBatch, log.BatchEnds[^1])));
        foreach (int cut in cuts)
        {
            using TemporaryLog copy = log.Copy();
            File.WriteAllBytes(copy.Files.File(Path.GetRelativePath(log.Folder, log.Journal)), [.. journal.AsSpan(0, cut), .. new byte[journal.Length - cut]]);
            try
            {
                using TamperLogWriter writer = copy.Open();
                writer.Size.Should().BeGreaterThanOrEqualTo(log.EntriesBefore(cut));
                writer.ReadEntries(0).Select((entry, i) => entry.Span.SequenceEqual(Interrupted.Entry(i))).Should().NotContain(false);
                repaired++;
            }
            catch (LogIntegrityException refusal)
            {
                refusal.Message.Should().Contain("missing");
                log.EntriesBefore(cut).Should().BeLessThan((int)log.Signed);
                refused++;
                continue;
            }

            await copy.FsckAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{repaired + refused} torn logs opened: {repaired} repaired to what was acknowledged, {refused} refused because signed entries were gone.");
        repaired.Should().BePositive();
        refused.Should().BePositive();
    }

    [Fact]
    public async Task Open_TilesAfterTheLastFlushTornAtEveryByte_AreWrittenAgainFromTheJournal()
    {
        using Interrupted log = await Interrupted.MakeAsync();
        string[] tiles = Directory.GetFiles(log.Files.File("tile"), "*", SearchOption.AllDirectories);
        tiles.Should().NotBeEmpty();
        foreach (string tile in tiles)
        {
            byte[] bytes = File.ReadAllBytes(tile);
            foreach (int cut in (int[])[0, 1, bytes.Length / 2, bytes.Length - 1])
            {
                using TemporaryLog copy = log.Copy();
                File.WriteAllBytes(copy.Files.File(Path.GetRelativePath(log.Folder, tile)), bytes[..cut]);
                using (TamperLogWriter writer = copy.Open())
                {
                    writer.Size.Should().Be(Batches);
                }

                (await copy.FsckAsync()).Entries.Should().Be(Batches);
            }
        }
    }

    [Fact]
    public async Task Open_RightEdgeOfAClosedLogCutAtEveryByte_IsRefusedLoudly()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(300);
        int refused = 0;
        foreach (string file in (string[])["tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"])
        {
            byte[] bytes = File.ReadAllBytes(log.Files.File(file));
            for (int cut = Math.Max(0, bytes.Length - Tail); cut < bytes.Length; cut++)
            {
                File.WriteAllBytes(log.Files.File(file), bytes[..cut]);
                Action load = () => TileWriter.Load(log.Files, 300);
                load.Should().Throw<LogIntegrityException>($"{file} cut to {cut}");
                refused++;
            }

            File.WriteAllBytes(log.Files.File(file), bytes);
        }

        foreach (string file in (string[])[log.Files.Checkpoint, log.Files.LastSigned])
        {
            byte[] bytes = File.ReadAllBytes(file);
            for (int cut = 0; cut < bytes.Length; cut++)
            {
                File.WriteAllBytes(file, bytes[..cut]);
                Action open = () => log.Open().Dispose();
                open.Should().Throw<Exception>($"{file} cut to {cut}").Which.Should().Match<Exception>(error => error is LogIntegrityException || error is LogFormatException);
                refused++;
            }

            File.WriteAllBytes(file, bytes);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} cuts of a closed log's right edge, all refused.");
        log.Open().Dispose();
    }

    /// <summary>A log as a power cut leaves it: some entries signed, more acknowledged and in the journal only.</summary>
    private sealed class Interrupted : IDisposable
    {
        private readonly TemporaryLog _log = new();

        public string Folder => _log.Folder;

        public LogFolder Files => _log.Files;

        public string Journal => Files.Journal(0);

        /// <summary>Where each acknowledged batch of one entry ends in the journal.</summary>
        public List<int> BatchEnds { get; } = [];

        public long Signed { get; private set; }

        public static byte[] Entry(int i) => Encoding.UTF8.GetBytes($"entry {i} {new string('x', 500 + (i % 5))}");

        public static async Task<Interrupted> MakeAsync()
        {
            Interrupted log = new();
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

        public int EntriesBefore(int cut) => BatchEnds.Count(end => end <= cut);

        public int EndAfter(int cut) => BatchEnds.First(end => end > cut);

        public TemporaryLog Copy()
        {
            TemporaryLog copy = new();
            CopyLive(Folder, copy.Folder);
            return copy;
        }

        public static void RequirePrefix(List<ReadOnlyMemory<byte>> entries, int at)
        {
            for (int i = 0; i < entries.Count; i++)
            {
                if (!entries[i].Span.SequenceEqual(Entry(i)))
                {
                    throw new InvalidOperationException($"Damaged at {at}: entry {i} is not what was written.");
                }
            }
        }

        public void Dispose() => _log.Dispose();

        private static void CopyLive(string from, string to) => FaultHost.Copy(from, to, except: "lock");
    }
}
