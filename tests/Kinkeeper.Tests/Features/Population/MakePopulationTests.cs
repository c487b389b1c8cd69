using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Population;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Population;

public sealed class MakePopulationTests : IDisposable
{
    private static readonly string[] ExchangeFiles = ["encounters", "custody", "relationships", "decisions", "statements", "screenings", "plans", "removals", "manifest"];
    private readonly string _folder = Directory.CreateTempSubdirectory("kinkeeper-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Execute_SameSeed_GivesTheSameBytes()
    {
        string first = Make("a", 300, seed: 5);
        string second = Make("b", 300, seed: 5);
        string other = Make("c", 300, seed: 6);

        Digest(first).Should().Be(Digest(second)).And.NotBe(Digest(other));
    }

    [Fact]
    public void Execute_Classes_FollowTheRulesOfTheContract()
    {
        string folder = Make("a", 4000, seed: 11);
        Dictionary<string, string> found = PlainReview.Classes(folder);
        List<Dictionary<string, string>> truth = Table(folder, "truth/classes");

        truth.Should().HaveCountGreaterThan(1500);
        truth.Select(row => row["class"]).Distinct().Should().BeEquivalentTo("together", "documented", "flawed", "contradicted", "undocumented", "unknown");
        truth.Where(row => found.GetValueOrDefault(row["removal"]) != row["class"])
            .Select(row => $"{row["removal"]}: made {row["class"]}, reviewed {found.GetValueOrDefault(row["removal"])}")
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData("tests/data/review/worked-example")]
    [InlineData("../shared/data/worked-example")]
    public void PlainReview_WorkedExample_GivesItsClasses(string example)
    {
        string examples = SharedData.Require(example);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(examples, "expected.json")));
        Dictionary<string, string> found = PlainReview.Classes(examples);

