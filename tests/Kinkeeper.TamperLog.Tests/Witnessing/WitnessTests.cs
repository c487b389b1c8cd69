using System.Globalization;
using System.Net;
using System.Text;
using Kinkeeper.TamperLog.Merkle;
using Kinkeeper.TamperLog.Notes;
using Kinkeeper.TamperLog.Tests.External;
using Kinkeeper.TamperLog.Tests.Fixtures;
using Kinkeeper.TamperLog.Tiles;
using Kinkeeper.TamperLog.Verifying;
using Kinkeeper.TamperLog.Witnessing;
using Kinkeeper.TamperLog.Writing;

namespace Kinkeeper.TamperLog.Tests.Witnessing;

/// <summary>The answers of a witness by status, and the attacks that it must stop (C2SP tlog-witness).</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kinkeeper-witness-").FullName;
    private readonly TemporaryLog _log = new();
    private readonly TamperLogWriter _writer;
    private readonly Witness _witness;

    public WitnessTests()
    {
        _writer = _log.Open();
        _witness = Open();
    }

    [Fact]
    public async Task AddCheckpoint_FirstThenGrown_IsCosignedBothTimes()
    {
        SignedCheckpoint first = await GrowAsync(7);
        WitnessAnswer answer = Ask(0, [], first.Note);
        answer.Status.Should().Be(200);
        SignedNote cosigned = first.Note.With([NoteSignature.Parse(answer.Body.TrimEnd('\n'))!]);
        cosigned.Verify(_writer.Key, _witness.Key).Should().HaveCount(2);
        OpenSsl.Verifies(cosigned, _witness.Key).Should().BeTrue("openssl checks the cosignature too");

        SignedCheckpoint second = await GrowAsync(300);
        Ask(7, await ProofAsync(first, second), second.Note).Status.Should().Be(200);
        Ask(300, [], second.Note).Status.Should().Be(200, "the same checkpoint may be asked for again");
    }

    [Fact]
    public async Task AddCheckpoint_StaleOldSize_Is409WithTheKnownSize()
    {
        SignedCheckpoint first = await GrowAsync(7);
        Ask(0, [], first.Note);
        SignedCheckpoint second = await GrowAsync(9);

        Ask(0, [], second.Note).Should().Be(new WitnessAnswer(409, "text/x.tlog.size", "7\n"));
        Ask(8, [], second.Note).Should().Be(new WitnessAnswer(409, "text/x.tlog.size", "7\n"));
    }

    [Fact]
    public async Task AddCheckpoint_SmallerLog_Is409AndKeepsTheState()
    {
        SignedCheckpoint first = await GrowAsync(7);
        SignedCheckpoint second = await GrowAsync(9);
        Ask(0, [], second.Note);

        Ask(7, [], first.Note).Status.Should().Be(409);
        Ask(9, [], first.Note).Status.Should().Be(400, "old is larger than the checkpoint");
        Ask(9, [], second.Note).Status.Should().Be(200);
    }

    [Fact]
    public async Task AddCheckpoint_ForkWithTheLogsOwnSignature_Is422()
    {
        SignedCheckpoint honest = await GrowAsync(7);
        Ask(0, [], honest.Note);
        SignedNote other = Forge(7, MerkleHash.Leaf([1]));
        SignedNote larger = Forge(8, MerkleHash.Leaf([2]));

        Ask(7, [], other).Status.Should().Be(422, "same size, another root");
        Ask(7, [MerkleHash.Leaf([3])], larger).Status.Should().Be(422);
        Ask(7, [], larger).Status.Should().Be(422, "no proof");
        Ask(7, [MerkleHash.Leaf([3])], honest.Note).Status.Should().Be(422, "a proof where none belongs");
    }

    [Fact]
    public void AddCheckpoint_FirstWithAProof_Is422() =>
        Ask(0, [MerkleHash.Empty], Forge(3, MerkleHash.Leaf([1]))).Status.Should().Be(422);

    [Fact]
    public async Task AddCheckpoint_WrongKeyOrBrokenSignature_Is403()
    {
        SignedCheckpoint first = await GrowAsync(7);
        using SigningKey namesake = SigningKey.Create(_writer.Key.Name);
        byte[] signature = first.Note.Signatures[0].Bytes.ToArray();
        signature[10] ^= 1;

        Ask(0, [], SignedNote.Sign(first.Checkpoint.Text, default, namesake)).Status.Should().Be(403);
        Ask(0, [], first.Note.With([first.Note.Signatures[0] with { Bytes = signature }])).Status.Should().Be(403);
    }

    [Fact]
    public void AddCheckpoint_UnknownLog_Is404()
    {
        using SigningKey stranger = SigningKey.Create("stranger.example/log");

        Checkpoint checkpoint = new("stranger.example/log", 0, MerkleHash.Empty);
        Ask(0, [], SignedNote.Sign(checkpoint.Text, default, stranger)).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("old 0\n", "no checkpoint")]
    [InlineData("old 00\n\nCHECKPOINT", "leading zero")]
    [InlineData("old -1\n\nCHECKPOINT", "sign")]
    [InlineData("OLD 0\n\nCHECKPOINT", "capitals")]
    [InlineData("old 0\nAAAA\n\nCHECKPOINT", "a short hash")]
    [InlineData("old 99999999999999999999\n\nCHECKPOINT", "a size past 64 bits")]
    [InlineData("old 0\n\ntest.example/log\n1\n", "a checkpoint without signatures")]
    public async Task AddCheckpoint_Malformed_Is400(string body, string why)
    {
        SignedCheckpoint first = await GrowAsync(1);

        byte[] request = Encoding.UTF8.GetBytes(body.Replace("CHECKPOINT", first.Note.ToString(), StringComparison.Ordinal));
        _witness.AddCheckpoint(request).Status.Should().Be(400, why);
    }

    [Fact]
    public void AddCheckpoint_MoreThan63ProofLines_Is400() =>
        Ask(0, Enumerable.Repeat(MerkleHash.Empty, 64), Forge(1, MerkleHash.Empty)).Status.Should().Be(400);

    [Fact]
    public async Task Open_AfterARestart_KnowsItsLastCosignedCheckpoint()
    {
        SignedCheckpoint first = await GrowAsync(7);
        Ask(0, [], first.Note);
        VerifierKey key = _witness.Key;
        _witness.Dispose();

        using Witness again = Witness.Open(_folder, null, [_writer.Key], TimeProvider.System);

        again.Key.Should().Be(key);
        again.AddCheckpoint(new WitnessRequest(0, [], first.Note).ToBytes()).Status.Should().Be(409);
    }

    [Fact]
    public async Task Open_StateDamaged_IsRefused()
    {
        SignedCheckpoint first = await GrowAsync(7);
        Ask(0, [], first.Note);
        _witness.Dispose();
        string state = Directory.GetFiles(_folder, "cosigned-*").Single();
        File.WriteAllBytes(state, File.ReadAllBytes(state)[..20]);

        _folder.Invoking(folder => Witness.Open(folder, null, [_writer.Key], TimeProvider.System)).Should().Throw<LogIntegrityException>();
    }

    [Fact]
    public async Task AddCheckpoint_ManyAtOnce_CosignsOnlyOneHistory()
    {
        SignedCheckpoint first = await GrowAsync(7);
        Ask(0, [], first.Note);
        SignedNote[] forks = [.. Enumerable.Range(0, 16).Select(i => Forge(14, MerkleHash.Leaf([(byte)i])))];
        SignedCheckpoint second = await GrowAsync(14);
        IReadOnlyList<Digest> proof = await ProofAsync(first, second);

        WitnessAnswer[] answers = await Task.WhenAll(forks.Append(second.Note).Select(note => Task.Run(() => Ask(7, proof, note))));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers[^1].Status.Should().Be(200);
    }

    [Fact]
    public async Task Client_WitnessKnowsAnOlderSize_ProvesFromThatSizeAndGetsTheCosignature()
    {
        SignedCheckpoint first = await GrowAsync(7);
        Ask(0, [], first.Note);
        SignedCheckpoint second = await GrowAsync(600);

        NoteSignature cosignature = await Client().CosignAsync(Reader(), second, cancellation: TestContext.Current.CancellationToken);

        _writer.Cosign(second.Checkpoint, [cosignature]).Should().BeTrue();
        SignedCheckpoint published = SignedCheckpoint.Open(File.ReadAllBytes(_log.Files.Checkpoint), _writer.Key, _witness.Key);
        published.Cosignatures.Should().ContainSingle().Which.Witness.Should().Be(_witness.Key);
        published.Cosignatures[0].Time.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Client_WitnessHasSeenALargerLog_ReportsThatTheLogWasCutBack()
    {
        SignedCheckpoint small = await GrowAsync(7);
        Ask(0, [], (await GrowAsync(9)).Note);

        Func<Task> ask = () => Client().CosignAsync(Reader(), small, cancellation: TestContext.Current.CancellationToken);

        (await ask.Should().ThrowAsync<LogIntegrityException>()).WithMessage("*cut back*9 entries*7 entries*");
    }

    [Fact]
    public async Task Client_UnknownLog_ReportsTheAnswerOfTheWitness()
    {
        SignedCheckpoint first = await GrowAsync(7);
        using Witness other = Witness.Open(Path.Combine(_folder, "other"), "witness.example/2", [], TimeProvider.System);

        Func<Task> ask = () => new WitnessClient(new HttpClient(new InProcess(other)), new Uri("http://witness.example/"), other.Key)
            .CosignAsync(Reader(), first, cancellation: TestContext.Current.CancellationToken);

        (await ask.Should().ThrowAsync<HttpRequestException>()).WithMessage("*404*not known here*");
    }

    public void Dispose()
    {
        _witness.Dispose();
        _writer.Dispose();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Witness Open() => Witness.Open(_folder, "witness.example/1", [_writer.Key], TimeProvider.System);

    private async Task<SignedCheckpoint> GrowAsync(long size)
    {
        await TemporaryLog.AppendAsync(_writer, _writer.Size, size);
        return await _writer.CheckpointAsync(size);
    }

    private WitnessAnswer Ask(long old, IEnumerable<Digest> proof, SignedNote checkpoint) =>
        _witness.AddCheckpoint(new WitnessRequest(old, [.. proof], checkpoint).ToBytes());

    private TamperLogReader Reader() => new(new FolderTileSource(_log.Folder), _writer.Key);

    private async Task<IReadOnlyList<Digest>> ProofAsync(SignedCheckpoint older, SignedCheckpoint newer) =>
        await Reader().ConsistencyProofAsync(older.Checkpoint, newer.Checkpoint);

    private WitnessClient Client() => new(new HttpClient(new InProcess(_witness)), new Uri("http://witness.example/"), _witness.Key);

    /// <summary>Signs a false checkpoint with the log's own key, as a dishonest log would.</summary>
    private SignedNote Forge(long size, Digest root)
    {
        using SigningKey key = SigningKey.Parse(File.ReadAllText(_log.Files.SigningKey).TrimEnd('\n'));
        return SignedNote.Sign(new Checkpoint(_writer.Key.Name, size, root).Text, default, key);
    }

    /// <summary>Carries requests to the witness without a network.</summary>
    private sealed class InProcess(Witness witness) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri!.AbsolutePath.Should().Be("/add-checkpoint");
            WitnessAnswer answer = witness.AddCheckpoint(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            return new HttpResponseMessage((HttpStatusCode)answer.Status)
            {
                Content = new StringContent(answer.Body, Encoding.UTF8, answer.ContentType.Split(';')[0]),
                ReasonPhrase = answer.Status.ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}
