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

    /// <param name="page">The page.</param>
    /// <param name="address">Where it is to arrive; a star stands for anything but a stroke, two for anything.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        string pattern = Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{pattern}$"), Patiently);
        await page.Locator("body > footer").WaitForAsync();
    }

    /// <param name="page">The page.</param>
    /// <param name="from">What stands in the addresses that it is to leave, and in none that it may arrive at.</param>
    public static async Task LeaveAsync(this IPage page, string from)
    {
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(from)), Patiently);
        await page.Locator("body > footer").WaitForAsync();
    }
}
