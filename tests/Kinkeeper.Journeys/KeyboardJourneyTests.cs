using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From the docket to an override with nothing but a keyboard, and at 400 % without scrolling sideways.</summary>
public sealed partial class KeyboardJourneyTests(Site site)
{
    [Fact]
    public async Task Supervisor_GoesFromTheDocketToAnOverride_WithTheKeyboardAlone()
    {
        IPage page = await site.SignInAsync("supervisor-demo");
        await page.GotoAsync("/departures?from=2025-12-03");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("main", "the first link leads past the menu");
        await ReachAsync(page, ".kk-docket h2 a");
        await Site.PictureAsync(page, "keyboard-docket");
        await PressAsync(page, "**/departures/*");
        await ReachAsync(page, ".usa-summary-box button");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".usa-summary-box", new PageLocatorOptions { HasText = "Recorded as clearance" }).WaitForAsync();
        await ReachAsync(page, "a[href^='/overrides/ask/']");
        await Site.PictureAsync(page, "keyboard-manifest");
        await PressAsync(page, "**/overrides/ask/**");
        await ReachAsync(page, "input[name=reason]");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator("input[name=reason]:checked").CountAsync()).Should().Be(1);
        await ReachAsync(page, "#words");
        await page.Keyboard.TypeAsync("Order of the district court.");
        await ReachAsync(page, "main form .usa-button");
        await Site.PictureAsync(page, "keyboard-override");
        await page.Keyboard.PressAsync("Enter");
        // The override waits for a second person, or the page says why it may not be asked for.
        await page.Locator("main", new PageLocatorOptions { HasTextRegex = Outcome() }).WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Pages_AtFourHundredPercent_NeedNoScrollingSideways_AndWorkWithoutScript()
    {
        IPage page = await site.SignInAsync("supervisor-demo", width: 320, script: false);
        await page.SetViewportSizeAsync(320, 256);
        foreach (string address in (string[])["/", "/departures?from=2025-12-03", "/overrides", "/decisions/waiting"])
        {
            await page.GotoAsync(address);
            await FitsAsync(page);
        }

        await page.GotoAsync("/departures?from=2025-12-03");
        await page.GoAsync(page.Locator(".kk-docket h2 a").First);
        await FitsAsync(page);
        await page.GoAsync(page.Locator(".usa-summary-box button"));
        (await page.Locator(".usa-summary-box").InnerTextAsync()).Should().Contain("Recorded as clearance");
        await FitsAsync(page);
        await Site.PictureAsync(page, "zoom-manifest");
        await page.Context.CloseAsync();
    }

    /// <summary>Measures the page's scroll width from its screenshot, because without script the page cannot be asked.</summary>
    private static async Task FitsAsync(IPage page)
    {
        byte[] png = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).Should().BeLessThanOrEqualTo(320, page.Url);
    }

    /// <summary>Presses Tab until the focus is on a matching element, and checks that the focus is visible.</summary>
    private static async Task ReachAsync(IPage page, string selector)
    {
        for (int presses = 0; presses < 400; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                string outline = await page.EvaluateAsync<string>("() => { const style = getComputedStyle(document.activeElement); const label = document.activeElement.labels?.[0]; return [style.outlineStyle, label ? getComputedStyle(label, '::before').outlineStyle : 'none', label ? getComputedStyle(label).outlineStyle : 'none'].join(' '); }");
                Shown().IsMatch(outline).Should().BeTrue($"the focus on {selector} shows ({outline})");
                return;
            }
        }

        throw new InvalidOperationException($"No {selector} is reached with the keyboard on {page.Url}.");
    }

    private static async Task PressAsync(IPage page, string leadsTo)
    {
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(leadsTo);
    }

    [GeneratedRegex("solid|auto|dotted|dashed|double")]
    private static partial Regex Shown();

    [GeneratedRegex("district court|may never be|No override")]
    private static partial Regex Outcome();
}
