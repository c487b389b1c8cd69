using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// Waits until a page of the application has loaded to its footer. It polls the browser:
/// <c>WaitForURLAsync</c> and <c>WaitForLoadStateAsync</c> can miss the event, and then wait for ever
/// (microsoft/playwright-dotnet issue 3364, open on 24 November 2026; seen here on that day).
/// </summary>
internal static class Arriving
{
    private static readonly PageAssertionsToHaveURLOptions Patiently = new() { Timeout = 30_000 };

    /// <summary>
    /// Clicks a link or button that loads a page, perhaps the same one, and waits for it: later reads never see the
    /// earlier page. Works without script as well.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="click">A link, or a form's button.</param>
    public static async Task GoAsync(this IPage page, ILocator click)
    {
        IResponse answer = await page.RunAndWaitForResponseAsync(
            () => click.ClickAsync(),
            answer => answer.Request.IsNavigationRequest && answer.Frame == page.MainFrame && answer.Status is not (>= 300 and < 400));
        await answer.FinishedAsync();
        await page.Locator("body > footer").WaitForAsync();
    }

    /// <param name="page">The page.</param>
    /// <param name="address">The expected address; one star matches anything but a slash, two match anything.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        string pattern = Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{pattern}$"), Patiently);
        await page.Locator("body > footer").WaitForAsync();
    }
}
