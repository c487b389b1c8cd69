using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Policies;

namespace Kinkeeper.TamperLog.Tests.Policies;

/// <summary>Policy files (C2SP tlog-policy): quorums, and refusals of malformed files.</summary>
public sealed class WitnessPolicyTests : IDisposable
{
    private readonly SigningKey _log = SigningKey.Create("log.example");
    private readonly SigningKey[] _witnesses =
        [.. Enumerable.Range(0, 6).Select(i => SigningKey.Create($"witness.example/{i}", KeyType.Ed25519Cosignature))];

    private string TwoGroups => $"""
        # the example of the specification
        log {_log.Verifier}

        witness X1 {_witnesses[0].Verifier}
        witness X2 {_witnesses[1].Verifier}   https://x2.example/
        	witness X3	{_witnesses[2].Verifier}
        group X-witnesses 2 X1 X2 X3
        witness Y1 {_witnesses[3].Verifier}
        witness Y2 {_witnesses[4].Verifier}
        group Y-witnesses any Y1 Y2
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Theory]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("0,1", false)]
    [InlineData("0,1,3", true)]
    [InlineData("0,2,4", true)]
    [InlineData("0,3,4", false)]
    [InlineData("0,1,2", false)]
    [InlineData("0,1,5", false)]
    [InlineData("0,1,2,3,4", true)]
    public void IsMet_TwoOfThreeAndOneOfTwo_CountsEachGroup(string cosigners, bool met) =>
        Parse(TwoGroups)
            .IsMet(cosigners.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(i => _witnesses[int.Parse(i, null)].Verifier))
            .Should().Be(met);

    [Fact]
    public void Open_CheckpointWithoutQuorum_IsRefused()
    {
        WitnessPolicy policy = Parse(TwoGroups);
        string text = new Checkpoint("log.example", 1, MerkleHash.Leaf([])).Text;

        policy.Open(SignedNote.Sign(text, DateTimeOffset.UnixEpoch, _log, _witnesses[0], _witnesses[1], _witnesses[3]).ToBytes())
            .Cosignatures.Should().HaveCount(3);
        policy.Invoking(each => each.Open(SignedNote.Sign(text, DateTimeOffset.UnixEpoch, _log, _witnesses[0]).ToBytes()))
            .Should().Throw<LogIntegrityException>().WithMessage("*Too few*");
    }

    [Theory]
    [InlineData("log {log}\n", "quorum")]
    [InlineData("quorum none\nquorum none\n", "second quorum")]
    [InlineData("quorum A\n", "not defined")]
    [InlineData("witness none {first}\nquorum none\n", "taken")]
    [InlineData("witness A {first}\nwitness A {second}\nquorum A\n", "taken")]
    [InlineData("witness A {first}\nwitness B {first}\nquorum A\n", "twice")]
    [InlineData("log {log}\nlog {log}\nquorum none\n", "twice")]
    [InlineData("witness A {first}\ngroup G 2 A\nquorum G\n", "not all, any, or a number")]
    [InlineData("witness A {first}\ngroup G 0 A\nquorum G\n", "not all, any, or a number")]
    [InlineData("witness A {first}\ngroup G any A A\nquorum G\n", "already a member")]
    [InlineData("witness A {first}\ngroup G any A\ngroup H any A\nquorum G\n", "already a member")]
    [InlineData("group G any G\nquorum G\n", "not defined")]
    [InlineData("witness A {log}\nquorum A\n", "must be Ed25519Cosignature")]
    [InlineData("log {first}\nquorum none\n", "must be Ed25519")]
    [InlineData("nonsense\nquorum none\n", "is none of")]
    [InlineData("quorum\u0001 none\n", "control character")]
    public void Parse_MalformedPolicy_IsRefusedWithTheReason(string policy, string why) =>
        this.Invoking(_ => Parse(policy.Replace("{log}", _log.Verifier.Text, StringComparison.Ordinal)
                .Replace("{first}", _witnesses[0].Verifier.Text, StringComparison.Ordinal)
                .Replace("{second}", _witnesses[1].Verifier.Text, StringComparison.Ordinal)))
            .Should().Throw<LogFormatException>().WithMessage($"*{why}*");

    [Fact]
    public void Parse_NamesThatLookAlike_AreDifferentIfTheirBytesDiffer() =>
        Parse($"witness K {_witnesses[0].Verifier}\nwitness \u212a {_witnesses[1].Verifier}\nquorum \u212a\n")
            .IsMet([_witnesses[0].Verifier]).Should().BeFalse();

    public void Dispose()
    {
        _log.Dispose();
        foreach (SigningKey witness in _witnesses)
        {
            witness.Dispose();
        }
    }

    private static WitnessPolicy Parse(string policy) => WitnessPolicy.Parse(Encoding.UTF8.GetBytes(policy));
}
