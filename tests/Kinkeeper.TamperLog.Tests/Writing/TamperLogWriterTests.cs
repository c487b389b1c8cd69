using System.Text;
using Kinkeeper.TamperLog.Tests.External;

namespace Kinkeeper.TamperLog.Tests;

/// <summary>What a writer promises, and that an outsider's verifier finds it kept.</summary>
public sealed class TamperLogWriterTests(GoVerifier go) : IClassFixture<GoVerifier>
{
    [Fact]
    public async Task Append_EverySizeUpToAThousandAndAroundATileOfTiles_BothVerifiersAgree()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();
        long[] sizes = [.. Enumerable.Range(0, 1001), 65_535, 65_536, 65_537, 70_000];
        long done = 0;
        foreach (long size in sizes)
        {
            if (size > done)
            {
                await TemporaryLog.AppendAsync(writer, done, size);
            }

            done = size;
            go.Refuses(log.Folder, log.Key, size).Should().BeNull();
            (await log.FsckAsync()).Entries.Should().Be(size);
        }

        // The check value of tlog-tiles: a tree of 70,000.
        File.ReadAllBytes(log.Files.File("tile/0/273.p/112")).Length.Should().Be(112 * 32);
        File.ReadAllBytes(log.Files.File("tile/1/000")).Length.Should().Be(8192);
        File.ReadAllBytes(log.Files.File("tile/1/001.p/17")).Length.Should().Be(17 * 32);
        File.ReadAllBytes(log.Files.File("tile/2/000.p/1")).Length.Should().Be(32);
        File.Exists(log.Files.File("tile/0/272")).Should().BeTrue();
    }

    [Fact]
    public async Task Open_AfterClosing_GoesOnWithTheSameKeyAndEntries()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(300);
        VerifierKey key = log.Key;

        using TamperLogWriter writer = log.Open(new TamperLogOptions());

        writer.Size.Should().Be(300);
        writer.Key.Should().Be(key);
        writer.Recovered.Should().Be(0);
        (await writer.AppendAsync(TemporaryLog.Entry(300))).Should().Be(300);
        await writer.CheckpointAsync(301);
        writer.ReadEntries(298).Select(entry => Encoding.UTF8.GetString(entry.Span))
            .Should().Equal(Enumerable.Range(298, 3).Select(i => Encoding.UTF8.GetString(TemporaryLog.Entry(i).Span)));
    }
}
