using System.Globalization;
using Kinkeeper.Features.Decisions.Wishes;

namespace Kinkeeper.Tests.Features.Decisions.Wishes;

/// <summary>
/// Tests the screen on labelled sentences, in three sets. <c>sentences.csv</c> (220) was committed before the rules, and the rules were
/// written from the mistakes on every other sentence only. But one person wrote sentences and rules within the hour, so the other half
/// was no independent test. <c>fresh.csv</c> (60, harder) showed it: precision 63%, recall 17%. The rules were then widened on it.
/// <c>unseen.csv</c> (48) was written after that, and no rule was changed because of it. Its figures are the reliable ones.
/// </summary>
public sealed class WishScreenTests
{
    private static readonly List<(string Language, bool IsWish, string Sentence)> Labelled = Read("sentences.csv");


    [Fact]
    public void LabelledSentences_AreAtLeastTwoHundredInBothLanguages()
    {
        Labelled.Count.Should().BeGreaterThanOrEqualTo(200);
        Labelled.Count(row => row.Language == "spa").Should().BeGreaterThanOrEqualTo(100);
        Labelled.Count(row => row.Language == "eng").Should().BeGreaterThanOrEqualTo(100);
        Labelled.Select(row => row.Sentence).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("sentences.csv", 0.95, 0.95)]
    [InlineData("fresh.csv", 0.9, 0.9)]
    [InlineData("unseen.csv", 0.9, 0.5)]
    public void Read_LabelledSentences_HasThisPrecisionAndRecall(string lot, double leastPrecision, double leastRecall)
    {
        List<(string Language, bool IsWish, string Sentence)> rows = Read(lot);
        int hits = rows.Count(row => row.IsWish && IsHighlighted(row.Sentence));
        int highlighted = rows.Count(row => IsHighlighted(row.Sentence));
        int wishes = rows.Count(row => row.IsWish);
        double precision = (double)hits / highlighted;
        double recall = (double)hits / wishes;

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{lot}: {rows.Count} sentences, precision {precision:P1} ({hits} of {highlighted}), recall {recall:P1} ({hits} of {wishes})"));
        foreach (string language in new[] { "eng", "spa" })
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {language}: {rows.Count(row => row.Language == language && row.IsWish && IsHighlighted(row.Sentence))} of {rows.Count(row => row.Language == language && row.IsWish)} found, {rows.Count(row => row.Language == language && !row.IsWish && IsHighlighted(row.Sentence))} of {rows.Count(row => row.Language == language && !row.IsWish)} others highlighted"));
        }

        if (lot != "unseen.csv")
        {
            foreach ((_, bool isWish, string sentence) in rows.Where(row => row.IsWish != IsHighlighted(row.Sentence)))
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"  {(isWish ? "missed" : "too much")}: {sentence}");
            }
        }

        precision.Should().BeGreaterThanOrEqualTo(leastPrecision);
        recall.Should().BeGreaterThanOrEqualTo(leastRecall);
    }

    [Fact]
    public void Read_Letter_ReturnsEachSentenceWithItsPlaceAndReason()
    {
        const string Letter = "Estimado Sr. Juez: me llamo Ana. Quiero irme con mi hija. Gracias.\nNo me quiero ir sin ella, mi niña.";

        IReadOnlyList<WishSentence> found = WishScreen.Read(Letter);

        found.Select(sentence => sentence.Sentence.Trim()).Should().Equal("Quiero irme con mi hija.", "No me quiero ir sin ella, mi niña.");
        found.Should().OnlyContain(sentence => Letter.Substring(sentence.Start, sentence.Length) == sentence.Sentence && sentence.Because.Count > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("....!!??\n\n")]
    [InlineData("ﬁ ß İ ﷺ")]
    public void Read_AnyText_DoesNotFail(string text) => WishScreen.Read(text).Should().BeEmpty();

    [Fact]
    public void Read_VeryLongText_TakesProportionalTime()
    {
        string text = string.Concat(Enumerable.Repeat("no no no quiere que mi hijo sin sin sin con con ", 20_000));

        WishScreen.Read(text).Count.Should().BeGreaterThan(1_000, "a text without stops is cut");
    }

    private static bool IsHighlighted(string sentence) => WishScreen.Read(sentence).Count > 0;

    private static List<(string, bool, string)> Read(string file)
    {
        using Stream resource = typeof(WishScreenTests).Assembly.GetManifestResourceStream($"Kinkeeper.Tests.Features.Decisions.Wishes.{file}")!;
        using StreamReader reader = new(resource);
        List<(string, bool, string)> rows = [];
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',', 3);
            rows.Add((cells[0], cells[1] == "yes", cells[2].Trim('"')));
        }

        return rows;
    }
}
