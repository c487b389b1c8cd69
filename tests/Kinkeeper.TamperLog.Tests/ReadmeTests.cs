using System.Text;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Text;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests;

/// <summary>Runs the example of the library's README and compares it line by line.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task Example_RunAsInTheReadme_ProvesTheRecordAndTheLog()
    {
        using TemporaryLog temporary = new();
        string folder = temporary.Folder;
        TimeProvider clock = TimeProvider.System;

        // The record and its salt stay in the database. The log gets only a commitment.
        byte[] record = CanonicalJson.Canonicalize("""{"choice":"remain","child":"c-1"}"""u8);
        byte[] salt = SaltedCommitment.CreateSalt();
        LogRecordId id = LogRecordId.Create();
        Digest commitment = SaltedCommitment.Commit(salt, id, record);
        CommitmentEntry entry = new("decision-taken", id, Sequence: 0, Previous: null, commitment, clock.GetUtcNow());

        using TamperLogWriter log = TamperLogWriter.Open(folder, new TamperLogOptions { Origin = "example.gov/decisions" });
        long index = await log.AppendAsync(entry.ToBytes());                    // on the disk now
        SignedCheckpoint checkpoint = await log.CheckpointAsync(index + 1);     // signed and published now

        TamperLogReader reader = new(new FolderTileSource(folder), log.Key);
        TlogProof receipt = await reader.ProveAsync(
            index, checkpoint, new Receipt(entry.ToBytes(), salt, record).ToBytes(), TestContext.Current.CancellationToken);

        // Somewhere else, with only the file and the log's public key:
        ReceiptFinding finding = ReceiptCheck.Check(Encoding.UTF8.GetBytes(receipt.ToString()), WitnessPolicy.OfLog(log.Key));
        FsckReport report = await Fsck.CheckAsync(
            new FolderTileSource(folder), log.Key, cancellation: TestContext.Current.CancellationToken);

        finding.Answer.Should().Be(ReceiptAnswer.Proven);
        report.Entries.Should().Be(1);
    }

    [Fact]
    public void Example_InTheReadme_IsTheOneInThisTest()
    {
        string readme = File.ReadAllText(Repository.File("src/Kinkeeper.TamperLog/README.md"));
        string source = File.ReadAllText(Repository.File("tests/Kinkeeper.TamperLog.Tests/ReadmeTests.cs"));
        string test = WithoutSpaces(source
            .Replace(", TestContext.Current.CancellationToken", "", StringComparison.Ordinal)
            .Replace(", cancellation: TestContext.Current.CancellationToken", "", StringComparison.Ordinal));
        string[] lines = readme.Split("```csharp\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().OnlyContain(line => test.Contains(WithoutSpaces(line), StringComparison.Ordinal));
    }

    private static string WithoutSpaces(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
