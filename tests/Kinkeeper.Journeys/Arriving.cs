using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// Waits until a page of the application is there and read to its end, which is its footer. The browser's side is asked again and
/// again: <c>WaitForURLAsync</c> and <c>WaitForLoadStateAsync</c> can miss what they wait for, and then wait for ever
/// (microsoft/playwright-dotnet issue 3364, open on 24 November 2026; seen here on that day).
/// </summary>
internal static class Arriving
{
    private static readonly PageAssertionsToHaveURLOptions Patiently = new() { Timeout = 30_000 };

    /// <summary>
    /// Clicks what leads to another page, or to the same one again, and waits for it: what is read afterwards is not what stood there
    /// before. Works without script as well.
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
    /// <param name="address">Where it is to arrive; a star stands for anything but a stroke, two for anything.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        string pattern = Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{pattern}$"), Patiently);
        await page.Locator("body > footer").WaitForAsync();
    }
}
