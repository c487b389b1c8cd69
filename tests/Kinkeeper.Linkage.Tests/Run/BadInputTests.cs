using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Run;

/// <summary>Checks that unusable input gives one sentence (what is wrong, where, what to do) and leaves no file behind.</summary>
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
    public void Execute_UnusableInput_GivesOneSentenceAndNoFile(string csv, string rule, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), csv);

        Action run = () => Run(folder, Models.Of([rule], Models.Exact("name", 0.9, 0.1)));

        Refusal.OneSentence(run, says);
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
            Levels = [new() { SqlCondition = condition, MProbability = 0.9, UProbability = 0.1 },
                new() { SqlCondition = "ELSE", MProbability = 0.1, UProbability = 0.9 }],
        });

        Action run = () => Run(folder, model);

        Refusal.OneSentence(run, says).Should().Contain(condition).And.Contain("\"naming\"");
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("people.csv"));
    }

    [Fact]
    public void Execute_OutputThatCannotBeWritten_NamesIt()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("nowhere/pairs.csv") });

        Refusal.OneSentence(run, "nowhere");
    }

    [Fact]
    public void Execute_OutputIsTheInput_IsRefused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("people.csv"), Good);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions { Inputs = [folder.File("people.csv")], PairsFile = folder.File("people.csv") });

        Refusal.OneSentence(run, "people.csv");
        File.ReadAllText(folder.File("people.csv")).Should().Be(Good);
    }

    [Fact]
    public void Execute_TooLooseRule_IsRefusedBeforeComparingAndNamesAnExample()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder.File("people.csv"), ["id,name,town", .. Enumerable.Range(1, 300).Select(n => $"{n},n{n},here")]);
        Action run = () => LinkageRun.Execute(
            Models.Of(["l.name = r.name", "l.town = r.town"], Models.Exact("name", 0.9, 0.1)),
            new LinkageRunOptions
            {
                Inputs = [folder.File("people.csv")],
                PairsFile = folder.File("pairs.csv"),
                MostPairsPerRule = 10_000
            });

        Refusal.OneSentence(run, "l.town = r.town").Should().Contain("44,850").And.Contain("Add an equality");
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

        Refusal.OneSentence(run, "99");
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("people.csv"));
    }

    [Fact]
    public void Read_MissingOrBrokenInput_NamesTheFile()
    {
        using TemporaryFolder folder = new();
        Refusal.OneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("none.csv")]), "none.csv");
        Refusal.OneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("none.parquet")]), "none.parquet");
        File.WriteAllText(folder.File("broken.parquet"), "PAR1 but not");
        Refusal.OneSentence(() => LinkageRun.Read(Models.Of([], Models.Exact("name")), [folder.File("broken.parquet")]), "broken.parquet");
    }

    private static LinkageRunResult Run(TemporaryFolder folder, LinkageModel model) => LinkageRun.Execute(
        model, new LinkageRunOptions
        {
            Inputs = [folder.File("people.csv")],
            PairsFile = folder.File("pairs.csv"),
            ClustersFile = folder.File("clusters.csv")
        });
}
