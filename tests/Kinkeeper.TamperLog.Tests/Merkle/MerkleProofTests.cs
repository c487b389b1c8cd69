using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;

namespace Kinkeeper.TamperLog.Tests.Merkle;

/// <summary>Proofs against published vectors, RFC 6962's own tree, and the plainest possible implementation.</summary>
public sealed class MerkleProofTests
{
    /// <summary>The eight leaves and the roots of transparency-dev/merkle's testonly/constants.go, which are Certificate Transparency's.</summary>
    private static readonly byte[][] Leaves = ((string[])["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"])
        .Select(Convert.FromHexString).ToArray();

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_PublishedTrees_IsThePublishedRoot(int size, string root)
    {
        TileEdge edge = new();
        foreach (byte[] leaf in Leaves[..size])
        {
            edge.Append(MerkleHash.Leaf(leaf));
        }

        Convert.ToHexStringLower(edge.Root().ToArray()).Should().Be(root);
        Convert.ToHexStringLower(Naive.Root(Leaves[..size].Select(leaf => MerkleHash.Leaf(leaf)).ToArray()).ToArray()).Should().Be(root);
    }

    [Fact]
    public void Root_EmptyTree_IsTheHashOfNothing() =>
        new TileEdge().Root().ToString().Should().Be("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

    [Fact]
    public void Includes_PublishedVectors_AnswersAsPublished()
    {
        if (SharedVectors.Find("merkle/testdata/inclusion") is not { } folder)
        {
            SharedVectors.SayLeftOut("98 inclusion proofs of transparency-dev/merkle; the roots of its constants.go were checked");
            return;
        }

        string[] files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        files.Should().HaveCount(98);
        foreach (string file in files)
        {
            JsonElement vector = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            bool accepted = Size(vector, "leafIdx", out long index) && Size(vector, "treeSize", out long size)
                && Hash(vector.GetProperty("leafHash"), out Digest leaf) && Hash(vector.GetProperty("root"), out Digest root)
                && Proof(vector, out Digest[] proof)
                && MerkleProof.Includes(index, size, leaf, proof, root);
            accepted.Should().Be(!vector.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void Consistent_PublishedVectors_AnswersAsPublished()
    {
        if (SharedVectors.Find("merkle/testdata/consistency") is not { } folder)
        {
            SharedVectors.SayLeftOut("98 consistency proofs of transparency-dev/merkle; random trees were checked");
            return;
        }

        string[] files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        files.Should().HaveCount(98);
        foreach (string file in files)
        {
            JsonElement vector = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            bool accepted = Size(vector, "size1", out long oldSize) && Size(vector, "size2", out long newSize)
                && Proof(vector, out Digest[] proof)
                && MerkleProof.Consistent(oldSize, newSize, proof, AnyRoot(vector, "root1"), AnyRoot(vector, "root2"));
            accepted.Should().Be(!vector.GetProperty("wantErr").GetBoolean(), file);
        }
    }

    [Fact]
    public void Proofs_RandomTrees_AgreeWithTheDefinitionAndFailWhenAnythingChanges() =>
        (from size in Gen.Int[1, 700]
         from older in Gen.Int[0, size]
         from index in Gen.Int[0, size - 1]
         from bit in Gen.Int[0, 255]
         select (size, older, index, bit)).Sample(
            tree =>
            {
                Digest[] leaves = Enumerable.Range(0, tree.size).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i))).ToArray();
                Digest root = Naive.Root(leaves);
                Digest olderRoot = Naive.Root(leaves.AsSpan(0, tree.older));

                List<Digest> inclusion = Naive.Inclusion(tree.index, leaves);
                bool included = MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], inclusion, root)
                    && !MerkleProof.Includes(tree.index, tree.size, Flip(leaves[tree.index], tree.bit), inclusion, root)
                    && !MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], inclusion, Flip(root, tree.bit))
                    && !MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], [.. inclusion, root], root)
                    && !MerkleProof.Includes(tree.index + 1, tree.size, leaves[tree.index], inclusion, root);

                List<Digest> consistency = Naive.Consistency(tree.older, leaves);
                bool consistent = MerkleProof.Continues(tree.older, tree.size, consistency, olderRoot, root)
                    && !MerkleProof.Continues(tree.older, tree.size, [.. consistency, root], olderRoot, root)
                    && !MerkleProof.Continues(tree.older, tree.size, consistency, Flip(olderRoot, tree.bit), root)
                    && (tree.older == 0 || !MerkleProof.Continues(tree.older, tree.size, consistency, olderRoot, Flip(root, tree.bit)));
                return included && consistent;
            },
            iter: 300);

    [Fact]
    public async Task Prover_RandomPlacesInTilesOfEveryLevel_MakesTheProofsOfTheDefinition()
    {
        using TemporaryLog log = await TemporaryLog.OfAsync(66_100);
        TamperLogReader reader = new(new FolderTileSource(log.Folder), log.Key);
        Checkpoint now = (await reader.CheckpointAsync(TestContext.Current.CancellationToken)).Checkpoint;
        Digest[] leaves = Enumerable.Range(0, 66_100).Select(i => MerkleHash.Leaf(TemporaryLog.Entry(i).Span)).ToArray();
        foreach (int index in (int[])[0, 1, 255, 256, 65_535, 65_536, 66_047, 66_048, 66_099])
        {
            (await reader.InclusionProofAsync(index, now, TestContext.Current.CancellationToken)).Should().Equal(Naive.Inclusion(index, leaves));
        }

        foreach (int older in (int[])[0, 1, 2, 255, 256, 257, 40_000, 65_536, 66_099, 66_100])
        {
            Checkpoint then = new(now.Origin, older, Naive.Root(leaves.AsSpan(0, older)));
            (await reader.ConsistencyProofAsync(then, now, TestContext.Current.CancellationToken)).Should().Equal(Naive.Consistency(older, leaves));
        }
    }

    private static Digest Flip(Digest digest, int bit)
    {
        byte[] bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Digest(bytes);
    }

    /// <summary>The vectors hold unsigned 64-bit numbers; what does not fit a size of ours is refused.</summary>
    private static bool Size(JsonElement vector, string name, out long size) => vector.GetProperty(name).TryGetInt64(out size);

    /// <summary>Some vectors have the words "don't care" for a root: a hash that stands for them, equal where the words are.</summary>
    private static Digest AnyRoot(JsonElement vector, string name) =>
        Hash(vector.GetProperty(name), out Digest root) ? root : new Digest(SHA256.HashData(Encoding.UTF8.GetBytes(vector.GetProperty(name).GetRawText())));

    private static bool Hash(JsonElement value, out Digest hash)
    {
        hash = default;
        return value.ValueKind == JsonValueKind.String && Digest.TryParse(value.GetString(), out hash);
    }

    private static bool Proof(JsonElement vector, out Digest[] proof)
    {
        JsonElement list = vector.GetProperty("proof");
        JsonElement[] items = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [];
        proof = new Digest[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (!Hash(items[i], out proof[i]))
            {
                return false;
            }
        }

        return true;
    }
}
