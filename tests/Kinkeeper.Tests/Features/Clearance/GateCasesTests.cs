using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Clearance;

/// <summary>Every case of the table in one database, each on a manifest of its own, asked at one moment.</summary>
public sealed class GateCasesTests(GateCasesTests.Answers answers) : IClassFixture<GateCasesTests.Answers>
{
    public static TheoryData<string> Situations => [.. GateCases.All.Select(gate => gate.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public void Clear_InASituation_AnswersAsTheRulesSay(string situation) =>
        answers.Of(situation).Should().Be(GateCases.All.Single(gate => gate.Situation == situation).Answer);

    public sealed class Answers : IAsyncLifetime
    {
        private readonly Dictionary<string, string> _answers = [];

        public string Of(string situation) => _answers[situation];

        public async ValueTask InitializeAsync()
        {
            GateScene[] scenes = [.. GateCases.All.Select((gate, number) => gate.Scene(new GateScene(number)))];
            using KinkeeperRun kinkeeper = new();
            foreach (string format in GateScene.Headers.Keys.Where(format => format != "manifest"))
            {
                VerbAnswer imported = await kinkeeper.ImportTextAsync(format, GateScene.File(format, scenes));
                imported.Json.GetProperty("rejected").GetInt32().Should().Be(0, imported.Output);
            }

            VerbAnswer answer = await kinkeeper.RunAsync(
                "clear", kinkeeper.Folder.Write("manifest.csv", GateScene.File("manifest", scenes)), "--at", GateScene.At, "--json");
            answer.ExitCode.Should().Be(3, answer.Error);
            Queue<JsonElement> people = new(answer.Json.GetProperty("people").EnumerateArray());
            foreach ((GateCase gate, GateScene scene) in GateCases.All.Zip(scenes))
            {
                _answers[gate.Situation] = string.Join(" | ", scene.Rows["manifest"].Select(_ => Words(people.Dequeue())));
            }

            people.Should().BeEmpty();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static string Words(JsonElement person)
        {
            string[] reasons = [.. person.GetProperty("reasons").EnumerateArray().Select(Word).Order(StringComparer.Ordinal)];
            person.GetProperty("answer").GetString().Should().Be(reasons.Length == 0 ? "cleared" : "held");
            return reasons.Length == 0 ? "cleared" : string.Join(' ', reasons);
        }

        private static string Word(JsonElement reason) =>
            reason.GetProperty("child").GetString() is { } child
                ? $"{reason.GetProperty("rule").GetString()}/{child[(child.LastIndexOf('-') + 1)..]}"
                : reason.GetProperty("rule").GetString()!;
    }
}
