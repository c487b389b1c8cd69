using System.Text.Json.Nodes;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>The printed receipt: it fits one sheet of either paper size, and long words stay complete.</summary>
public sealed class ReceiptPaperTests(Site site) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinkeeper-receipt-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        string people = Path.Combine(_folder.FullName, "people.csv");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "SYNTHETIC.txt"), string.Empty);
        await File.WriteAllTextAsync(people, "source,record_id,given_names,surnames,role\ncbp,cbp:1,Dilcia Guadalupe Esperanza,Hernández Pop de la Cruz,adult\ncbp,cbp:2,María de los Ángeles Guadalupe,Xicará de la Cruz y Aguirre,minor\n");
        await RunAsync("import", people, "--as", "encounters");
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Widths and heights between margins of 12 mm, in the browser's pixels.</summary>
    [Theory]
    [InlineData("short", "spa", "A4", 703, 1032)]
    [InlineData("short", "spa", "Letter", 725, 965)]
    [InlineData("short", "mam", "A4", 703, 1032)]
    [InlineData("short", "mam", "Letter", 725, 965)]
    [InlineData("short", "hat", "Letter", 725, 965)]
    [InlineData("long", "spa", "A4", 703, 2064)]
    [InlineData("long", "spa", "Letter", 725, 1930)]
    [InlineData("arabic", "ara", "A4", 703, 2064)]
    [InlineData("arabic", "ara", "Letter", 725, 1930)]
    public async Task Receipt_FitsItsPaper_AndLosesNothing(string length, string language, string paper, int width, int height)
    {
        string words = length switch
        {
            "short" => "Quiero que se quede con mi hermana hasta que termine el caso.",
            "long" => string.Concat(Enumerable.Range(1, 50).Select(number => $"Quiero que mi hija se quede con su tía {number:000}. "))[..2_000],
            _ => string.Concat(Enumerable.Range(1, 80).Select(number => $"أريد أن تبقى ابنتي مع خالتها {number:000}. "))[..2_000],
        };
        await using IBrowserContext context = await site.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(await WriteAsync(words, language));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.SetViewportSizeAsync(width, 900);

        (await page.Locator("main").BoundingBoxAsync())!.Height.Should().BeLessThanOrEqualTo(height, paper);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        (await page.Locator("main").InnerTextAsync()).Should().Contain(words.Trim(), "the words are the parent's: the paper holds all of them");
        foreach (ILocator code in await page.Locator("svg").AllAsync())
        {
            LocatorBoundingBoxResult box = (await code.BoundingBoxAsync())!;
            box.Width.Should().BeGreaterThan(150, "a telephone reads it from paper");
            (box.X + box.Width).Should().BeLessThanOrEqualTo(width);
        }

        (await page.Locator(".proof .how").BoundingBoxAsync())!.Width.Should().BeGreaterThan(180, "the instructions for checking are in readable lines");
        await Site.PictureAsync(page, $"receipt-{length}-{language}-{paper}");
    }

    private async Task<string> WriteAsync(string words, string language)
    {
        JsonObject draft = JsonNode.Parse(
            """
            {"decision_id":"D-1","parent_record_id":"cbp:1","child_record_id":"cbp:2","choice":"remain","taken_at":"2026-01-02T02:00:00Z",
             "form":"KK-1","form_version":"1","form_language":"spa","interpreter":"Intérprete Tres","interpreter_mode":"phone",
             "information_given":"yes","options_offered":["accompany","remain","reunify_here","counsel_first","undecided"],
             "child_contact_offered":"yes","counsel_offered":"yes","minutes_allowed":120,"private":"yes","signature":"signed","officer":"Officer Uno"}
            """)!.AsObject();
        draft["spoken_language"] = language;
        draft["parent_language"] = language;
        draft["parent_words"] = words;
        string file = Path.Combine(_folder.FullName, "draft.json");
        string page = Path.Combine(_folder.FullName, "receipt.html");
        await File.WriteAllTextAsync(file, draft.ToJsonString());
        await RunAsync("decision", "record", file);
        await RunAsync("log", "receipt", "D-1", "--page", page);
        return new Uri(page).ToString();
    }

    private async Task RunAsync(params string[] verb)
    {
        using StringWriter error = new();
        int exit = await KinkeeperHost.RunAsync([.. verb, "--data", Path.Combine(_folder.FullName, "data")], TextWriter.Null, error, _clock);
        exit.Should().Be(ExitCode.Done, error.ToString());
    }
}
