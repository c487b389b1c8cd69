using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Run;

/// <summary>Whatever is wrong with what somebody supplies: one sentence that says what, where and what to do, and no file left behind.</summary>
public sealed class BadInputTests
{
    private const string Good = "id,name,town\n1,ana,a\n2,ana,b\n3,eva,a\n";

    [Theory]
    [InlineData("id,name\n1,ana\n2,ana\n", "l.town = r.town", "\"town\"")]
    [InlineData("name,town\nana,a\nana,b\n", "l.name = r.name", "\"id\"")]
    [InlineData("id,name,town\n1,ana,a\n1,ana,b\n", "l.name = r.name", "1 more than once")]
    [InlineData("id,name,town\n1,ana,a\n,ana,b\n", "l.name = r.name", "Record 2")]
    [InlineData("id,name,town\n1,ana,a\n2,ana\n", "l.name = r.name", "Line 3")]
    [InlineData("id,name,town\n1,ana,a\n2,ana,b,c\n", "l.name = r.name", "Line 3")]
    [InlineData("id,name,town\n1,ana,a\n2,\"ana,b\n", "l.name = r.name", "never closed")]
    [InlineData("id,name,town\n1,\"ana\"x,a\n", "l.name = r.name", "Line 2")]
    [InlineData("id,name,name\n1,ana,a\n", "l.name = r.name", "\"name\" twice")]
    [InlineData("", "l.name = r.name", "empty")]
    [InlineData("id,name,town\n", "l.name = r.name", "no pairs")]
    [InlineData("id,name,town\n1,ana,a\n2,eva,b\n", "l.name = r.name", "no pairs")]
    [InlineData(Good, "l.name = soundex(r.name)", "l.name = soundex(r.name)")]
    [InlineData(Good, "l.name = ", "ends too early")]
    [InlineData(Good, "name = r.name", "\"name\"")]
    [InlineData(Good, "l.name = r.name)", "\")\"")]
    [InlineData(Good, "l.name = r.surname", "\"surname\"")]
    [InlineData(Good, "try_strptime(l.name, '%Q') = try_strptime(r.name, '%Q')", "%Q")]
    [InlineData(Good, "regexp_extract(l.name, '(') = r.name", "(")]
    public void Execute_UnusableInput_IsOneSentenceAndNoFile(string csv, string rule, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), csv);

        Action run = () => Run(folder, Models.Of([rule], Models.Exact("name", 0.9, 0.1)));

        IsOneSentence(run, says);
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("people.csv"));
    }

    [Theory]
    [InlineData("name_l = name_r AND", "ends too early")]
    [InlineData("metaphone(name_l) = metaphone(name_r)", "metaphone")]
    [InlineData("surname_l = surname_r", "\"surname\"")]
    [InlineData("name = name_r", "_l or _r")]
    [InlineData("levenshtein(name_l) <= 1", "does not take 1 argument")]
    [InlineData("CAST(name_l AS BLOB) = name_r", "blob")]
    [InlineData("name_l = 'ana", "never closed")]
    [InlineData("name_l ~ name_r", "~")]
    public void Execute_ConditionThatCannotBeCompiled_NamesTheConditionAndItsComparison(string condition, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        LinkageModel model = Models.Of(["l.town = r.town"], new Comparison
        {
            OutputColumnName = "naming",
            Levels = [new() { SqlCondition = condition, MProbability = 0.9, UProbability = 0.1 }, new() { SqlCondition = "ELSE", MProbability = 0.1, UProbability = 0.9 }],
        });

        Action run = () => Run(folder, model);

        IsOneSentence(run, says).Should().Contain(condition).And.Contain("\"naming\"");
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("people.csv"));
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "compares nothing")]
    [InlineData("""{"link_type":"both","comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "\"both\"")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[{"sql_condition":"ELSE","m_probability":1.5}]}]}""", "1.5")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[{"m_probability":0.5}]}]}""", "no \"sql_condition\"")]
    [InlineData("""{"comparisons":[{"output_column_name":"x","comparison_levels":[]}]}""", "comparison_levels")]
    [InlineData("""{"comparisons":[{"output_column_name":7,"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "wrong kind")]
    [InlineData("""{"comparisons":"x"}""", "compares nothing")]
    [InlineData("""{"probability_two_random_records_match":"often","comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "often")]
    [InlineData("""{"blocking_rules_to_generate_predictions":[{}],"comparisons":[{"comparison_levels":[{"sql_condition":"ELSE"}]}]}""", "blocking rule")]
    public void Parse_UnusableModel_IsOneSentenceThatNamesIt(string json, string says)
    {
        Action parse = () => LinkageModel.Parse(json, "m.json");

        IsOneSentence(parse, says).Should().Contain("m.json");
    }

    [Fact]
    public void Load_MissingFiles_AreNamed()
    {
        using TemporaryFolder folder = new();
        IsOneSentence(() => LinkageModel.Load(folder.File("none.json")), "none.json");
        IsOneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("none.csv")]), "none.csv");
        IsOneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("none.parquet")]), "none.parquet");
        File.WriteAllText(folder.File("broken.parquet"), "PAR1 but not");
        IsOneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("broken.parquet")]), "broken.parquet");
    }

    [Fact]
    public void Execute_OutputThatCannotBeWritten_SaysSo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("nowhere/pairs.csv") });

        IsOneSentence(run, "nowhere");
    }

    [Fact]
    public void Execute_OutputIsTheInput_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("people.csv") });

        IsOneSentence(run, "people.csv");
        File.ReadAllText(folder.File("people.csv")).Should().Be(Good);
    }

    [Fact]
    public void Execute_RuleThatIsTooLoose_IsRefusedBeforeComparingAndNamesAnExample()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder.File("people.csv"), ["id,name,town", .. Enumerable.Range(1, 300).Select(n => $"{n},n{n},here")]);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name", "l.town = r.town"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("pairs.csv"), MostPairsPerRule = 10_000 });

        IsOneSentence(run, "l.town = r.town").Should().Contain("44,850").And.Contain("Add an equality");
        File.Exists(folder.File("pairs.csv")).Should().BeFalse();
    }

    [Fact]
    public void Execute_RejectedPairOfUnknownRecords_LeavesNoPairsFile()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions
            {
                Inputs = [folder.File("people.csv")],
                PairsFile = folder.File("pairs.csv"),
                ClustersFile = folder.File("clusters.csv"),
                ClusterMethod = ClusterMethod.Constrained,
                Rejected = [("1", "99")],
            });

        IsOneSentence(run, "99");
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("people.csv"));
    }

    [Fact]
    public void Save_ModelThatCannotBeWritten_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("model.json"));

        IsOneSentence(() => Models.Of([], Models.Exact("name")).Save(folder.File("model.json")), "model.json");
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }

    private static LinkageRunResult Run(TemporaryFolder folder, LinkageModel model) => LinkageRun.Execute(
        model, new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("pairs.csv"), ClustersFile = folder.File("clusters.csv") });

    private static string IsOneSentence(Action action, string says)
    {
        string message = action.Should().Throw<LinkageException>().Which.Message;
        message.Should().Contain(says);
        message.Should().NotContain("\n").And.EndWith(".");
        return message;
    }
}
