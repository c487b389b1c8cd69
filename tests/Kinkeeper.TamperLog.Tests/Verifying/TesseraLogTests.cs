using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.External;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Tests.Verifying;

/// <summary>A log that others made and signed: the test data of Tessera, with the checkpoint of every size.</summary>
public sealed class TesseraLogTests
{
    private static readonly VerifierKey Key = VerifierKey.Parse(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    private static readonly string Folder = Repository.File("tests/data/log/tessera");

    [Fact]
    public async Task Check_TesserasLogWithItsSixteenCheckpoints_FindsNoFault()
    {
        SignedCheckpoint[] checkpoints = Enumerable.Range(0, 16)
            .Select(size => SignedCheckpoint.Open(File.ReadAllBytes(Path.Combine(Folder, $"checkpoint.{size}")), Key)).ToArray();
        FolderTileSource source = new(Folder);

        FsckReport report = await Fsck.CheckAsync(
            source, Key, new FsckOptions { Earlier = [.. checkpoints.Select(signed => signed.Checkpoint)] },
            TestContext.Current.CancellationToken);

        report.Entries.Should().Be(15);
        report.EarlierCheckpoints.Should().Be(16);
        TamperLogReader reader = new(source, Key);
        for (int older = 0; older < 16; older++)
        {
            for (int newer = older; newer < 16; newer++)
            {
                Checkpoint then = checkpoints[older].Checkpoint;
                Checkpoint now = checkpoints[newer].Checkpoint;
                (await reader.ConsistencyProofAsync(then, now, TestContext.Current.CancellationToken)).Should().NotBeNull();
            }
        }
    }

    [Fact]
    public void OpenSsl_CheckpointSignedByTessera_AcceptsTheSignature()
    {
        OpenSsl.Verifies(SignedNote.Parse(File.ReadAllBytes(Path.Combine(Folder, "checkpoint"))), Key).Should().BeTrue();
    }
}
