using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Tests.Entries;

public sealed class SaltedCommitmentTests
{
    [Fact]
    public void Opens_TheSameSaltIdAndRecord_AndNothingElse() =>
        (from record in Gen.Byte.Array[0, 300]
         from at in Gen.Int[0, 31]
         select (record, at)).Sample(
            sample =>
            {
                byte[] salt = SaltedCommitment.CreateSalt();
                LogRecordId id = LogRecordId.Create();
                Digest commitment = SaltedCommitment.Commit(salt, id, sample.record);
                byte[] otherSalt = [.. salt];
                otherSalt[sample.at] ^= 1;
                return SaltedCommitment.Opens(commitment, salt, id, sample.record)
                    && !SaltedCommitment.Opens(commitment, otherSalt, id, sample.record)
                    && !SaltedCommitment.Opens(commitment, salt, LogRecordId.Create(), sample.record)
                    && !SaltedCommitment.Opens(commitment, salt, id, [.. sample.record, 0])
                    && !SaltedCommitment.Opens(commitment, salt.AsSpan(0, 31), id, sample.record);
            },
            iter: 500);

    [Fact]
    public void Commit_KnownInput_IsTheDocumentedHash()
    {
        // printf 'kinkeeper/commitment/v1\0' | cat - <(head -c32 /dev/zero) <(printf '000102030405060708090a0b0c0d0e0f{"a":1}') | sha256sum
        Digest commitment = SaltedCommitment.Commit(new byte[32], LogRecordId.Parse("000102030405060708090a0b0c0d0e0f"), "{\"a\":1}"u8);

        string shell = External.Tool.Run("bash", "bash", ["-c", "(printf 'kinkeeper/commitment/v1\\0'; head -c32 /dev/zero; printf '000102030405060708090a0b0c0d0e0f{\"a\":1}') | sha256sum"]);
        Convert.ToHexStringLower(commitment.ToArray()).Should().Be(shell[..64]);
    }

    [Fact]
    public void Commit_ANumberSpaceWithoutTheSalt_CannotBeTriedOut()
    {
        LogRecordId id = LogRecordId.Create();
        byte[] record = Encoding.UTF8.GetBytes("{\"aNumber\":\"123456789\"}");

        Digest[] commitments = [.. Enumerable.Range(0, 50).Select(_ => SaltedCommitment.Commit(SaltedCommitment.CreateSalt(), id, record))];

        commitments.Should().OnlyHaveUniqueItems("the same record never commits to the same hash twice");
    }

    [Theory]
    [InlineData("{ \"b\" : [1, 2 ,null,true], \"a\":\"x\" }", "{\"a\":\"x\",\"b\":[1,2,null,true]}")]
    [InlineData("\"\\u0061\\n\\u001f\\/\"", "\"a\\n\\u001f/\"")]
    [InlineData("{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4}", "{\"\\r\":2,\"1\":3,\"ö\":4,\"€\":1}")]
    public void Canonicalize_AnySpelling_GivesTheOneOfRfc8785(string json, string canonical) =>
        Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json))).Should().Be(canonical);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("9007199254740993")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1")]
    [InlineData("1 2")]
    [InlineData("\"\\ud800\"")]
    [InlineData("")]
    public void Canonicalize_WithoutOneSpelling_IsRefused(string json) =>
        json.Invoking(text => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text))).Should().Throw<LogFormatException>();
}
