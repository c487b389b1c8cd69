using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Receipts;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Text;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Receipts;

/// <summary>A receipt printed as codes reads back as the same file. Other text is refused.</summary>
public sealed class ReceiptCodeTests
{
    [Theory]
    [InlineData(10_000, false)]
    [InlineData(1_450, false)]
    [InlineData(400, true)]
    public async Task Write_AnyCodeLength_ReadsBackByteByByteInAnyOrder(int most, bool several)
    {
        string proof = await ProofAsync();

        IReadOnlyList<string> written = ReceiptCode.Write(TlogProof.Parse(Encoding.UTF8.GetBytes(proof)), most);

        (written.Count > 1).Should().Be(several);
        written.Should().OnlyContain(code => code.Length <= most && code.All("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".Contains));
        byte[] lines = Encoding.UTF8.GetBytes(string.Join("\r\n", written.Reverse()) + "\n");
        ReceiptCode.Is(lines).Should().BeTrue();
        Encoding.UTF8.GetString(ReceiptCode.Read(lines)).Should().Be(proof);
    }

    [Fact]
    public async Task Read_OneOfSeveralMissing_SaysWhich()
    {
        IReadOnlyList<string> written = ReceiptCode.Write(TlogProof.Parse(Encoding.UTF8.GetBytes(await ProofAsync())), 400);

        FluentActions.Invoking(() => ReceiptCode.Read(Encoding.UTF8.GetBytes(string.Join('\n', written.Where((_, i) => i != 1)))))
            .Should().Throw<LogFormatException>().WithMessage($"Code 2 of {written.Count} is missing.");
    }

    [Theory]
    [InlineData("KK2:ABC")]
    [InlineData("KK1")]
    [InlineData("KK1/0/1:ABC")]
    [InlineData("KK1/2/1:ABC")]
    [InlineData("KK1/1/100:ABC")]
    [InlineData("KK1:abc")]
    [InlineData("KK1:ABCD")]
    [InlineData("KK1::::")]
    [InlineData("KK1:ABC")]
    public void Read_OtherText_IsRefused(string code)
    {
        FluentActions.Invoking(() => ReceiptCode.Read(Encoding.UTF8.GetBytes(code))).Should().Throw<LogFormatException>();
    }

    [Fact]
    public async Task Read_AnyOneCharacterChanged_GivesAnotherFileOrARefusal()
    {
        string proof = await ProofAsync();
        string code = ReceiptCode.Write(TlogProof.Parse(Encoding.UTF8.GetBytes(proof)), 10_000)[0];
        Gen.Select(Gen.Int[0, code.Length - 1], Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:\n"]).Sample((at, character) =>
        {
            string damaged = code[..at] + character + code[(at + 1)..];
            try
            {
                return damaged == code || Encoding.UTF8.GetString(ReceiptCode.Read(Encoding.UTF8.GetBytes(damaged))) != proof;
            }
            catch (LogFormatException)
            {
                return true;
            }
        });
    }

    private static async Task<string> ProofAsync()
    {
        using TemporaryLog log = new();
        byte[] record = CanonicalJson.Canonicalize("""{"choice":"remain","parent_words":"Que se quede con mi hermana, por ahora."}"""u8);
        byte[] salt = SaltedCommitment.CreateSalt();
        LogRecordId id = LogRecordId.Create();
        byte[] entry = new CommitmentEntry(
            "decision-taken", id, 0, null, SaltedCommitment.Commit(salt, id, record), DateTimeOffset.UnixEpoch).ToBytes();
        using TamperLogWriter writer = log.Open();
        long index = await writer.AppendAsync(entry);
        for (int i = 0; i < 20; i++)
        {
            await writer.AppendAsync(Encoding.UTF8.GetBytes($"another {i}"));
        }

        SignedCheckpoint checkpoint = await writer.CheckpointAsync(21);
        TamperLogReader reader = new(new FolderTileSource(log.Folder), writer.Key);
        return (await reader.ProveAsync(index, checkpoint, new Receipt(entry, salt, record).ToBytes())).ToString();
    }
}
