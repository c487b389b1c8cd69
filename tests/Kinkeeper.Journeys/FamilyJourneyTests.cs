using System.Globalization;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// A family that is hard to draw: seven children with long names, thirty years, many things on one day, custody without an end,
/// somebody without any date, a departure ahead. Every text is complete, nothing overlaps, and every mark can be reached.
/// </summary>
public sealed class FamilyJourneyTests(Site site) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinkeeper-family-");
    private WebApplication _web = null!;
    private IPage _page = null!;

    private static readonly string[] Children =
        ["María de los Ángeles Guadalupe Xicará de la Cruz y Aguirre", "Juan-Bartolo-Sin-Un-Solo-Espacio-Pop-Caal-de-León", "ANA", "WILMER HERNÁNDEZ POP MÉNDEZ MWANGOMBO", "Luz", "Ixchel Q'anil", "José"];

    public async ValueTask InitializeAsync()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2025, 12, 2, 18, 0, 0, TimeSpan.Zero));
        StoreLocation location = new(Path.Combine(_folder.FullName, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "SYNTHETIC.txt"), string.Empty);
        foreach ((string format, string text) in Rows())
        {
            string file = Path.Combine(_folder.FullName, $"{format}.csv");
            await File.WriteAllTextAsync(file, text);
            using StringWriter error = new();
            (await KinkeeperHost.RunAsync(["import", file, "--as", format, "--data", location.Folder], TextWriter.Null, error, clock)).Should().Be(ExitCode.Done, error.ToString());
        }

        _web = KinkeeperHost.BuildWeb(location, clock, "http://127.0.0.1:0");
        await _web.StartAsync();
        string address = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        IBrowserContext context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address, Locale = "en-US", ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        _page = await context.NewPageAsync();
        await _page.GotoAsync("/sign-in");
        await _page.GoAsync(_page.Locator("button[value='welfare-demo']"));
        await _page.GotoAsync("/access/reason");
        await _page.ClickAsync("label[for='reason-interview']");
        await _page.GoAsync(_page.Locator("main form .usa-button"));
        await _page.GotoAsync("/families/1");
    }

    public async ValueTask DisposeAsync()
    {
        await _page.Context.CloseAsync();
        await _web.StopAsync();
        await _web.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Picture_SaysEveryNameInFull_AndEachMarkCanBeReached(int width)
    {
        await _page.SetViewportSizeAsync(width, 900);
        await Accessibility.FitsAsync(_page);
        await Accessibility.CheckAsync(_page);
        string[] unreached = await _page.EvaluateAsync<string[]>("""
            () => {
                return [...document.querySelectorAll('.kk-family__mark')].filter(mark => {
                    const label = mark.querySelector(':scope > text:not(.kk-family__caption)');
                    label.scrollIntoView({ block: 'center', inline: 'end', behavior: 'instant' });
                    const box = label.getBoundingClientRect();
                    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                    return hit?.closest('.kk-family__mark') !== mark;
                }).map(mark => mark.getAttribute('aria-label'));
            }
            """);
        unreached.Should().BeEmpty();
        (await _page.Locator(".kk-family__mark").CountAsync()).Should().Be(41);

        await _page.Locator(".kk-family-frame").EvaluateAsync("frame => frame.scrollLeft = 400");
        string names = await NamesInViewAsync();
        foreach (string name in Children.Append("Dilcia Guadalupe Esperanza Hernández Pop de la Cruz"))
        {
            names.Should().Contain(name.Replace(" ", string.Empty, StringComparison.Ordinal), "a name is complete next to its lane, even after scrolling");
        }

        await _page.Locator(".kk-family-frame").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Site.Pictures, $"family-{width}.png") });
    }

    [Theory]
    [InlineData(718, "A4 upright")]
    [InlineData(740, "Letter upright")]
    public async Task Picture_InPrint_IsOnePage_WithLettersThatCanBeRead(int width, string paper)
    {
        await _page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await _page.SetViewportSizeAsync(width, 950);
        ILocator picture = _page.Locator(".kk-family");
        (await picture.BoundingBoxAsync())!.Height.Should().BeLessThan(940, "no lane is cut in two on {0}", paper);
        (await _page.Locator(".kk-family-names").IsVisibleAsync()).Should().BeFalse();
        double letters = await picture.EvaluateAsync<double>("svg => 12 * 0.75 * Math.min(svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, svg.getBoundingClientRect().height / svg.viewBox.baseVal.height)");
        letters.Should().BeGreaterThan(6, "points, on {0}", paper);
        await picture.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(Site.Pictures, $"family-print-{width}.png") });
        byte[] pdf = await _page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        System.Text.Encoding.Latin1.GetString(pdf).Should().Contain("/MediaBox [0 0 612 792]").And.NotContain("/MediaBox [0 0 792 612]", "a tall picture prints in portrait format");
    }

    /// <summary>The letters of the names visible at the left edge of the frame, without blanks.</summary>
    private Task<string> NamesInViewAsync() => _page.EvaluateAsync<string>("""
        () => {
            const edge = document.querySelector('.kk-family-frame').getBoundingClientRect();
            return [...document.querySelectorAll('.kk-family > text, .kk-family-names > text')]
                .filter(text => text.getBoundingClientRect().left >= edge.left && text.getBoundingClientRect().left < edge.left + 20 && text.getBoundingClientRect().right <= edge.right)
                .map(text => text.textContent).join('').replaceAll(' ', '');
        }
        """);

    private static (string Format, string Text)[] Rows()
    {
        string[] ids = [.. Children.Select((_, place) => $"orr:{place}")];
        return
        [
            ("encounters",
                "source,record_id,a_number,given_names,surnames,date_of_birth,role,encountered_at,event_number,citizenship,language\n" +
                "cbp,cbp:m,A200000001,Dilcia Guadalupe Esperanza,Hernández Pop de la Cruz,1978-04-02,adult,1996-05-14T08:00:00Z,E0,GT,mam\n" +
                "cbp,cbp:m2,A200000001,Dilcia,Hernández Pop,1978-04-02,adult,2018-05-14T08:00:00Z,E1,GT,mam\n" +
                "cbp,cbp:f,,Mateo,Xol,1975-01-01,adult,,,GT,spa\n" +
                string.Concat(Children.Select((name, place) => string.Create(CultureInfo.InvariantCulture,
                    $"cbp,{ids[place]},,{name},,{(place == 2 ? string.Empty : $"{2008 + place}-04-02")},minor,{(place < 4 ? "2018-05-14T08:00:00Z" : string.Empty)},{(place < 4 ? "E1" : string.Empty)},GT,spa\n")))),
            ("relationships",
                "source,parent_record_id,child_record_id,kind,basis,as_of,status\n" + string.Concat(ids.Select(id => $"cbp,cbp:m2,{id},parent,stated,2018-05-14,confirmed\n")) + "orr,cbp:f,orr:6,parent,stated,2018-05-14,claimed\n"),
            ("custody",
                "source,record_id,agency,facility,from,to,release_reason\n" +
                "cbp,cbp:m2,CBP,Ursula,2018-05-14T08:00:00Z,2018-05-16T08:00:00Z,transfer\n" +
                "ice,cbp:m2,ICE,Port Isabel,2018-05-16T09:00:00Z,2018-08-01T08:00:00Z,removed\n" +
                "ice,cbp:m2,ICE,Karnes,2025-11-01T09:00:00Z,,\n" +
                string.Concat(ids.Take(4).Select(id => $"cbp,{id},CBP,Ursula,2018-05-14T08:00:00Z,2018-05-16T08:00:00Z,transfer\norr,{id},ORR,Casa Canaria,2018-05-16T12:00:00Z,2018-11-01T08:00:00Z,sponsor\n")) +
                "state,orr:1,State child welfare of Massachusetts,Somewhere,2018-11-01T08:00:00Z,,\n"),
            ("screenings", "record_id,asked_at,language,interpreter,officer,answer,children_stated\ncbp:m2,2025-11-02T10:00:00Z,mam,yes,o-1,yes,7\n"),
            ("statements",
                "record_id,made_at,recorded_at,kind,author,text,wish\n" +
                string.Concat(Enumerable.Range(0, 5).Select(hour => $"cbp:m2,2018-06-10T1{hour}:00:00Z,2018-06-11T10:00:00Z,letter,self,Quiero irme con mis hijos {hour},{(hour == 0 ? "accompany" : string.Empty)}\n"))),
            ("decisions",
                "decision_id,parent_record_id,child_record_id,choice,taken_at,recorded_at,form,form_language,spoken_language,parent_language,information_given,options_offered,child_contact_offered,counsel_offered,minutes_allowed,private,parent_words,signature,officer,supervisor,acknowledged_at,child_view\n" +
                string.Concat(ids.Take(5).Select((id, place) => $"D-{place},cbp:m2,{id},remain,2018-07-20T10:00:00Z,2018-07-20T11:00:00Z,f,eng,eng,mam,yes,accompany;remain,yes,yes,5,no,Que se quede,signed,o-1,,,\n")) +
                string.Concat(ids.Take(5).Select((id, place) => $"E-{place},cbp:m2,{id},accompany,2025-11-20T10:00:00Z,2025-11-20T11:00:00Z,f,spa,mam,mam,yes,accompany;remain;reunify_here;counsel_first;undecided,yes,yes,90,yes,Conmigo,signed,o-1,,,\n"))),
            ("removals", "removal_id,record_id,status,departs_at,port,country,manifest\nR-1,cbp:m2,executed,2018-08-01T12:00:00Z,BRO,GT,M-1\nR-2,cbp:m2,planned,2025-12-04T12:00:00Z,BRO,GT,M-2\n"),
        ];
    }
}
