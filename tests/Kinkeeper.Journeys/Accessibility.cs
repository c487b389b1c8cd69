using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>The rules of WCAG 2.2 AA that axe can check, and axe's own best practices.</summary>
public static class Accessibility
{
    /// <summary>Reports only violations: writing down every passed rule takes longer than checking it.</summary>
    private const string Check =
        """
        async () => (await axe.run(document, {
            resultTypes: ['violations'],
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        })).violations.map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).join(' | '))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static async Task CheckAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        (await page.EvaluateAsync<string[]>(Check)).Should().BeEmpty(page.Url);
    }

    /// <summary>Nothing may need sideways scrolling outside a box made for it (WCAG 1.4.10).</summary>
    public static async Task FitsAsync(IPage page)
    {
        string[] tooWide = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                : [...document.querySelectorAll('body *')]
                    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth && !one.closest('[tabindex="0"]'))
                    .map(one => one.outerHTML.slice(0, 120))
            """);
        tooWide.Should().BeEmpty(page.Url);
    }
}
