using System.Globalization;
using System.Text;
using Kinkeeper.Features.People.Search;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.People.Search;

/// <summary>
/// Tests that people are found by names written differently elsewhere. The expected results come from the synthetic population's own
/// truth (which records are one person) and from damage made by this test's rules, never from the index itself.
/// </summary>
public sealed class NameIndexTests
{
    private const int Families = 2_000;

    [Theory]
    [InlineData("MARIA", "MARIAS", true)]
    [InlineData("MARIA", "MRAIA", true)]
    [InlineData("MARIA", "MARI", true)]
    [InlineData("MARIA", "NARIA", true)]
    [InlineData("MARIA", "MRIAA", false)]
    [InlineData("MARIA", "MARIANA", false)]
    [InlineData("AB", "BA", true)]
    public void IsOneSlip_IsAnInsertionDeletionReplacementOrSwap(string one, string other, bool expected)
    {
        NameIndex.IsOneSlip(one, other).Should().Be(expected);
        NameIndex.IsOneSlip(other, one).Should().Be(expected);
    }

    [Fact]
    public void Find_PutsWholeNamesFirstAndIgnoresEmptyInput()
    {
        NameIndex index = NameIndex.Of([(7, "ANA|LOPEZ"), (8, "ANA MARIA|LOPEZ DE LEON"), (9, "ANAMARIA|LOPEZ"), (10, "PEDRO|CHOC")]);

        index.Find(NameParts.Parse("Ana", "López"), 25).Select(hit => hit.Record).First().Should().Be(7);
        index.Find(NameParts.Parse("Ana Maria", "Lopez"), 25).Select(hit => hit.Record).Should().Contain([8, 9]);
        index.Find(NameParts.Parse("Anamaria", "Lopez"), 25).Select(hit => hit.Record).Should().Contain([8, 9]);
        index.Find(NameParts.Parse("", ""), 25).Should().BeEmpty();
        index.Find(NameParts.Parse("Qwertz", "Uiop"), 25).Should().BeEmpty();
    }

    [Fact]
    public async Task Find_OtherAgenciesSpellings_AndDamage_FindThePersonAmongTheFirst()
    {
        using KinkeeperRun run = new();
        string folder = run.Folder["population"];
        (await run.RunAsync("population", "make", "--families", $"{Families}", "--seed", "20261124", "--out", folder)).ExitCode.Should().Be(0);
        Dictionary<string, string> personOf = Rows(Path.Combine(folder, "truth", "persons.csv")).ToDictionary(row => row["record_id"], row => row["person"]);
        (string Record, string Person, string Given, string Surnames)[] records =
            [.. Rows(Path.Combine(folder, "encounters.csv")).Select(row => (row["record_id"], personOf[row["record_id"]], row["given_names"], row["surnames"])).Where(row => row.Item3.Length > 0 && row.Item4.Length > 0)];
        NameIndex index = NameIndex.Of(records.Select((row, at) => (at + 1L, Folded(row.Given, row.Surnames))));

        Dictionary<string, Func<(string Given, string Surnames), Random, string>> damages = new()
        {
            ["accents lost, small letters"] = (name, _) => Plain($"{name.Given} {name.Surnames}").ToLowerInvariant(),
            ["surnames first"] = (name, _) => $"{name.Surnames} {name.Given}",
            ["second surname dropped"] = (name, _) => $"{name.Given} {name.Surnames.Split(' ', '-')[0]}",
            ["second given name dropped"] = (name, _) => $"{name.Given.Split(' ')[0]} {name.Surnames}",
            ["one letter wrong"] = (name, dice) => Slip($"{name.Given} {name.Surnames}", dice, swap: false),
            ["two neighbours swapped"] = (name, dice) => Slip($"{name.Given} {name.Surnames}", dice, swap: true),
            ["surname dropped and one letter wrong"] = (name, dice) => Slip($"{name.Given} {name.Surnames.Split(' ', '-')[0]}", dice, swap: false),
        };
        Random random = new(20261124);
        Dictionary<string, double> rates = damages.ToDictionary(damage => damage.Key, damage => Rate(random.GetItems(records, 1_000), row => damage.Value((row.Given, row.Surnames), random)));
        // Pairs with the same person's record at another agency; the record itself does not count as found.
        var pairs = records.GroupBy(row => row.Person).Where(person => person.Count() > 1).SelectMany(person => person.Select(row => (Asked: row, Others: person.Where(other => other.Record != row.Record).Select(other => other.Record).ToHashSet()))).ToArray();
        random.Shuffle(pairs);
        pairs = [.. pairs.Take(2_000)];
        rates["another agency's spelling"] = (double)pairs.Count(pair => Hits($"{pair.Asked.Given} {pair.Asked.Surnames}").Any(record => pair.Others.Contains(record.Record))) / pairs.Length;

        foreach ((string damage, double rate) in rates)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{damage}: {rate:P1} among the first {FindPeople.Most} of {index.Records:N0} records, {index.Parts:N0} parts"));
        }

        rates["accents lost, small letters"].Should().BeGreaterThan(0.99);
        rates["surnames first"].Should().BeApproximately(rates["accents lost, small letters"], 0.03, "the order of parts does not matter");
        rates.Values.Should().OnlyContain(rate => rate > 0.95);

        double Rate((string Record, string Person, string Given, string Surnames)[] asked, Func<(string Record, string Person, string Given, string Surnames), string> written) =>
            (double)asked.Count(row => Hits(written(row)).Any(found => found.Person == row.Person)) / asked.Length;

        // Several records of one person may match, so records are read as far as the search does, then reduced to persons.
        (string Record, string Person)[] Hits(string written)
        {
            (string Record, string Person)[] hits = [.. index.Find(NameParts.ParseWhole(Encoding.UTF8.GetBytes(written)), 300).Select(hit => (records[hit.Record - 1].Record, records[hit.Record - 1].Person))];
            HashSet<string> first = [.. hits.Select(hit => hit.Person).Distinct().Take(FindPeople.Most)];
            return [.. hits.Where(hit => first.Contains(hit.Person))];
        }
    }

    private static string Folded(string given, string surnames)
    {
        NameParts name = NameParts.Parse(given, surnames);
        return $"{name.Given}|{name.Surnames}";
    }

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark));

    private static string Slip(string name, Random dice, bool swap)
    {
        int[] places = [.. Enumerable.Range(1, name.Length - 2).Where(at => char.IsLetter(name[at]) && char.IsLetter(name[at + 1]) && name[at] != name[at + 1])];
        int at = places[dice.Next(places.Length)];
        return swap
            ? $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}"
            : dice.Next(3) switch
            {
                0 => $"{name[..at]}{name[(at + 1)..]}",
                1 => $"{name[..at]}{(char)('a' + dice.Next(26))}{name[at..]}",
                _ => $"{name[..at]}{(char)('a' + dice.Next(26))}{name[(at + 1)..]}",
            };
    }

    /// <summary>Returns the rows of a file whose cells hold no line breaks.</summary>
    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        string[] lines = File.ReadAllLines(file);
        string[] header = lines[0].TrimStart('\uFEFF').Split(',');
        foreach (string line in lines.Skip(1))
        {
            string[] cells = [.. System.Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)];
            yield return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}
