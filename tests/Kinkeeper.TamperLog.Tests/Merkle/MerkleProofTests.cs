using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Tests.Fixtures;

namespace Kinkeeper.TamperLog.Tests.Merkle;

/// <summary>Checks of proofs, against published vectors and against the definition in RFC 6962.</summary>
public sealed class MerkleProofTests
{
    [Fact]
    public void Includes_PublishedVectors_GivesThePublishedAnswer()
    {
        JsonElement[] vectors = Published("merkle-inclusion.json");
        vectors.Should().HaveCount(98);
        foreach (JsonElement vector in vectors)
        {
            bool accepted = Size(vector, "leafIdx", out long index) && Size(vector, "treeSize", out long size)
                && Hash(vector.GetProperty("leafHash"), out Digest leaf) && Hash(vector.GetProperty("root"), out Digest root)
                && Proof(vector, out Digest[] proof)
                && MerkleProof.Includes(index, size, leaf, proof, root);
            accepted.Should().Be(!vector.GetProperty("wantErr").GetBoolean(), vector.GetProperty("file").GetString());
        }
    }

    [Fact]
    public void Consistent_PublishedVectors_GivesThePublishedAnswer()
    {
        JsonElement[] vectors = Published("merkle-consistency.json");
        vectors.Should().HaveCount(98);
        foreach (JsonElement vector in vectors)
        {
            bool accepted = Size(vector, "size1", out long oldSize) && Size(vector, "size2", out long newSize)
                && Proof(vector, out Digest[] proof)
                && MerkleProof.Consistent(oldSize, newSize, proof, AnyRoot(vector, "root1"), AnyRoot(vector, "root2"));
            accepted.Should().Be(!vector.GetProperty("wantErr").GetBoolean(), vector.GetProperty("file").GetString());
        }
    }

    [Fact]
    public void IncludesAndContinues_RandomTrees_AcceptTheDefinitionsProofsAndNoChangedOnes() =>
        (from size in Gen.Int[1, 700]
         from older in Gen.Int[0, size]
         from index in Gen.Int[0, size - 1]
         from bit in Gen.Int[0, 255]
         select (size, older, index, bit)).Sample(
            tree =>
            {
                Digest[] leaves = Enumerable.Range(0, tree.size).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i))).ToArray();
                Digest root = DefinitionOfMerkleTree.Root(leaves);
                Digest olderRoot = DefinitionOfMerkleTree.Root(leaves.AsSpan(0, tree.older));

                List<Digest> inclusion = DefinitionOfMerkleTree.Inclusion(tree.index, leaves);
                bool included = MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], inclusion, root)
                    && !MerkleProof.Includes(tree.index, tree.size, Flip(leaves[tree.index], tree.bit), inclusion, root)
                    && !MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], inclusion, Flip(root, tree.bit))
                    && !MerkleProof.Includes(tree.index, tree.size, leaves[tree.index], [.. inclusion, root], root)
                    && !MerkleProof.Includes(tree.index + 1, tree.size, leaves[tree.index], inclusion, root);

                List<Digest> consistency = DefinitionOfMerkleTree.Consistency(tree.older, leaves);
                bool consistent = MerkleProof.Continues(tree.older, tree.size, consistency, olderRoot, root)
                    && !MerkleProof.Continues(tree.older, tree.size, [.. consistency, root], olderRoot, root)
                    && !MerkleProof.Continues(tree.older, tree.size, consistency, Flip(olderRoot, tree.bit), root)
                    && (tree.older == 0 || !MerkleProof.Continues(tree.older, tree.size, consistency, olderRoot, Flip(root, tree.bit)));
                return included && consistent;
            },
            iter: 300);

    private static JsonElement[] Published(string file)
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Repository.File($"tests/data/log/{file}")));
        return [.. vectors.RootElement.Clone().EnumerateArray()];
    }

    private static Digest Flip(Digest digest, int bit)
    {
        byte[] bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Digest(bytes);
    }

    /// <summary>Reads a size. The vectors hold unsigned 64-bit numbers; those that do not fit a signed one must be refused.</summary>
    private static bool Size(JsonElement vector, string name, out long size) => vector.GetProperty(name).TryGetInt64(out size);

    /// <summary>
    /// Reads a root. Some vectors have the words "don't care" instead: a hash of the words replaces them, so that equal words
    /// compare equal.
    /// </summary>
    private static Digest AnyRoot(JsonElement vector, string name) =>
        Hash(vector.GetProperty(name), out Digest root)
            ? root
            : new Digest(SHA256.HashData(Encoding.UTF8.GetBytes(vector.GetProperty(name).GetRawText())));

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
