using System.Text.Json;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>Runs every case of the table in one database, each on its own manifest.</summary>
public sealed class GateCasesTests(GateCasesTests.Answers answers) : IClassFixture<GateCasesTests.Answers>
{
    public static TheoryData<string> Situations => [.. GateCases.All.Select(gate => gate.Situation)];

    public static TheoryData<string> DefectSituations => [.. GateDefectCases.All.Select(gate => gate.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public void Clear_InEachCase_AnswersByTheRules(string situation)
    {
        GateCase gate = GateCases.All.Single(gate => gate.Situation == situation);
        string.Join(" | ", answers.Of(gate).Select(GateRun.Words)).Should().Be(gate.Answer);
    }

    [Theory]
    [MemberData(nameof(DefectSituations))]
    public void Clear_WithADefectiveDecision_NamesTheDefects(string situation)
    {
        GateCase gate = GateDefectCases.All.Single(gate => gate.Situation == situation);
        JsonElement reason = answers.Of(gate).Single().GetProperty("reasons").EnumerateArray().Should().ContainSingle().Subject;
        reason.GetProperty("rule").GetString().Should().Be("decision-defective");
        reason.GetProperty("text").GetString().Should().EndWith($"({gate.Answer})");
    }

    [Fact]
    public void Clear_WithSeveralChildren_ListsThemInOrderAndSaysHowManyWereStated()
    {
        JsonElement[] reasons = [.. answers.Of(GateDefectCases.ThreeChildrenOfFive).Single().GetProperty("reasons").EnumerateArray()];
        reasons.Select(reason => reason.GetProperty("rule").GetString()).Should().Equal("child-not-recorded", "no-decision", "no-decision", "no-decision");
        reasons[0].GetProperty("text").GetString().Should().EndWith("(stated 5, on record 3)");
        reasons.Skip(1).Select(reason => GateRun.ShortName(reason.GetProperty("child").GetString()!)).Should().Equal("ana", "bea", "eva");
    }

    public sealed class Answers : IAsyncLifetime
    {
        private readonly Dictionary<GateCase, JsonElement[]> _answers = [];

        public JsonElement[] Of(GateCase gate) => _answers[gate];

        public async ValueTask InitializeAsync()
        {
            GateCase[] cases = [.. GateCases.All, .. GateDefectCases.All, GateDefectCases.ThreeChildrenOfFive];
            GateScene[] scenes = [.. cases.Select((gate, number) => gate.Scene(new GateScene(number)))];
            using GateRun run = await GateRun.OfAsync(scenes);
            foreach (IGrouping<string, (GateCase Gate, GateScene Scene)> moment in cases.Zip(scenes).GroupBy(pair => pair.First.At))
            {
                IReadOnlyDictionary<GateScene, JsonElement[]> people = await run.ClearAsync(moment.Key);
                foreach ((GateCase gate, GateScene scene) in moment)
                {
                    _answers[gate] = people[scene];
                }
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
