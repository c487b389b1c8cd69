using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Recording;

/// <summary>A mother, a child, an officer and a supervisor, who use the verbs.</summary>
internal sealed class DecisionScene : IDisposable
{
    public KinkeeperRun Kinkeeper { get; } = new();

    public static async Task<DecisionScene> BeginAsync()
    {
        DecisionScene scene = new();
        await scene.Kinkeeper.ImportTextAsync(
            "encounters",
            "source,record_id,a_number,given_names,surnames,date_of_birth,role,encountered_at\n" +
            "cbp,cbp:1,A200000001,Maria,Canaria Lopez,1990-01-02,adult,2026-01-01T00:00:00Z\n" +
            "cbp,cbp:1b,A200000001,Maria,Canaria Lopez,1990-01-02,adult,2026-01-01T00:00:00Z\n" +
            "cbp,cbp:2,A200000002,Juan,Canaria Lopez,2018-03-04,minor,2026-01-01T00:00:00Z\n");
        return scene;
    }

    /// <summary>Returns a complete draft as JSON, with <paramref name="changes"/> applied; null removes a field.</summary>
    public string Draft(params (string Name, JsonNode? Value)[] changes)
    {
        JsonObject draft = JsonNode.Parse(
            """
            {"decision_id":"D-1","parent_record_id":"cbp:1","child_record_id":"cbp:2","choice":"remain","taken_at":"2026-01-02T02:00:00Z",
             "form":"KK-1","form_version":"1","form_language":"spa","spoken_language":"spa","parent_language":"spa",
             "information_given":"yes","options_offered":["accompany","remain","reunify_here","counsel_first","undecided"],
             "child_contact_offered":"yes","counsel_offered":"yes","minutes_allowed":120,"private":"yes",
             "parent_words":"Que se quede con mi hermana Palabracanaria.","signature":"signed","officer":"Officer Uno"}
            """)!.AsObject();
        foreach ((string name, JsonNode? value) in changes)
        {
            draft.Remove(name);
            if (value is not null)
            {
                draft[name] = value;
            }
        }

        return Kinkeeper.Folder.Write($"{Guid.NewGuid():N}.json", draft.ToJsonString(JsonSerializerOptions.Web));
    }

    public Task<VerbAnswer> RunAsync(params string[] args) => Kinkeeper.RunAsync(args);

    public Task<VerbAnswer> RecordAsync(params (string Name, JsonNode? Value)[] changes) => RunAsync("decision", "record", Draft(changes), "--json");

    public async Task<long> LogSizeAsync()
    {
        VerbAnswer answer = await RunAsync("log", "checkpoint", "--json");
        return answer.ExitCode == 0 ? answer.Json.GetProperty("size").GetInt64() : 0;
    }

    public async Task<string[]> KindsAsync(string decision) =>
        [.. (await RunAsync("decision", "show", decision, "--json")).Json.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("kind").GetString()!)];

    public static string[] Codes(VerbAnswer answer)
    {
        answer.ExitCode.Should().Be(0, answer.Error);
        return [.. answer.Json.GetProperty("defects").EnumerateArray().Select(defect => defect.GetProperty("code").GetString()!)];
    }

    public void Dispose() => Kinkeeper.Dispose();
}
