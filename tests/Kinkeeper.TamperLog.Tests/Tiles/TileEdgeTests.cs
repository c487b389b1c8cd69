using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tests.Merkle;
using Kinkeeper.TamperLog.Tiles;

namespace Kinkeeper.TamperLog.Tests.Tiles;

/// <summary>Roots computed from the right edge of a tree.</summary>
public sealed class TileEdgeTests
{
    /// <summary>
    /// The eight leaves of transparency-dev/merkle's testonly/constants.go, with the roots below. They come from Certificate
    /// Transparency.
    /// </summary>
    private static readonly byte[][] Leaves =
        ((string[])["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"])
        .Select(Convert.FromHexString).ToArray();

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_PublishedTree_IsThePublishedRoot(int size, string root)
    {
        TileEdge edge = new();
        foreach (byte[] leaf in Leaves[..size])
        {
            edge.Append(MerkleHash.Leaf(leaf));
        }

        Convert.ToHexStringLower(edge.Root().ToArray()).Should().Be(root);
        Digest[] hashes = [.. Leaves[..size].Select(leaf => MerkleHash.Leaf(leaf))];
        Convert.ToHexStringLower(DefinitionOfMerkleTree.Root(hashes).ToArray()).Should().Be(root);
    }

    [Fact]
    public void Root_EmptyTree_IsTheHashOfNoBytes() =>
        new TileEdge().Root().ToString().Should().Be("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
