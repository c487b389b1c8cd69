using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review;

/// <summary>
/// Compares the review and the gate with worked examples. Their answers were worked out from the rules by hand, without this code.
/// The small example is part of the project. The large one was made by another author.
/// </summary>
public sealed class WorkedExampleTests
{
    private static readonly string[] Formats =
        ["decisions", "removals", "relationships", "statements", "custody", "encounters", "screenings", "plans"];

    [Theory]
    [InlineData("tests/data/review/worked-example")]
    [InlineData("../shared/data/worked-example")]
    public async Task Review_OfTheWorkedExample_IsTheExpectedAnswer(string example)
    {
        string folder = SharedData.Require(example);
        using KinkeeperRun kinkeeper = new();
        await ImportFolderAsync(kinkeeper, folder);
        VerbAnswer answer = await kinkeeper.RunAsync("review", "--from", "2017-07-01", "--to", "2018-07-11", "--json");

        answer.ExitCode.Should().Be(0, answer.Error);
        using JsonDocument expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken));
        List<string> differences = [];
        Compare("", expected.RootElement, answer.Json, differences);
        differences.Should().BeEmpty();
    }

    [Theory]
    [InlineData("tests/data/review/gate")]
    [InlineData("../shared/data/worked-example/gate")]
    public async Task Clear_OfTheWorkedExample_IsTheExpectedAnswer(string example)
    {
        string folder = SharedData.Require(example);
        using KinkeeperRun kinkeeper = new();
        await ImportFolderAsync(kinkeeper, folder);
        using JsonDocument expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken));
        VerbAnswer answer = await kinkeeper.RunAsync(
            "clear", Path.Combine(folder, "manifest.csv"), "--at", expected.RootElement.GetProperty("at").GetString()!, "--json");

        answer.ExitCode.Should().Be(3, answer.Error);
        List<string> differences = [];
        JsonElement[] people = [.. answer.Json.GetProperty("people").EnumerateArray()];
        foreach (JsonElement line in expected.RootElement.GetProperty("lines").EnumerateArray())
        {
            int number = line.GetProperty("line").GetInt32();
            string[] codes = [.. line.GetProperty("perChild").EnumerateArray().Select(code => code.GetString()!).Order(StringComparer.Ordinal)];
            string[] found = [.. people[number - 1].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("rule").GetString()!).Order(StringComparer.Ordinal)];
            if (!codes.SequenceEqual(found))
            {
                differences.Add($"line {number}: expected {string.Join(' ', codes)}; found {string.Join(' ', found)}");
            }
        }

        differences.Should().BeEmpty();
        answer.Json.GetProperty("cleared").GetInt32().Should().Be(expected.RootElement.GetProperty("cleared").GetInt32());
        answer.Json.GetProperty("held").GetInt32().Should().Be(expected.RootElement.GetProperty("held").GetInt32());
    }

    private static async Task ImportFolderAsync(KinkeeperRun kinkeeper, string folder)
    {
        foreach (string format in Formats)
        {
            string file = Path.Combine(folder, $"{format}.csv");
            if (File.Exists(file))
            {
                VerbAnswer imported = await kinkeeper.ImportAsync(file, format);
                imported.Json.GetProperty("rejected").GetInt32().Should().Be(0);
            }
        }
    }

    /// <summary>Checks that everything expected is found. Additional properties are allowed.</summary>
    private static void Compare(string path, JsonElement expected, JsonElement found, List<string> differences)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    if (!found.TryGetProperty(property.Name, out JsonElement value))
                    {
                        differences.Add($"{path}.{property.Name} is missing");
                        continue;
                    }

                    Compare($"{path}.{property.Name}", property.Value, value, differences);
                }

                break;
            case JsonValueKind.Array:
                if (expected.GetArrayLength() != found.GetArrayLength())
                {
                    differences.Add($"{path}: expected {expected.GetArrayLength()} elements, found {found.GetArrayLength()}");
                }

                foreach ((JsonElement one, JsonElement other) in expected.EnumerateArray().Zip(found.EnumerateArray()))
                {
                    Compare($"{path}[{(one.ValueKind == JsonValueKind.Object && one.TryGetProperty("removal", out JsonElement id) ? id : path.Length)}]", one, other, differences);
                }

                break;
            default:
                if (expected.GetRawText() != found.GetRawText())
                {
                    differences.Add($"{path}: expected {expected.GetRawText()}, found {found.GetRawText()}");
                }

                break;
        }
    }
}
