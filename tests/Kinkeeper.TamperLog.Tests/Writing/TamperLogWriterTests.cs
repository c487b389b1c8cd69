using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.External;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Writing;

/// <summary>The promises of the writer, checked with our verifier and with Go's.</summary>
public sealed class TamperLogWriterTests(GoVerifier go) : IClassFixture<GoVerifier>
{
    [Fact]
    public async Task Append_EverySizeUpToAThousandAndAroundAFullTileOfLevel1_IsAcceptedByBothVerifiers()
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

        // The example in tlog-tiles: a tree of 70,000 entries.
        File.ReadAllBytes(log.Files.File("tile/0/273.p/112")).Length.Should().Be(112 * 32);
        File.ReadAllBytes(log.Files.File("tile/1/000")).Length.Should().Be(8192);
        File.ReadAllBytes(log.Files.File("tile/1/001.p/17")).Length.Should().Be(17 * 32);
        File.ReadAllBytes(log.Files.File("tile/2/000.p/1")).Length.Should().Be(32);
        File.Exists(log.Files.File("tile/0/272")).Should().BeTrue();
    }

    [Fact]
    public async Task Open_AfterClosing_ContinuesWithTheSameKeyAndEntries()
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

    [Fact]
    public async Task Append_SixtyFourThreadsOverManyJournals_GivesEachEntryItsOwnIndex()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open(TemporaryLog.Options with { CheckpointInterval = TimeSpan.FromMilliseconds(30) });

        (string Text, long Index)[] appended = (await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
        {
            List<(string, long)> mine = [];
            for (int i = 0; i < 100; i++)
            {
                string text = $"{number} {i} {new string('.', 250)}";
                mine.Add((text, await writer.AppendAsync(Encoding.UTF8.GetBytes(text))));
            }

            return mine;
        })))).SelectMany(each => each).ToArray();

        await writer.CheckpointAsync(6400);
        string[] entries = writer.ReadEntries(0).Select(entry => Encoding.UTF8.GetString(entry.Span)).ToArray();
        appended.Select(each => each.Index).Order().Should().Equal(Enumerable.Range(0, 6400).Select(i => (long)i));
        appended.Should().OnlyContain(each => entries[each.Index] == each.Text);
        writer.Flushes.Should().BeLessThan(6400, "one flush is enough for a whole batch");
        go.Refuses(log.Folder, log.Key, 6400).Should().BeNull();
    }

    [Fact]
    public async Task Open_AfterAPowerCutWithManyJournalsUsed_HasEveryAcknowledgedEntry()
    {
        using TemporaryLog live = new();
        using TemporaryLog cut = new();
        using TamperLogWriter writer = live.Open(TemporaryLog.Options with { CheckpointInterval = TimeSpan.FromDays(1) });
        for (int i = 0; i < 1500; i++)
        {
            await writer.AppendAsync(Encoding.UTF8.GetBytes($"entry {i} {new string('.', 700)}"));
            if (i == 700)
            {
                await writer.CheckpointAsync(650);
            }
        }

        FaultHost.Copy(live.Folder, cut.Folder, except: "lock");
        using TamperLogWriter after = cut.Open();

        after.Size.Should().Be(1500);
        after.Recovered.Should().BePositive();
        after.ReadEntries(0)
            .Select((entry, i) => Encoding.UTF8.GetString(entry.Span).StartsWith($"entry {i} ", StringComparison.Ordinal))
            .Should().NotContain(false);
        go.Refuses(cut.Folder, cut.Key, 1500).Should().BeNull();
    }

    [Fact]
    public async Task Append_RowsOfAnOutbox_AreContiguousAndReadable()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();
        ReadOnlyMemory<byte>[] rows = Enumerable.Range(0, 40).Select(i => TemporaryLog.Entry(i)).ToArray();

        long first = await writer.AppendAsync(rows);
        await writer.CheckpointAsync(writer.Size);

        writer.ReadEntries(first).Zip(rows, (entry, row) => entry.Span.SequenceEqual(row.Span))
            .Should().HaveCount(40).And.NotContain(false);
        writer.ReadEntries(writer.Size).Should().BeEmpty();
    }

    [Fact]
    public void Open_WhileAnotherWriterHasTheLog_IsRefused()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();

        log.Invoking(other => other.Open()).Should().Throw<LogInUseException>().WithMessage("*one writer*");
    }

    [Fact]
    public void Open_NoLogAndNoOrigin_IsRefusedAndCreatesNothing()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"kinkeeper-none-{Guid.NewGuid():N}");

        folder.Invoking(path => TamperLogWriter.Open(path)).Should().Throw<LogFormatException>().WithMessage("*no log*");
        Directory.Exists(folder).Should().BeFalse();
    }

    [Fact]
    public void Open_AnotherOrigin_IsRefused()
    {
        using TemporaryLog log = new();
        log.Open().Dispose();

        log.Invoking(other => other.Open(TemporaryLog.Options with { Origin = "other.example/log" }))
            .Should().Throw<LogFormatException>().WithMessage("*test.example/log*other.example/log*");
    }

    [Fact]
    public void Open_NewLog_HidesItsSigningKeyAndSignsTheEmptyTree()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();

        File.GetUnixFileMode(log.Files.SigningKey).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(log.Files.Private).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        writer.Published.Checkpoint.Should().BeEquivalentTo(new Checkpoint("test.example/log", 0, MerkleHash.Empty));
        OpenSsl.Verifies(writer.Published.Note, writer.Key).Should().BeTrue();
    }

    [Fact]
    public void Open_SigningKeyReadableByOthers_IsRefusedWithTheFix()
    {
        using TemporaryLog log = new();
        log.Open().Dispose();
        File.SetUnixFileMode(log.Files.SigningKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        log.Invoking(other => other.Open()).Should().Throw<LogFormatException>().WithMessage("*chmod 600*");
    }

    [Fact]
    public async Task Open_LastSignedCheckpointMissing_IsRefused()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(5);
        File.Delete(log.Files.LastSigned);

        log.Invoking(other => other.Open()).Should().Throw<LogIntegrityException>().WithMessage("*signed last is missing*");
    }

    [Fact]
    public async Task Open_LogRestoredFromAnOlderCopyWithANewerLastSigned_IsRefusedWithBothStates()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(5);
        using TemporaryLog copy = new();
        FaultHost.Copy(log.Folder, copy.Folder);
        using (TamperLogWriter writer = log.Open())
        {
            await TemporaryLog.AppendAsync(writer, 5, 9);
        }

        // The last signed checkpoint is on another disk. Everything else was restored from the copy.
        string kept = Path.Combine(copy.Folder, "elsewhere");
        File.Copy(log.Files.LastSigned, kept);

        copy.Invoking(other => other.Open(TemporaryLog.Options with { LastSignedFile = kept })).Should().Throw<LogIntegrityException>()
            .Which.Should().Match<LogIntegrityException>(evidence => evidence.Expected!.Contains('9') && evidence.Found!.Contains('5'));
    }

    [Fact]
    public async Task Open_LastSignedOlderThanTheJournals_IsRefused()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(5);
        byte[] older = File.ReadAllBytes(log.Files.LastSigned);
        using (TamperLogWriter writer = log.Open())
        {
            await TemporaryLog.AppendAsync(writer, 5, 9);
        }

        File.WriteAllBytes(log.Files.LastSigned, older);

        log.Invoking(other => other.Open()).Should().Throw<LogIntegrityException>().WithMessage("*older than the journals*");
    }

    [Fact]
    public async Task Open_LastBundleAndTileRewritten_IsRefused()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(3);
        byte[] entry = Encoding.UTF8.GetBytes("rewritten");
        File.WriteAllBytes(
            log.Files.File("tile/entries/000.p/3"),
            [0, (byte)entry.Length, .. entry, 0, (byte)entry.Length, .. entry, 0, (byte)entry.Length, .. entry]);
        byte[] leaf = MerkleHash.Leaf(entry).ToArray();
        File.WriteAllBytes(log.Files.File("tile/0/000.p/3"), [.. leaf, .. leaf, .. leaf]);

        log.Invoking(other => other.Open()).Should().Throw<LogIntegrityException>().WithMessage("*right edge*last signed root*");
    }

    [Fact]
    public async Task Append_LastSignedChangedByAnother_StopsTheWriter()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(3);
        using TamperLogWriter writer = log.Open();
        File.WriteAllText(log.Files.LastSigned, "something else");

        await writer.AppendAsync(TemporaryLog.Entry(3));
        Func<Task> publish = () => writer.CheckpointAsync(4);

        (await publish.Should().ThrowAsync<LogStoppedException>()).WithInnerException<LogIntegrityException>();
        Func<Task> append = () => writer.AppendAsync(TemporaryLog.Entry(4));
        await append.Should().ThrowAsync<LogStoppedException>();
    }

    [Fact]
    public void Append_TooLongEntry_IsRefusedAndNothingIsWritten()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();

        Action append = () => _ = writer.AppendAsync(new byte[65_536]);
        append.Should().Throw<ArgumentOutOfRangeException>();
        writer.Size.Should().Be(0);
    }

    [Fact]
    public async Task Append_LongestAndEmptyEntry_AreSaved()
    {
        using TemporaryLog log = new();
        using TamperLogWriter writer = log.Open();

        await writer.AppendAsync(new byte[65_535]);
        await writer.AppendAsync(ReadOnlyMemory<byte>.Empty);
        await writer.CheckpointAsync(2);

        writer.ReadEntries(0).Select(entry => entry.Length).Should().Equal(65_535, 0);
        go.Refuses(log.Folder, log.Key, 2).Should().BeNull();
    }
}
