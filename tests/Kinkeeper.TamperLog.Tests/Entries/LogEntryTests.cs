using System.Text;
using CsCheck;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Tests.Entries;

/// <summary>Entries say nothing about a person, have one spelling, and all have the same length.</summary>
public sealed class LogEntryTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 3, 32, 11, TimeSpan.FromHours(-5));

    [Fact]
    public void ToBytes_Commitment_IsCanonicalAndPaddedWithTheTimeInHours()
    {
        CommitmentEntry entry = new("decision-taken", LogRecordId.Create(), 1, MerkleHash.Leaf([1]), MerkleHash.Leaf([2]), Time);

        byte[] bytes = entry.ToBytes();

        (bytes.Length % 512).Should().Be(0);
        string text = Encoding.UTF8.GetString(bytes);
        text.Should().StartWith(
            $$"""{"commitment":"{{entry.Commitment}}","previous":"{{entry.Previous}}","record":"{{entry.Record}}","""
            + "\"sequence\":1,\"time\":\"2026-11-24T08Z\",\"type\":\"decision-taken\",\"v\":1,\"zz\":\"0");
        LogEntry.Parse(bytes).Should().Be(entry with { Time = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero) });
    }

    [Fact]
    public void ToBytes_EveryTypeAndSequence_HasTheSameLength() =>
        (from type in Gen.String[Gen.Char['a', 'z'], 1, 40]
         from sequence in Gen.Long[1, 1L << 40]
         where type != "redaction"
         select new CommitmentEntry(type, LogRecordId.Create(), sequence, MerkleHash.Empty, MerkleHash.Empty, Time)).Sample(
             entry => entry.ToBytes().Length == 512, iter: 500);

    [Fact]
    public void Parse_AnyOneByteChanged_GivesAnotherEntryOrARefusal()
    {
        byte[] bytes = new CommitmentEntry("decision-taken", LogRecordId.Create(), 0, null, MerkleHash.Empty, Time).ToBytes();
        LogEntry whole = LogEntry.Parse(bytes);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            try
            {
                LogEntry.Parse(changed).Should().NotBe(whole, $"byte {i}");
            }
            catch (LogFormatException)
            {
                // A refusal is the other valid result.
            }
        }
    }

    [Theory]
    [InlineData("A123456789")]
    [InlineData("a123456789")]
    [InlineData("a-123456789")]
    [InlineData("123456789")]
    [InlineData("docket-123-456-789")]
    [InlineData("Maria Lopez")]
    [InlineData("María")]
    [InlineData("")]
    public void ToBytes_ANumberOrNameInALabel_IsRefused(string label)
    {
        Action type = () => new CommitmentEntry(label, LogRecordId.Create(), 0, null, MerkleHash.Empty, Time).ToBytes();
        Action authority = () => new RedactionEntry(4, label, new DateOnly(2026, 11, 24), ("one", "two")).ToBytes();
        Action approver = () => new RedactionEntry(4, "schedule", new DateOnly(2026, 11, 24), ("one", label)).ToBytes();

        type.Should().Throw<LogFormatException>();
        authority.Should().Throw<LogFormatException>();
        approver.Should().Throw<LogFormatException>();
    }

    [Fact]
    public void ToBytes_Redaction_NamesTwoDifferentApproversAndReadsBack()
    {
        RedactionEntry redaction = new(12, "docket-1:18-cv-00428", new DateOnly(2026, 11, 24), ("user-0f3a", "user-77b1"));

        LogEntry.Parse(redaction.ToBytes()).Should().Be(redaction);
        RedactionEntry samePerson = redaction with { Approvers = ("user-0f3a", "user-0f3a") };
        samePerson.Invoking(entry => entry.ToBytes()).Should().Throw<LogFormatException>().WithMessage("*two different persons*");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void ToBytes_SequenceAndPreviousDisagree_IsRefused(long sequence, bool previous) =>
        new CommitmentEntry("decision-taken", LogRecordId.Create(), sequence, previous ? MerkleHash.Empty : null, MerkleHash.Empty, Time)
            .Invoking(entry => entry.ToBytes()).Should().Throw<LogFormatException>();

    [Fact]
    public void Parse_RandomBytes_IsRefused() =>
        Gen.Byte.Array[0, 600].Sample(
            bytes =>
            {
                try
                {
                    LogEntry.Parse(bytes);
                    return false;
                }
                catch (LogFormatException)
                {
                    return true;
                }
            },
            iter: 3_000);
}
