using System.Text.Json;

namespace Kinkeeper.Tests.Features.Gate;

/// <summary>Tests properties of the gate that hold for any records, on random families. A failure names the family.</summary>
public sealed class GatePropertyTests
{
    private const int Families = 400;

    public static TheoryData<int> Seeds => [1, 20_240_620];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Clear_WhenADecisionInForceGetsADefect_ClearsNobodyWhoWasHeld(int seed)
    {
        RandomFamilies random = new(seed);
        GateScene[] before = [.. Enumerable.Range(0, Families).Select(random.Family)];
        GateScene[] after = [.. before.Select(scene => WithDefect(scene, random))];
        IReadOnlyDictionary<GateScene, JsonElement[]> was = await AnswersAsync(before);
        IReadOnlyDictionary<GateScene, JsonElement[]> became = await AnswersAsync(after);
        int tried = 0;
        foreach ((GateScene old, GateScene flawed) in before.Zip(after))
        {
            tried += was[old].Length;
            was[old].Zip(became[flawed]).Where(line => IsHeld(line.First) && !IsHeld(line.Second))
                .Should().BeEmpty("{0}", string.Join('\n', flawed.Rows.SelectMany(format => format.Value)));
        }

        tried.Should().BeGreaterThan(Families / 2);
        AreBothKinds(was.Values);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Clear_WithoutALine_ClearsOnlyAParentWhoseChildWasToRemain(int seed)
    {
        RandomFamilies random = new(seed);
        GateScene[] before = [.. Enumerable.Range(0, Families).Select(random.Family).Where(scene => Lines(scene).Count > 1)];
        int[] removed = [.. before.Select(scene => random.Pick(Enumerable.Range(0, Lines(scene).Count).ToArray()))];
        GateScene[] after = [.. before.Zip(removed).Select(pair => pair.First.With("manifest", [.. Lines(pair.First).Where((_, line) => line != pair.Second)]))];
        IReadOnlyDictionary<GateScene, JsonElement[]> was = await AnswersAsync(before);
        IReadOnlyDictionary<GateScene, JsonElement[]> became = await AnswersAsync(after);
        int cleared = 0;
        for (int i = 0; i < before.Length; i++)
        {
            string gone = GateRun.ShortName(was[before[i]][removed[i]].GetProperty("recordId").GetString()!);
            JsonElement[] stayed = [.. was[before[i]].Where((_, line) => line != removed[i])];
            foreach ((JsonElement old, JsonElement now) in stayed.Zip(became[after[i]]))
            {
                // Removing a line lifts only one reason: the child on that line was aboard against the parent's decision.
                if (IsHeld(old) && !IsHeld(now))
                {
                    GateRun.Reasons(old).Should().Equal([$"child-travelling-against-wish/{gone}"]);
                    cleared++;
                }
            }
        }

        cleared.Should().BePositive("the exception must have been met");
        AreBothKinds(was.Values);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Clear_InAnyOrderOfFilesRowsAndLines_AnswersTheSame(int seed)
    {
        RandomFamilies random = new(seed);
        GateScene[] scenes = [.. Enumerable.Range(0, Families).Select(random.Family)];
        Random order = new(seed);
        GateScene[] shuffled = [.. scenes.Select(scene => scene.With("manifest", Shuffle(Lines(scene), order)))];
        order.Shuffle(shuffled);
        IReadOnlyDictionary<GateScene, JsonElement[]> plain = await AnswersAsync(scenes);
        IReadOnlyDictionary<GateScene, JsonElement[]> mixed = await AnswersAsync(shuffled, rows => Shuffle(rows, order));
        mixed.Values.SelectMany(people => people).Select(ByPerson).Order(StringComparer.Ordinal)
            .Should().Equal(plain.Values.SelectMany(people => people).Select(ByPerson).Order(StringComparer.Ordinal));

        static string ByPerson(JsonElement person) => $"{person.GetProperty("recordId").GetString()}: {GateRun.Words(person)}";
    }

    /// <summary>
    /// Everything is recorded before the gate is asked, and everybody leaves anyway. No gate can know what is recorded between the question
    /// and the departure, which is why a clearance expires when its evidence changes.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Review_OfPeopleTheGateCleared_FindsNothingMissing(int seed)
    {
        RandomFamilies random = new(seed);
        GateScene[] scenes = [.. Enumerable.Range(0, Families).Select(random.Family)];
        using GateRun run = await GateRun.OfAsync(scenes);
        JsonElement[] people = [.. (await run.ClearAsync()).Values.SelectMany(lines => lines)];
        await run.Kinkeeper.ImportTextAsync("removals", GateScene.File("removals", scenes.Select(scene => scene.With("removals", [.. Lines(scene).Select(Departed)]))));
        Dictionary<string, string> classes = [];
        Dictionary<string, int> counts = [];
        foreach (JsonElement finding in (await run.Kinkeeper.RunAsync("review", "--json")).Json.GetProperty("findings").EnumerateArray())
        {
            string removal = finding.GetProperty("removal").GetString()!;
            classes[removal] = finding.GetProperty("class").GetString()!;
        }

        foreach (JsonElement person in people)
        {
            string found = classes.GetValueOrDefault($"left-{person.GetProperty("recordId").GetString()}", "no child");
            if (!IsHeld(person))
            {
                found.Should().BeOneOf(["no child", "documented", "together"], "{0}", person.GetProperty("recordId").GetString());
            }

            counts[found] = counts.GetValueOrDefault(found) + 1;
        }

        counts.Keys.Should().Contain(["contradicted", "undocumented", "flawed", "documented", "together"], "every kind must have been tried");

        static string Departed(string line)
        {
            string[] cells = line.Split(',');
            return $"left-{cells[1]},{cells[1]},executed,{cells[6]},{cells[7]},{cells[8]},{cells[0]}";
        }
    }

    private static async Task<IReadOnlyDictionary<GateScene, JsonElement[]>> AnswersAsync(
        IReadOnlyList<GateScene> scenes, Func<IEnumerable<string>, IEnumerable<string>>? arrange = null)
    {
        using GateRun run = await GateRun.OfAsync(scenes, arrange);
        return await run.ClearAsync();
    }

    /// <summary>Returns the same family, with one more defect in the latest decision of one pair; unchanged if nobody decided.</summary>
    private static GateScene WithDefect(GateScene scene, RandomFamilies random)
    {
        if (!scene.Rows.TryGetValue("decisions", out List<string>? decisions))
        {
            return scene.With("manifest", Lines(scene));
        }

        // A pair's decisions are in order of time, so its last row is its latest decision. Revoking an earlier one withdraws a wish
        // and is not a defect.
        string[] header = GateScene.Headers["decisions"].Split(',');
        int[] latest = [.. Enumerable.Range(0, decisions.Count).GroupBy(row => string.Join(',', decisions[row].Split(',')[1..3])).Select(pair => pair.Last())];
        int flawed = random.Pick(latest);
        string[] defect = random.Pick(RandomFamilies.Defects).Split('=', 2);
        string[] cells = decisions[flawed].Split(',');
        cells[Array.IndexOf(header, defect[0])] = defect[1];
        return scene.With("decisions", [.. decisions.Select((row, index) => index == flawed ? string.Join(',', cells) : row)]);
    }

    private static bool IsHeld(JsonElement person) => person.GetProperty("answer").GetString() == "held";

    private static List<string> Lines(GateScene scene) => scene.Rows.GetValueOrDefault("manifest") ?? [];

    private static string[] Shuffle(IEnumerable<string> rows, Random order)
    {
        string[] shuffled = [.. rows];
        order.Shuffle(shuffled);
        return shuffled;
    }

    private static void AreBothKinds(IEnumerable<JsonElement[]> answers)
    {
        JsonElement[] people = [.. answers.SelectMany(lines => lines)];
        people.Count(IsHeld).Should().BeGreaterThan(people.Length / 10);
        people.Count(person => !IsHeld(person)).Should().BeGreaterThan(people.Length / 10);
    }
}
