using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Kinkeeper.Journeys.Site))]
// One more than the two cores of the test machine: with two, a fifth of the processor's time was idle.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]

namespace Kinkeeper.Journeys;

/// <summary>The real application over synthetic families, and a real browser to use it with.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Formats =
        ["encounters", "custody", "relationships", "screenings", "decisions", "statements", "plans", "removals", "manifest"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kinkeeper-journeys-");
    private readonly SemaphoreSlim _signingIn = new(1);
    private readonly Dictionary<string, string> _sessions = [];
    private WebApplication? _web;
    private IPlaywright? _playwright;

    /// <summary>The evening before the first planned departures.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 12, 2, 18, 0, 0, TimeSpan.Zero));

    /// <summary>A folder for this test run.</summary>
    public string Folder => _folder.FullName;

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The folder of the screenshots.</summary>
    public static string Pictures { get; } = Path.Combine(AppContext.BaseDirectory, "pictures");

    public async ValueTask InitializeAsync()
    {
        StoreLocation location = new(DataFolder);
        string population = Path.Combine(_folder.FullName, "population");
        await RunAsync(location, "population", "make", "--families", "400", "--seed", "7", "--out", population);
        foreach (string format in Formats)
        {
            await RunAsync(location, "import", Path.Combine(population, $"{format}.csv"), "--as", format);
        }

        foreach ((string format, string text) in InterviewJourneyTests.Families)
        {
            string file = Path.Combine(population, $"interview-{format}.csv");
            await File.WriteAllTextAsync(file, text);
            await RunAsync(location, "import", file, "--as", format);
        }

        _web = KinkeeperHost.BuildWeb(location, Clock, "http://127.0.0.1:0");
        await _web.StartAsync();
        Address = new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Directory.CreateDirectory(Pictures);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>
    /// A separate browser, signed in with a demonstration account. Each account signs in once, because sign-ins are limited.
    /// </summary>
    public async Task<IPage> SignInAsync(string account, string language = "en-US", int width = 1280, bool script = true)
    {
        await _signingIn.WaitAsync();
        try
        {
            if (!_sessions.ContainsKey(account))
            {
                await using IBrowserContext first = await Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString() });
                IPage page = await first.NewPageAsync();
                await page.GotoAsync("/sign-in");
                await page.GoAsync(page.Locator($"button[value='{account}']"));
                await page.GotoAsync("/access/reason");
                await page.ClickAsync("label[for='reason-interview']");
                await page.GoAsync(page.Locator("main form .usa-button"));
                _sessions[account] = await first.StorageStateAsync();
            }
        }
        finally
        {
            _signingIn.Release();
        }

        IBrowserContext context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            StorageState = _sessions[account],
        });
        return await context.NewPageAsync();
    }

    /// <summary>Saves a screenshot of the whole page.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });

    private async Task RunAsync(StoreLocation location, params string[] verb)
    {
        using StringWriter error = new();
        int exit = await KinkeeperHost.RunAsync([.. verb, "--data", location.Folder], TextWriter.Null, error, Clock);
        exit.Should().Be(ExitCode.Done, error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _signingIn.Dispose();
        if (_web is not null)
        {
            await _web.StopAsync();
            await _web.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
