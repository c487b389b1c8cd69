using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests;

/// <summary>Runs the README's example.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public void Readme_Example_GivesTheDocumentedScore()
    {
#pragma warning disable xUnit1051 // The README's reader needs no cancellation.
        Table people = new("people", ["id", "name", "surname", "born"]);
        people.Add(["1", "Ana", "López", "1990-03-01"]);
        people.Add(["2", "Ana", "Lopez", "1990-03-01"]);
        people.Add(["3", "Eva", "Pérez", "1985-11-20"]);

        LinkageModel model = new()
        {
            UniqueIdColumnName = "id",
            ProbabilityTwoRandomRecordsMatch = 0.01,
            BlockingRules = [new BlockingRule("l.born = r.born")],
            Comparisons =
            [
                new Comparison
                {
                    OutputColumnName = "surname",
                    Levels =
                    [
                        new() { SqlCondition = "surname_l IS NULL OR surname_r IS NULL", IsNullLevel = true },
                        new() { SqlCondition = "surname_l = surname_r", MProbability = 0.9, UProbability = 0.01 },
                        new() { SqlCondition = "jaro_winkler_similarity(surname_l, surname_r) >= 0.8", LabelForCharts = "similar",
                            MProbability = 0.08, UProbability = 0.02 },
                        new() { SqlCondition = "ELSE", MProbability = 0.02, UProbability = 0.97 },
                    ],
                },
                new Comparison
                {
                    OutputColumnName = "name",
                    Levels =
                    [
                        new() { SqlCondition = "name_l = name_r", LabelForCharts = "the same", MProbability = 0.9, UProbability = 0.01 },
                        new() { SqlCondition = "ELSE", MProbability = 0.1, UProbability = 0.99 },
                    ],
                },
            ],
        };

        Linker linker = Linker.Create(model, people);
        ScoredPair pair = linker.Score().Single();
        Explanation why = linker.Explain(pair.Left, pair.Right);
        // 1 with 2: probability 0.784; surname "similar" adds 2 bits, name "the same" 6.49 bits, before any evidence −6.63 bits.

        (linker.Id(pair.Left), linker.Id(pair.Right)).Should().Be(("1", "2"));
        pair.Probability.Should().BeApproximately(0.784, 0.0005);
        why.Evidence.Select(evidence => (evidence.Level, Math.Round(evidence.Weight, 2))).Should()
            .Equal(("similar", 2), ("the same", 6.49));
        why.PriorWeight.Should().BeApproximately(-6.63, 0.005);
        (why.PriorWeight + why.Evidence.Sum(evidence => evidence.Weight)).Should().BeApproximately(why.Weight, 1e-12);
    }

    [Fact]
    public void Readme_Example_MatchesThisFile()
    {
        static string Plain(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        string readme = File.ReadAllText(Repository.File("src", "Kinkeeper.Linkage", "README.md"));
        string source = File.ReadAllText(Repository.File("tests", "Kinkeeper.Linkage.Tests", "ReadmeExampleTests.cs"));

        Plain(source).Should().Contain(Plain(readme.Split("```csharp")[1].Split("```")[0]));
    }
}
