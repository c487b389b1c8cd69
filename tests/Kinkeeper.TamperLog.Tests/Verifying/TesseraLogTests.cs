using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.External;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Tests.Verifying;

/// <summary>A log that others made and signed: Tessera's test data, with the checkpoint of every size it ever had.</summary>
public sealed class TesseraLogTests
{
    private static readonly VerifierKey Key = VerifierKey.Parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    [Fact]
    public async Task Fsck_TesserasLogWithItsSixteenCheckpoints_IsInOrder()
    {
        if (SharedVectors.Find("tessera-log/testdata/log") is not { } folder)
        {
            SharedVectors.SayLeftOut("Tessera's signed log and its 16 checkpoints; only its key was read");
            return;
        }

        SignedCheckpoint[] checkpoints = Enumerable.Range(0, 16)
            .Select(size => SignedCheckpoint.Open(File.ReadAllBytes(Path.Combine(folder, $"checkpoint.{size}")), Key)).ToArray();
        FolderTileSource source = new(folder);

        FsckReport report = await Fsck.CheckAsync(
            source, Key, new FsckOptions { Earlier = [.. checkpoints.Select(signed => signed.Checkpoint)] }, TestContext.Current.CancellationToken);

        report.Entries.Should().Be(15);
        report.EarlierCheckpoints.Should().Be(16);
        TamperLogReader reader = new(source, Key);
        for (int older = 0; older < 16; older++)
        {
            for (int newer = older; newer < 16; newer++)
            {
                (await reader.ConsistencyProofAsync(
                    checkpoints[older].Checkpoint, checkpoints[newer].Checkpoint, TestContext.Current.CancellationToken)).Should().NotBeNull();
            }
        }
    }

    [Fact]
    public void Checkpoint_SignedByTessera_IsVerifiedByOpenSslToo()
    {
        if (SharedVectors.Find("tessera-log/testdata/log") is not { } folder)
        {
            SharedVectors.SayLeftOut("Tessera's signature through openssl; our own signatures are checked with it");
            return;
        }

        OpenSsl.Verifies(SignedNote.Parse(File.ReadAllBytes(Path.Combine(folder, "checkpoint"))), Key).Should().BeTrue();
    }
}
