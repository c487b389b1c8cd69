using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tests.Entries;

public sealed class SaltedCommitmentTests
{
    [Fact]
    public void Opens_AnyChangedInput_IsFalse() =>
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
        Digest commitment = SaltedCommitment.Commit(new byte[32], LogRecordId.Parse("000102030405060708090a0b0c0d0e0f"), "{\"a\":1}"u8);

        const string Script =
            "(printf 'kinkeeper/commitment/v1\\0'; head -c32 /dev/zero; printf '000102030405060708090a0b0c0d0e0f{\"a\":1}') | sha256sum";
        string shell = External.Tool.Run("bash", "bash", ["-c", Script]);
        Convert.ToHexStringLower(commitment.ToArray()).Should().Be(shell[..64]);
    }

    [Fact]
    public void Commit_SameRecordWithNewSalts_NeverGivesTheSameHash()
    {
        LogRecordId id = LogRecordId.Create();
        byte[] record = Encoding.UTF8.GetBytes("{\"aNumber\":\"123456789\"}");

        Digest[] commitments = [.. Enumerable.Range(0, 50).Select(_ => SaltedCommitment.Commit(SaltedCommitment.CreateSalt(), id, record))];

        commitments.Should().OnlyHaveUniqueItems("without the salt nobody can find an A-number by trying them all");
    }
}
