using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Verifying;

/// <summary>The full check names the first bad part, with both states.</summary>
public sealed class FsckTests
{
    [Fact]
    public async Task Check_LogRestoredToAnOlderSignedState_IsCaughtByAKeptCheckpoint()
    {
        using TemporaryLog log = new();
        using (TamperLogWriter writer = log.Open())
        {
            await TemporaryLog.AppendAsync(writer, 0, 700);
        }

        byte[] older = File.ReadAllBytes(log.Files.Checkpoint);
        using (TamperLogWriter writer = log.Open())
        {
            await TemporaryLog.AppendAsync(writer, 700, 900);
        }

        Checkpoint kept = SignedCheckpoint.Open(File.ReadAllBytes(log.Files.Checkpoint), log.Key).Checkpoint;
        File.WriteAllBytes(log.Files.Checkpoint, older);
        File.Delete(log.Files.File("tile/0/003.p/132"));

        (await log.FsckAsync()).Entries.Should().Be(700, "the log alone looks whole");
        Func<Task> withKeptCheckpoint = () => log.FsckAsync(new FsckOptions { Earlier = [kept] });
        LogIntegrityException evidence = (await withKeptCheckpoint.Should().ThrowAsync<LogIntegrityException>()).Which;
        evidence.Message.Should().Contain("cut back");
        evidence.Expected.Should().Contain(kept.Root.ToString());
        evidence.Found.Should().Contain("700");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(899)]
    public async Task Check_OneEntryChanged_NamesItWithBothHashes(int index)
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(900);
        string bundle = Directory.GetFiles(log.Files.File("tile/entries"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Last(path => path.Contains($"{index / 256:000}", StringComparison.Ordinal));
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(bundle));
        File.WriteAllBytes(bundle, Encoding.Latin1.GetBytes(text.Replace($"entry {index} ", $"Entry {index} ", StringComparison.Ordinal)));

        Func<Task> check = () => log.FsckAsync();

        LogIntegrityException evidence = (await check.Should().ThrowAsync<LogIntegrityException>()).Which;
        evidence.Part.Should().Be($"entry {index}");
        evidence.Expected.Should().Be(MerkleHash.Leaf(TemporaryLog.Entry(index).Span).ToString());
        evidence.Found.Should().NotBe(evidence.Expected);
        evidence.Message.Should().Contain("An entry was changed");
    }

    [Fact]
    public async Task Check_OneTileChanged_NamesTheTileAndNotTheEntry()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(900);
        byte[] tile = File.ReadAllBytes(log.Files.File("tile/0/001"));
        tile[40] ^= 1;
        File.WriteAllBytes(log.Files.File("tile/0/001"), tile);

        Func<Task> check = () => log.FsckAsync();

        LogIntegrityException evidence = (await check.Should().ThrowAsync<LogIntegrityException>()).Which;
        evidence.Part.Should().Be("tile/0/001");
        evidence.Message.Should().Contain("A tile was changed");
    }
}
