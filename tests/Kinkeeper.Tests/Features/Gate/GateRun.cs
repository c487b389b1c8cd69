using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>Scenes in one database, and the gate's answers to their manifests through the verb.</summary>
public sealed class GateRun : IDisposable
{
    private readonly IReadOnlyList<GateScene> _scenes;

    private GateRun(IReadOnlyList<GateScene> scenes) => _scenes = scenes;

    public KinkeeperRun Kinkeeper { get; } = new();

    /// <summary>Imports every scene, with its rows in the order of <paramref name="arrange"/> if given.</summary>
    public static async Task<GateRun> OfAsync(IReadOnlyList<GateScene> scenes, Func<IEnumerable<string>, IEnumerable<string>>? arrange = null)
    {
        GateRun run = new(scenes);
        string[] formats = [.. GateScene.Headers.Keys.Where(format => format != "manifest")];
        foreach (string format in arrange is null ? formats : arrange(formats))
        {
            VerbAnswer imported = await run.Kinkeeper.ImportTextAsync(format, GateScene.File(format, scenes, arrange));
            imported.Json.GetProperty("rejected").GetInt32().Should().Be(0, imported.Output);
        }

        return run;
    }

    /// <summary>Returns the answers for each scene's lines, asked in one manifest file at one time.</summary>
    public async Task<IReadOnlyDictionary<GateScene, JsonElement[]>> ClearAsync(string at = GateScene.At)
    {
        VerbAnswer answer = await Kinkeeper.RunAsync(
            "clear", Kinkeeper.Folder.Write("manifest.csv", GateScene.File("manifest", _scenes)), "--at", at, "--json");
        answer.ExitCode.Should().BeOneOf([0, 3], answer.Error);
        Queue<JsonElement> people = new(answer.Json.GetProperty("people").EnumerateArray());
        Dictionary<GateScene, JsonElement[]> answers = _scenes.ToDictionary(
            scene => scene, scene => (scene.Rows.GetValueOrDefault("manifest") ?? []).Select(_ => people.Dequeue()).ToArray());
        people.Should().BeEmpty();
        return answers;
    }

    /// <summary>Returns an answer in short: <c>cleared</c>, or the codes that hold, with the child after a slash.</summary>
    public static string Words(JsonElement person)
    {
        string[] reasons = Reasons(person);
        person.GetProperty("answer").GetString().Should().Be(reasons.Length == 0 ? "cleared" : "held");
        return reasons.Length == 0 ? "cleared" : string.Join(' ', reasons);
    }

    /// <summary>Returns the codes that hold, with the child after a slash, in alphabetical order.</summary>
    public static string[] Reasons(JsonElement person) =>
        [.. person.GetProperty("reasons").EnumerateArray().Select(Word).Order(StringComparer.Ordinal)];

    /// <summary>Returns a person's name within their scene.</summary>
    public static string ShortName(string recordId) => recordId[(recordId.LastIndexOf('-') + 1)..];

    public void Dispose() => Kinkeeper.Dispose();

    private static string Word(JsonElement reason) =>
        reason.GetProperty("child").GetString() is { } child
            ? $"{reason.GetProperty("rule").GetString()}/{ShortName(child)}"
            : reason.GetProperty("rule").GetString()!;
}
