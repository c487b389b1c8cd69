using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Tests.Merkle;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Tests.Tiles;

/// <summary>Proofs computed from a log's tiles.</summary>
public sealed class MerkleProverTests
{
    [Fact]
    public async Task Proofs_AtTheEdgesOfTilesOfEveryLevel_AreThoseOfTheDefinition()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(66_100);
        TamperLogReader reader = new(new FolderTileSource(log.Folder), log.Key);
        Checkpoint now = (await reader.CheckpointAsync(TestContext.Current.CancellationToken)).Checkpoint;
        Digest[] leaves = Enumerable.Range(0, 66_100).Select(i => MerkleHash.Leaf(TemporaryLog.Entry(i).Span)).ToArray();
        foreach (int index in (int[])[0, 1, 255, 256, 65_535, 65_536, 66_047, 66_048, 66_099])
        {
            (await reader.InclusionProofAsync(index, now, TestContext.Current.CancellationToken))
                .Should().Equal(DefinitionOfMerkleTree.Inclusion(index, leaves));
        }

        foreach (int older in (int[])[0, 1, 2, 255, 256, 257, 40_000, 65_536, 66_099, 66_100])
        {
            Checkpoint then = new(now.Origin, older, DefinitionOfMerkleTree.Root(leaves.AsSpan(0, older)));
            (await reader.ConsistencyProofAsync(then, now, TestContext.Current.CancellationToken))
                .Should().Equal(DefinitionOfMerkleTree.Consistency(older, leaves));
        }
    }
}