        foreach (JsonElement finding in expected.RootElement.GetProperty("findings").EnumerateArray())
        {
            string removal = finding.GetProperty("removal").GetString()!;
            found.GetValueOrDefault(removal).Should().Be(finding.GetProperty("class").GetString(), removal);
        }
    }

    [Fact]
    public void Execute_WrongANumbers_NeverBelongToAnotherPerson()
    {
        string folder = Make("a", 2000, seed: 3);
        Dictionary<string, string> personOf = Table(folder, "truth/persons").ToDictionary(row => row["record_id"], row => row["person"]);
        int wrong = 0;
        foreach (IGrouping<string, Dictionary<string, string>> records in Table(folder, "encounters")
                     .Where(row => row["a_number"].Length > 0)
                     .GroupBy(row => ANumber.TryParse(row["a_number"], out ANumber number) ? number.ToString() : ""))
        {
            records.Key.Should().HaveLength(9);
            records.Select(row => personOf[row["record_id"]]).Distinct().Should().ContainSingle();
            wrong += records.Count() == 1 ? 1 : 0;
        }

        wrong.Should().BeGreaterThan(50, "some numbers must be wrong for linkage to have work");
    }

    [Fact]
    public void Execute_EveryRow_FollowsTheExchangeFormat()
    {
        string folder = Make("a", 1000, seed: 4);
        HashSet<string> records = [.. Table(folder, "encounters").Select(row => row["record_id"])];
        HashSet<string> decisions = [.. Table(folder, "decisions").Select(row => row["decision_id"])];

        records.Should().HaveCount(Table(folder, "encounters").Count, "record_id is unique");
        decisions.Should().HaveCount(Table(folder, "decisions").Count, "decision_id is unique");
        foreach (string name in ExchangeFiles)
        {
            List<Dictionary<string, string>> rows = Table(folder, name);
            rows.Should().NotBeEmpty(name);
            foreach (Dictionary<string, string> row in rows)
            {
                foreach ((string column, string value) in row.Where(cell => cell.Value.Length > 0))
                {
                    bool sound = column switch
                    {
                        "source" => value.StartsWith("synthetic-", StringComparison.Ordinal),
                        "record_id" or "parent_record_id" or "child_record_id" => records.Contains(value),
                        "decision_id" => decisions.Contains(value),
                        "from" or "to" => Instant.TryParse(Encoding.UTF8.GetBytes(value), out _),
                        _ when column.EndsWith("_at", StringComparison.Ordinal) => Instant.TryParse(Encoding.UTF8.GetBytes(value), out DateTimeOffset at) && at.Year is >= 2017 and <= 2026,
                        "language" or "form_language" or "spoken_language" or "parent_language" => value.Length == 3 && LanguageTag.TryParse(Encoding.UTF8.GetBytes(value), out _),
                        "country" or "citizenship" => CountryCode.TryParse(Encoding.UTF8.GetBytes(value), out CountryCode country) && country.Code == value,
                        "date_of_birth" or "as_of" => PartialDate.TryParse(Encoding.UTF8.GetBytes(value), out PartialDate date) && date.ToString() == value,
                        _ => true,
                    };
                    sound.Should().BeTrue($"{name}.{column} is {value}");
                }
            }
        }
    }

    [Theory]
    [InlineData("tests/data/review/worked-example", "tests/data/review/gate")]
    [InlineData("../shared/data/worked-example", "../shared/data/worked-example/gate")]
    public void Execute_Headers_AreThoseOfTheWorkedExample(string review, string gate)
    {
        string[] examples = [SharedData.Require(review), SharedData.Require(gate)];
        string folder = Make("a", 1, seed: 1);
        foreach (string name in ExchangeFiles)
        {
            string sample = examples.Select(example => Path.Combine(example, $"{name}.csv")).First(File.Exists);
            File.ReadLines(Path.Combine(folder, $"{name}.csv")).First().Should().Be(File.ReadLines(sample).First(), name);
        }
    }

    [Theory]
    [InlineData("tests/data/population/reference")]
    [InlineData("../shared/data/reference")]
    public void Execute_WithReference_GivesSalvadoransNoSwedishSurnames(string reference)
    {
        string folder = Make("a", 3000, seed: 2, reference: SharedData.Require(reference));
        List<string> surnames = [.. Table(folder, "encounters").Where(row => row["citizenship"] == "SV").Select(row => row["surnames"].ToUpperInvariant())];

        surnames.Should().NotContain(name => name.Contains("ANDERSSON") || name.Contains("JOHANSSON") || name.Contains("KARLSSON"));
        surnames.Should().Contain(name => name.Contains("PORTILLO"));
    }

    [Fact]
    public async Task Verb_Make_SaysThatItIsSynthetic()
    {
        string folder = Path.Combine(_folder, "new");
        StringWriter output = new();
        StringWriter error = new();

        int exit = await KinkeeperHost.RunAsync(["population", "make", "--families", "50", "--seed", "1", "--out", folder, "--json"], output, error, TimeProvider.System, cancellation: TestContext.Current.CancellationToken);

        exit.Should().Be(ExitCode.Done, error.ToString());
        output.ToString().Should().Contain("\"synthetic\": true").And.Contain("\"families\": 50");
        (await File.ReadAllTextAsync(Path.Combine(folder, "SYNTHETIC.txt"), TestContext.Current.CancellationToken)).Should().Contain("Nobody in these files exists");
    }

    [Theory]
    [InlineData("0", "give a number from 1 to")]
    [InlineData("5000000", "give a number from 1 to")]
    public async Task Verb_MakeImpossibleNumber_IsRefused(string families, string says)
    {
        StringWriter error = new();

        int exit = await KinkeeperHost.RunAsync(["population", "make", "--families", families, "--seed", "1", "--out", Path.Combine(_folder, "new")], TextWriter.Null, error, TimeProvider.System, cancellation: TestContext.Current.CancellationToken);

        (exit, Directory.Exists(Path.Combine(_folder, "new"))).Should().Be((ExitCode.Refused, false));
        error.ToString().Should().Contain(says);
    }

    [Fact]
    public void Execute_FolderWithOtherFiles_IsRefusedAndLeftAlone()
    {
        File.WriteAllText(Path.Combine(_folder, "letter.txt"), "x");

        Action making = () => MakePopulation.Execute(new PopulationRequest(5, 1, _folder, null, MakePopulation.DefaultToday), _ => { }, TestContext.Current.CancellationToken);

        making.Should().Throw<RefusalException>().WithMessage("*holds other files*");
        Directory.GetFileSystemEntries(_folder).Should().ContainSingle();
    }

    [Fact]
    public void Execute_Stopped_LeavesNothingBehind()
    {
        string folder = Path.Combine(_folder, "new");
        using CancellationTokenSource stop = new();

        Action making = () => MakePopulation.Execute(new PopulationRequest(5000, 1, folder, null, MakePopulation.DefaultToday), _ => stop.Cancel(), stop.Token);

        making.Should().Throw<OperationCanceledException>();
        Directory.GetFileSystemEntries(_folder).Should().BeEmpty();
    }

    internal static List<Dictionary<string, string>> Table(string folder, string name)
    {
        using RowReader reader = RowReader.Open(Path.Combine(folder, $"{name}.csv"), _ => true);
        List<Dictionary<string, string>> rows = [];
        while (reader.Read())
        {
            reader.Problem.Should().BeNull();
            reader.FieldCount.Should().Be(reader.Header.Count, $"{name} line {reader.LineNumber}");
            rows.Add(reader.Header.Select((column, index) => (column, reader.Text(index))).ToDictionary(cell => cell.column, cell => cell.Item2));
        }

        return rows;
    }

    private string Make(string name, int families, ulong seed, string? reference = null)
    {
        string folder = Path.Combine(_folder, name);
        MakePopulation.Execute(new PopulationRequest(families, seed, folder, reference, MakePopulation.DefaultToday), _ => { }, TestContext.Current.CancellationToken);
        return folder;
    }

    private static string Digest(string folder) =>
        string.Join(' ', Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
}
