using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Writing;

/// <summary>
/// A log opened after a crash or a disk failure, with its files cut at many places. Every acknowledged entry is there afterwards,
/// or the log refuses to open and says why. It never loses an entry silently.
/// </summary>
public sealed class LogRecoveryTests
{
    private const int Tail = 64 << 10;

    [Fact]
    public async Task Open_JournalTornAnywhere_RecoversTheAcknowledgedEntriesOrRefuses()
    {
        using InterruptedLog log = await InterruptedLog.MakeAsync();
        byte[] journal = File.ReadAllBytes(log.Journal);
        int recovered = 0;
        int refused = 0;
        Random random = new(7);
        IEnumerable<int> cuts = log.BatchEnds.Where((_, i) => i % 4 == 0).SelectMany(end => (int[])[end - 1, end, end + 1])
            .Concat(Enumerable.Range(0, 60).Select(_ => random.Next(Journal.FirstBatch, log.BatchEnds[^1])));
        foreach (int cut in cuts)
        {
            using TemporaryLog copy = log.Copy();
            File.WriteAllBytes(
                copy.Files.File(Path.GetRelativePath(log.Folder, log.Journal)),
                [.. journal.AsSpan(0, cut), .. new byte[journal.Length - cut]]);
            try
            {
                using TamperLogWriter writer = copy.Open();
                writer.Size.Should().BeGreaterThanOrEqualTo(log.EntriesBefore(cut));
                writer.ReadEntries(0).Select((entry, i) => entry.Span.SequenceEqual(InterruptedLog.Entry(i))).Should().NotContain(false);
                recovered++;
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

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recovered + refused} torn logs opened: {recovered} recovered with every acknowledged entry, {refused} refused because "
            + "signed entries were missing.");
        recovered.Should().BePositive();
        refused.Should().BePositive();
    }

    [Fact]
    public async Task Open_UnflushedTilesTornAtSeveralPlaces_WritesThemAgainFromTheJournal()
    {
        using InterruptedLog log = await InterruptedLog.MakeAsync();
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
                    writer.Size.Should().Be(InterruptedLog.Batches);
                }

                (await copy.FsckAsync()).Entries.Should().Be(InterruptedLog.Batches);
            }
        }
    }

    [Fact]
    public async Task Open_RightEdgeOfAClosedLogCutAtEveryByte_IsRefused()
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
                open.Should().Throw<Exception>($"{file} cut to {cut}").Which.Should().Match<Exception>(
                    error => error is LogIntegrityException || error is LogFormatException);
                refused++;
            }

            File.WriteAllBytes(file, bytes);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} cuts of a closed log's right edge, all refused.");
        log.Open().Dispose();
    }
}
