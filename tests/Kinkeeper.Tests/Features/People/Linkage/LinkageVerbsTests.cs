using System.Text.Json;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.People.Linkage;

/// <summary>Tests the linkage verbs as a user runs them.</summary>
public sealed class LinkageVerbsTests : IDisposable
{
    private const string People = "id,name,town,person\n1,Ana,a,p1\n2,Ana,a,p1\n3,Ana,b,p2\n4,Eva,b,p3\n5,Eva,b,p3\n6,Ida,c,p4\n";

    private const string Model = """
        {
          "link_type": "dedupe_only", "unique_id_column_name": "id", "probability_two_random_records_match": 0.2,
          "blocking_rules_to_generate_predictions": [{ "blocking_rule": "l.name = r.name" }],
          "comparisons": [
            { "output_column_name": "name", "comparison_levels": [
              { "sql_condition": "name_l = name_r", "label_for_charts": "Same name", "m_probability": 0.9, "u_probability": 0.1 },
              { "sql_condition": "ELSE", "label_for_charts": "Other", "m_probability": 0.1, "u_probability": 0.9 } ] },
            { "output_column_name": "town", "comparison_levels": [
              { "sql_condition": "town_l = town_r", "label_for_charts": "Same town", "m_probability": 0.9, "u_probability": 0.1 },
              { "sql_condition": "ELSE", "label_for_charts": "Other", "m_probability": 0.1, "u_probability": 0.9 } ] } ]
        }
        """;

    private readonly KinkeeperRun _kinkeeper = new();

    public void Dispose() => _kinkeeper.Dispose();

    [Fact]
    public async Task Run_WritesPairsAndClusters()
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync(
            "linkage", "run", model, "--input", input, "--pairs", File("pairs.csv"), "--clusters", File("clusters.csv"), "--threshold-probability", "0.9", "--cluster-probability", "0.9", "--json");

