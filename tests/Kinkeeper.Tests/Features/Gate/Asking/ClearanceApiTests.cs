using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Asking;

/// <summary>Tests the gate's API as called by systems that move people.</summary>
public sealed class ClearanceApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/clearances";

    private readonly GateScene _scene = new GateScene(1)
        .Family("ready", "daughter").ReadyTogether("ready", "daughter")
        .Family("asked", "son").RemainsInCare("asked", "son")
        .Family("silent", "baby")
        .Flies("ready", "daughter", "asked", "silent");

    private GateRun _run = null!;
    private GateServer _server = null!;

    private KinkeeperRun Kinkeeper => _run.Kinkeeper;

    public async ValueTask InitializeAsync()
    {
        _run = await GateRun.OfAsync([_scene]);
        _server = await GateServer.StartAsync(Kinkeeper);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task Post_AManifest_AnswersAsTheVerbDoes()
    {
        JsonElement verb = (await Kinkeeper.RunAsync("clear", Kinkeeper.Folder.Write("m.csv", GateScene.File("manifest", [_scene])), "--at", GateScene.At, "--json")).Json;
        ApiAnswer answer = await _server.PostAsync(Path, Manifest("ready", "daughter", "asked", "silent"));
        answer.Status.Should().Be(200, answer.Body);
        foreach (string member in (string[])["manifest", "at", "policy", "cleared", "held", "people"])
        {
            answer.Json.GetProperty(member).GetRawText().Should().Be(Compact(verb.GetProperty(member)), member);
        }

        answer.Json.GetProperty("stands").GetBoolean().Should().BeTrue();
        answer.Json.GetProperty("policyVersion").GetString().Should().StartWith("sha256:");

        static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);
    }

    [Fact]
    public async Task Post_OnePerson_AnswersForThem()
    {
        ApiAnswer answer = await _server.PostAsync(Path, $$"""{"record_id":"{{_scene.Id("silent")}}","manifest":"F1","departsAt":"{{GateScene.Departure}}","seat":"12A"}""");
        answer.Status.Should().Be(200, answer.Body);
        JsonElement person = answer.Json.GetProperty("people").EnumerateArray().Should().ContainSingle().Subject;
        person.GetProperty("answer").GetString().Should().Be("held");
        person.GetProperty("reasons")[0].GetProperty("rule").GetString().Should().Be("no-decision");
    }

    [Fact]
    public async Task Post_InSpanish_GivesTheReasonsInSpanish()
    {
        ApiAnswer answer = await _server.PostAsync(Path, Manifest("silent"), language: "es-GT, en;q=0.5");
        answer.Json.GetProperty("people")[0].GetProperty("reasons")[0].GetProperty("text").GetString().Should().StartWith("Nadie ha registrado");
    }

    [Theory]
    [InlineData("{\"manifest\":\"F1\",\"departsAt\":\"2024-06-20T14:00:00-05:00\",\"people\":[7]}", "it is not an object")]
    [InlineData("{\"manifest\":\"F1\",\"departsAt\":\"2024-06-20T14:00:00-05:00\",\"people\":[{\"recordId\":{\"id\":1}}]}", "recordid is not a text")]
    [InlineData("{\"manifest\":\"F1\",\"departsAt\":\"2024-06-31T14:00:00Z\",\"people\":[{\"recordId\":\"x\"}]}", "departs_at")]
    [InlineData("{\"manifest\":\"F1\",\"people\":[{\"recordId\":\"x\",\"departsAt\":null}]}", "departs_at")]
    [InlineData("{\"people\":[{\"recordId\":\"x\",\"departsAt\":\"2024-06-20T14:00:00Z\"}]}", "manifest is empty")]
    public async Task Post_APersonWhoCannotBeRead_HoldsThem(string body, string named)
    {
        ApiAnswer answer = await _server.PostAsync(Path, body);
        answer.Status.Should().Be(200, answer.Body);
        answer.Json.GetProperty("people")[0].GetProperty("reasons")[0].GetProperty("text").GetString().Should().Contain(named);
        answer.Json.GetProperty("held").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("", 400, "request-unreadable")]
    [InlineData("{", 400, "request-unreadable")]
    [InlineData("null", 400, "nobody-asked-about")]
    [InlineData("[]", 400, "nobody-asked-about")]
    [InlineData("{\"people\":[]}", 400, "nobody-asked-about")]
    [InlineData("{\"people\":\"all\"}", 400, "nobody-asked-about")]
    [InlineData("{\"policy\":\"none-before-2018-07-12\",\"people\":[{}]}", 400, "policy-not-yours")]
    [InlineData("{\"at\":\"yesterday\",\"people\":[{}]}", 400, "at-unreadable")]
    [InlineData("{\"people\":[{\"recordId\":\"a\",\"record_id\":\"b\"}]}", 400, "member-twice")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", 400, "request-unreadable")]
    public async Task Post_AnInvalidRequest_IsAProblemThatSaysHeld(string body, int status, string code) =>
        IsHeldBy(await _server.PostAsync(Path, body), status, code);

    [Fact]
    public async Task Post_InAnotherMediaType_IsAProblemThatSaysHeld() =>
        IsHeldBy(await _server.PostAsync(Path, "manifest,record_id", contentType: "text/csv"), 415, "request-not-json");

    [Fact]
    public async Task Post_ATooLargeRequest_IsAProblemThatSaysHeld() =>
        IsHeldBy(await _server.PostAsync(Path, "[" + new string(' ', 31_000_000) + "]"), 413, "request-too-large");

    [Fact]
    public async Task Post_AHundredThousandPeople_AnswersEachOnce()
    {
        string people = string.Join(',', Enumerable.Range(1, 100_000).Select(line => $$"""{"recordId":"{{_scene.Id(line % 2 == 0 ? "asked" : "silent")}}"}"""));
        ApiAnswer answer = await _server.PostAsync(Path, $$"""{"manifest":"F1","departsAt":"{{GateScene.Departure}}","people":[{{people}}]}""");
        answer.Status.Should().Be(200);
        answer.Json.GetProperty("cleared").GetInt32().Should().Be(50_000);
        answer.Json.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("line").GetInt32()).Should().Equal(Enumerable.Range(1, 100_000));
    }

    [Fact]
    public async Task Post_TheSameRequestTwice_GivesTheSameClearance()
    {
        ApiAnswer first = await _server.PostAsync(Path, Manifest("asked"), "flight-7");
        _server.Clock.Set("2024-06-20T10:05:00-05:00");
        ApiAnswer second = await _server.PostAsync(Path, Manifest("asked"), "flight-7");
        second.Status.Should().Be(200, second.Body);
        second.Body.Should().Be(first.Body);
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
        IsHeldBy(await _server.PostAsync(Path, Manifest("silent"), "flight-7"), 422, "idempotency-key-reused");
        (await _server.PostAsync(Path, Manifest("asked"), "flight-8")).Json.GetProperty("id").GetString().Should().NotBe(first.Json.GetProperty("id").GetString());
        IsHeldBy(await _server.PostAsync(Path, Manifest("asked"), new string('k', 256)), 400, "idempotency-key-unusable");
    }

    [Fact]
    public async Task Post_TheSameKeyFromManyAtOnce_MakesOneClearance()
    {
        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _server.PostAsync(Path, Manifest("asked", "silent"), "one")));
        answers.Select(answer => answer.Status).Distinct().Should().Equal(200);
        answers.Select(answer => answer.Json.GetProperty("id").GetString()).Distinct().Should().ContainSingle();
        answers.Count(answer => !answer.Headers.Contains("Idempotency-Replayed")).Should().Be(1);
    }

    [Fact]
    public async Task Clearance_AfterARevocation_ExpiresAndIsNotReturnedAgain()
    {
        ApiAnswer given = await _server.PostAsync(Path, Manifest("ready", "daughter", "asked"), "flight-9");
        string place = $"{Path}/{given.Json.GetProperty("id").GetString()}";
        given.Json.GetProperty("held").GetInt32().Should().Be(0);
        (await _server.GetAsync(place)).Json.GetProperty("stands").GetBoolean().Should().BeTrue();

        await Kinkeeper.ImportTextAsync(
            "decisions",
            GateScene.File("decisions", [new GateScene(1).Decides("asked", "son", "remain", "revoked_at=2024-06-20T10:01:00-05:00")]));
        _server.Clock.Set("2024-06-20T10:02:00-05:00");

        JsonElement now = (await _server.GetAsync(place)).Json;
        now.GetProperty("stands").GetBoolean().Should().BeFalse();
        JsonElement why = now.GetProperty("expired").EnumerateArray().Should().ContainSingle().Subject;
        why.GetProperty("line").GetInt32().Should().Be(3);
        why.GetProperty("code").GetString().Should().Be("evidence");
        now.GetProperty("people")[2].GetProperty("answer").GetString().Should().Be("cleared", "the earlier answer stays on record");
        IsHeldBy(await _server.PostAsync(Path, Manifest("ready", "daughter", "asked"), "flight-9"), 409, "clearance-expired");
    }

    [Fact]
    public async Task Clearance_AfterTheDepartureTime_Expires()
    {
        string place = $"{Path}/{(await _server.PostAsync(Path, Manifest("asked"))).Json.GetProperty("id").GetString()}";
        _server.Clock.Set(GateScene.Departure);
        (await _server.GetAsync(place)).Json.GetProperty("expired")[0].GetProperty("code").GetString().Should().Be("departed");
    }

    [Fact]
    public async Task Clearance_WhenTimeAloneChangesTheAnswer_Expires()
    {
        GateScene other = new GateScene(2).Family("aunt", "niece").Decides("aunt", "niece", "remain").Custody("niece", "2024-05-01T00:00:00Z", "2024-06-20T10:30:00-05:00");
        foreach (string format in (string[])["encounters", "relationships", "decisions", "custody"])
        {
            await Kinkeeper.ImportTextAsync(format, GateScene.File(format, [other]));
        }

        ApiAnswer given = await _server.PostAsync(Path, $$"""{"manifest":"F2","departsAt":"{{GateScene.Departure}}","recordId":"{{other.Id("aunt")}}"}""");
        given.Json.GetProperty("cleared").GetInt32().Should().Be(1, given.Body);
        string place = $"{Path}/{given.Json.GetProperty("id").GetString()}";
        _server.Clock.Set("2024-06-20T10:29:59-05:00");
        (await _server.GetAsync(place)).Json.GetProperty("stands").GetBoolean().Should().BeTrue();
        _server.Clock.Set("2024-06-20T10:30:00-05:00");
        (await _server.GetAsync(place)).Json.GetProperty("expired")[0].GetProperty("code").GetString().Should().Be("answer", "the custody it was based on has ended");
    }

    [Fact]
    public async Task Clearance_WhenThePolicyChanges_Expires()
    {
        string place = $"{Path}/{(await _server.PostAsync(Path, Manifest("asked"))).Json.GetProperty("id").GetString()}";
        string policy = await File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "policies", "oig-21-36.json"), TestContext.Current.CancellationToken);
        Kinkeeper.Folder.Write("data/policies/oig-21-36.json", policy.Replace("\"minimumMinutes\": 60", "\"minimumMinutes\": 50", StringComparison.Ordinal));
        (await _server.GetAsync(place)).Json.GetProperty("expired")[0].GetProperty("code").GetString().Should().Be("policy");
    }

    [Fact]
    public async Task Clearance_AskedAboutAnotherTime_IsNeverValid()
    {
        ApiAnswer answer = await _server.PostAsync(Path, $$"""{"at":"2024-06-19T09:00:00Z","manifest":"F1","departsAt":"{{GateScene.Departure}}","people":[{"recordId":"{{_scene.Id("asked")}}"}]}""");
        answer.Json.GetProperty("cleared").GetInt32().Should().Be(1);
        answer.Json.GetProperty("stands").GetBoolean().Should().BeFalse();
        (await _server.GetAsync($"{Path}/{answer.Json.GetProperty("id").GetString()}")).Json.GetProperty("expired")[0].GetProperty("code").GetString().Should().Be("as-of");
    }

    [Fact]
    public async Task Get_AnUnknownClearance_IsAProblem() => IsHeldBy(await _server.GetAsync($"{Path}/999"), 404, "clearance-unknown");

    [Fact]
    public async Task Post_WhenThePolicyCannotBeRead_IsAProblemThatHoldsEverybody()
    {
        Kinkeeper.Folder.Write("data/policies/other.json", "not JSON");
        ApiAnswer answer = await _server.PostAsync(Path, Manifest("asked", "silent"));
        IsHeldBy(answer, 503, "policy-unavailable");
        answer.Json.GetProperty("answer").GetProperty("held").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Post_WhenTheLogCannotBeRead_IsAProblemThatHoldsEverybody()
    {
        (await Kinkeeper.RunAsync("log", "sequence")).ExitCode.Should().Be(0);
        (await _server.PostAsync(Path, Manifest("asked"))).Json.GetProperty("logSize").GetInt64().Should().Be(2, "two decisions are on record");
        string checkpoint = System.IO.Path.Combine(Kinkeeper.DataFolder, "log", "checkpoint");
        string signed = await File.ReadAllTextAsync(checkpoint, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(checkpoint, signed.Replace("\n2\n", "\n3\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        IsHeldBy(await _server.PostAsync(Path, Manifest("asked")), 503, "log-integrity");
        await File.WriteAllTextAsync(checkpoint, "torn", TestContext.Current.CancellationToken);
        IsHeldBy(await _server.PostAsync(Path, Manifest("asked")), 503, "log-unreadable");
        File.Delete(checkpoint);
        IsHeldBy(await _server.PostAsync(Path, Manifest("asked")), 503, "log-unreadable");
    }

    [Fact]
    public async Task OpenApi_DescribesTheGate()
    {
        JsonElement api = (await _server.GetAsync("/openapi/v1.json")).Json;
        api.GetProperty("openapi").GetString().Should().StartWith("3.1");
        JsonElement post = api.GetProperty("paths").GetProperty(Path).GetProperty("post");
        post.GetProperty("responses").EnumerateObject().Select(status => status.Name).Should().Contain(["200", "400", "422", "503"]);
        post.GetProperty("responses").GetProperty("503").GetProperty("content").TryGetProperty("application/problem+json", out _).Should().BeTrue();
        api.GetProperty("components").GetProperty("schemas").GetProperty("GateProblem").GetProperty("properties").TryGetProperty("treatAs", out _).Should().BeTrue();
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Manifest(params string[] people) => JsonSerializer.Serialize(new
    {
        manifest = _scene.Manifest,
        departsAt = GateScene.Departure,
        country = "GT",
        people = people.Select(person => new { recordId = _scene.Id(person) }),
    });

    private static void IsHeldBy(ApiAnswer answer, int status, string code)
    {
        answer.Status.Should().Be(status, answer.Body);
        answer.ContentType.Should().Be("application/problem+json");
        answer.Json.GetProperty("code").GetString().Should().Be(code);
        answer.Json.GetProperty("treatAs").GetString().Should().Be("held");
        answer.Json.GetProperty("status").GetInt32().Should().Be(status);
        answer.Json.GetProperty("detail").GetString().Should().EndWith("Everyone asked about is held.");
    }
}
