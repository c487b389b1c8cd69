using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// Waits until a page of the application is there and read to its end, which is its footer. Not for the browser's load event: on a
/// busy machine it has been seen to stay out (24 November 2026, chromium-headless-shell 156).
/// </summary>
internal static class Arriving
{
    private static readonly PageWaitForURLOptions Committed = new() { WaitUntil = WaitUntilState.Commit };

    /// <param name="page">The page.</param>
    /// <param name="address">Where it is to arrive, with stars for what may be anything.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, Committed);
        await page.Locator("body > footer").WaitForAsync();
    }

    /// <param name="page">The page.</param>
    /// <param name="isThere">Whether an address is where it is to arrive.</param>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        await page.WaitForURLAsync(isThere, Committed);
        await page.Locator("body > footer").WaitForAsync();
    }
}
