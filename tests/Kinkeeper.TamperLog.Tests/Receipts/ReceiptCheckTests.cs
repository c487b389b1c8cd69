using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Text;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Receipts;

/// <summary>A receipt checked by someone who trusts nobody is proven, or refused with the reason.</summary>
public sealed class ReceiptCheckTests : IAsyncLifetime
{
    private readonly TemporaryLog _log = new();
    private readonly byte[] _salt = SaltedCommitment.CreateSalt();
    private readonly byte[] _record = CanonicalJson.Canonicalize("""{"choice":"remain","words":"Que se quede con mi hermana."}"""u8);
    private VerifierKey _key = null!;
    private TlogProof _proof = null!;

    public async ValueTask InitializeAsync()
    {
        using TamperLogWriter writer = _log.Open();
        _key = writer.Key;
        await TemporaryLog.AppendAsync(writer, 0, 40);
        LogRecordId id = LogRecordId.Create();
        byte[] entry = new CommitmentEntry(
            "decision-taken", id, 0, null, SaltedCommitment.Commit(_salt, id, _record), DateTimeOffset.UnixEpoch).ToBytes();
        long index = await writer.AppendAsync(entry);
        await TemporaryLog.AppendAsync(writer, 41, 300);
        TamperLogReader reader = new(new FolderTileSource(_log.Folder), _key);
        _proof = await reader.ProveAsync(index, await reader.CheckpointAsync(), new Receipt(entry, _salt, _record).ToBytes());
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Check_UnchangedReceipt_IsProvenWithItsRecord()
    {
        ReceiptFinding finding = Check(_proof.ToString());

        finding.Answer.Should().Be(ReceiptAnswer.Proven);
        finding.Index.Should().Be(40);
        finding.Checkpoint!.Size.Should().Be(300);
        finding.Receipt!.CanonicalRecord!.Value.ToArray().Should().Equal(_record);
        finding.Sentence.Should().Contain("entry 40").And.Contain("test.example/log");
    }

    [Fact]
    public void Check_WithoutSaltAndRecord_ProvesOnlyTheEntry()
    {
        Receipt entryOnly = new(Receipt.Parse(_proof.Extra!.Value.Span).Entry);

        Check((_proof with { Extra = entryOnly.ToBytes() }).ToString()).Answer.Should().Be(ReceiptAnswer.Proven);
    }

    [Fact]
    public void Check_RecordEdited_SaysThatTheRecordWasChanged()
    {
        byte[] edited = CanonicalJson.Canonicalize("""{"choice":"accompany","words":"Que se quede con mi hermana."}"""u8);

        ReceiptFinding finding = Check(
            (_proof with { Extra = (Receipt.Parse(_proof.Extra!.Value.Span) with { CanonicalRecord = edited }).ToBytes() }).ToString());

        finding.Answer.Should().Be(ReceiptAnswer.RecordChanged);
        finding.Sentence.Should().Contain("not what was logged");
    }

    [Fact]
    public void Check_EntryOrIndexEdited_IsNotIncluded()
    {
        Check((_proof with { Index = 41 }).ToString()).Answer.Should().Be(ReceiptAnswer.NotIncluded);
        Check((_proof with { Hashes = [.. _proof.Hashes.Skip(1)] }).ToString()).Answer.Should().Be(ReceiptAnswer.NotIncluded);
        Check((_proof with { Extra = new Receipt("other"u8.ToArray()).ToBytes() }).ToString())
            .Answer.Should().Be(ReceiptAnswer.NotIncluded);
    }

    [Fact]
    public void Check_CheckpointEdited_IsABrokenSignature() =>
        Check(_proof.ToString().Replace("\n300\n", "\n301\n", StringComparison.Ordinal)).Answer.Should().Be(ReceiptAnswer.SignatureBroken);

    [Fact]
    public void Check_AnotherKeyOfTheSameName_IsTheWrongKey()
    {
        using SigningKey other = SigningKey.Create(_key.Name);

        ReceiptFinding finding = ReceiptCheck.Check(Encoding.UTF8.GetBytes(_proof.ToString()), WitnessPolicy.OfLog(other.Verifier));

        finding.Answer.Should().Be(ReceiptAnswer.WrongKey);
        finding.Sentence.Should().Contain(other.Verifier.Text);
    }

    [Fact]
    public void Check_AnotherLogsKey_IsTheWrongLog()
    {
        using SigningKey other = SigningKey.Create("other.example/log");

        ReceiptFinding finding = ReceiptCheck.Check(Encoding.UTF8.GetBytes(_proof.ToString()), WitnessPolicy.OfLog(other.Verifier));

        finding.Answer.Should().Be(ReceiptAnswer.WrongLog);
        finding.Sentence.Should().Contain("test.example/log").And.Contain("other.example/log");
    }

    [Fact]
    public void Check_CutOffAtEveryByte_IsNeverProven()
    {
        byte[] file = Encoding.UTF8.GetBytes(_proof.ToString());
        for (int length = 0; length < file.Length; length++)
        {
            ReceiptFinding finding = ReceiptCheck.Check(file.AsSpan(0, length), WitnessPolicy.OfLog(_key));
            finding.Answer.Should().NotBe(ReceiptAnswer.Proven, $"cut to {length} bytes");
            finding.Sentence.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Check_AnyOneBitFlipped_IsNeverProven()
    {
        byte[] file = Encoding.UTF8.GetBytes(_proof.ToString());
        Gen.Int[0, (file.Length * 8) - 1].Sample(
            bit =>
            {
                byte[] flipped = [.. file];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                ReceiptFinding finding = ReceiptCheck.Check(flipped, WitnessPolicy.OfLog(_key));
                return finding.Answer != ReceiptAnswer.Proven;
            },
            iter: 5_000);
    }

    [Fact]
    public void Check_PolicyWithAWitness_IsRefusedUntilTheWitnessHasCosigned()
    {
        using SigningKey witness = SigningKey.Create("witness.example", KeyType.Ed25519Cosignature);
        WitnessPolicy policy = WitnessPolicy.Parse(Encoding.UTF8.GetBytes($"log {_key}\nwitness W {witness.Verifier}\nquorum W\n"));
        SignedNote cosigned = SignedNote.Sign(_proof.Checkpoint.Text, DateTimeOffset.UnixEpoch.AddDays(20_781), witness);
        NoteSignature cosignature = cosigned.Signatures[0];

        ReceiptCheck.Check(Encoding.UTF8.GetBytes(_proof.ToString()), policy).Answer.Should().Be(ReceiptAnswer.QuorumMissing);
        ReceiptFinding seen = ReceiptCheck.Check(
            Encoding.UTF8.GetBytes((_proof with { Checkpoint = _proof.Checkpoint.With([cosignature]) }).ToString()), policy);
        seen.Answer.Should().Be(ReceiptAnswer.Proven);
        seen.Sentence.Should().Contain("witness.example at 2026-11-24");
    }

    [Fact]
    public void Parse_FormatOfTheSpecification_ReadsBackByteForByte() =>
        TlogProof.Parse(Encoding.UTF8.GetBytes(_proof.ToString())).ToString().Should().Be(_proof.ToString())
            .And.StartWith("c2sp.org/tlog-proof@v1\nextra ").And.Contain("\nindex 40\n");

    private ReceiptFinding Check(string file) => ReceiptCheck.Check(Encoding.UTF8.GetBytes(file), WitnessPolicy.OfLog(_key));
}