        answer.ExitCode.Should().Be(0, answer.Error);
        answer.Json.GetProperty("records").GetInt32().Should().Be(6);
        answer.Json.GetProperty("pairsScored").GetInt32().Should().Be(4);
        answer.Json.GetProperty("pairsReturned").GetInt32().Should().Be(2);
        answer.Json.GetProperty("clusters").GetInt32().Should().Be(4);
        answer.Json.GetProperty("seconds").EnumerateObject().Select(second => second.Name).Should().Equal("load", "block", "score", "cluster", "total");
        string[] pairs = System.IO.File.ReadAllLines(File("pairs.csv"));
        pairs[0].Should().Be("id_l,id_r,match_weight,match_probability");
        pairs[1..].Select(line => line[..4]).Should().BeEquivalentTo("1,2,", "4,5,");
        System.IO.File.ReadAllText(File("clusters.csv")).Should().Be("cluster_id,id\n1,1\n1,2\n3,3\n4,4\n4,5\n6,6\n");
    }

    [Fact]
    public async Task Run_RejectedPair_StaysApart()
    {
        (string model, string input) = Files();
        string rejected = _kinkeeper.Folder.Write("rejected.csv", "id_l,id_r\n1,2\n");

        VerbAnswer answer = await _kinkeeper.RunAsync(
            "linkage", "run", model, "--input", input, "--clusters", File("clusters.csv"), "--cluster-probability", "0.9", "--cluster-method", "constrained", "--rejected", rejected);

        answer.ExitCode.Should().Be(0, answer.Error);
        System.IO.File.ReadAllText(File("clusters.csv")).Should().Contain("\n1,1\n2,2\n").And.Contain("\n4,4\n4,5\n");
    }

    [Theory]
    [InlineData("id,name,town\n1,Ana,a\n1,Ana,b\n", "more than once")]
    [InlineData("id,name\n1,Ana\n2,Ana\n", "\"town\"")]
    [InlineData("id,name,town\n1,Ana,a\n2,Ana\n", "Line 3")]
    [InlineData("id,name,town\n1,Ana,a\n2,Eva,b\n", "no pairs")]
    public async Task Run_BadInput_IsRefusedWithoutAFile(string csv, string says)
    {
        (string model, _) = Files();
        string input = _kinkeeper.Folder.Write("bad.csv", csv);

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", "run", model, "--input", input, "--pairs", File("pairs.csv"), "--clusters", File("clusters.csv"));

        answer.ExitCode.Should().Be(1);
        answer.Output.Should().BeEmpty();
        answer.Error.Trim().Split('\n')[^1].Should().Contain(says).And.EndWith(".");
        Directory.GetFiles(_kinkeeper.Folder.Path).Should().BeEquivalentTo(model, File("people.csv"), input);
    }

    [Fact]
    public async Task Train_SavesAModelThatRuns()
    {
        (string model, _) = Files();
        string input = _kinkeeper.Folder.Write("many.csv", "id,name,town\n" + string.Concat(Enumerable.Range(0, 200).Select(n => $"{n},n{n / 2 % 60},t{n / 2 % 17}\n")));

        VerbAnswer trained = await _kinkeeper.RunAsync("linkage", "train", model, "--input", input, "--out", File("trained.json"), "--em-rule", "l.town = r.town", "--json");
        VerbAnswer ran = await _kinkeeper.RunAsync("linkage", "run", File("trained.json"), "--input", input, "--json");

        trained.ExitCode.Should().Be(0, trained.Error);
        ran.ExitCode.Should().Be(0, ran.Error);
        ran.Json.GetProperty("pairsScored").GetInt32().Should().Be(trained.Json.GetProperty("pairsScored").GetInt32());
    }

    [Fact]
    public async Task Evaluate_TruthColumn_GivesThresholdsAndCalibration()
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", "evaluate", model, "--input", input, "--truth-column", "person", "--json");

        answer.ExitCode.Should().Be(0, answer.Error);
        JsonElement best = answer.Json.GetProperty("best");
        (best.GetProperty("precision").GetDouble(), best.GetProperty("recall").GetDouble()).Should().Be((1, 1));
        answer.Json.GetProperty("missedByRules").GetInt32().Should().Be(0);
        answer.Json.GetProperty("calibration").EnumerateArray().Select(step => step.GetProperty("share").GetDouble()).Should().Equal(0, 1);
        answer.Json.GetProperty("unlinkable").GetArrayLength().Should().BeGreaterThan(3);
    }

    [Fact]
    public async Task Evaluate_WithoutTruth_SaysWhatToGive()
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", "evaluate", model, "--input", input);

        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("--labels").And.Contain("--truth-column");
    }

    [Fact]
    public async Task Chart_ShowsModelPairAndCluster()
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", "chart", model, "--out", File("page.html"), "--input", input, "--pair", "1,3", "--cluster", "5", "--cluster-probability", "0.9", "--json");

        answer.ExitCode.Should().Be(0, answer.Error);
        string page = System.IO.File.ReadAllText(File("page.html"));
        page.Should().Contain("Same town").And.Contain("1 with 3").And.Contain("Cluster of 4").And.NotContain("<script");
    }

    [Fact]
    public async Task Chart_UnknownRecord_IsRefusedWithoutAPage()
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", "chart", model, "--out", File("page.html"), "--input", input, "--pair", "1,99");

        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("99");
        System.IO.File.Exists(File("page.html")).Should().BeFalse();
    }

    [Theory]
    [InlineData("train")]
    [InlineData("chart")]
    public async Task AnyVerb_OutputIsAnInput_IsRefusedAndKeepsTheInput(string verb)
    {
        (string model, string input) = Files();

        VerbAnswer answer = await _kinkeeper.RunAsync("linkage", verb, model, "--input", input, "--out", input);

        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("also an input");
        System.IO.File.ReadAllText(input).Should().Be(People);
    }

    private string File(string name) => _kinkeeper.Folder[name];

    private (string Model, string Input) Files() => (_kinkeeper.Folder.Write("model.json", Model), _kinkeeper.Folder.Write("people.csv", People));
}
