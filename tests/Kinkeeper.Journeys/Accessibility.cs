using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>What axe can check of WCAG 2.2 AA, and what the checker's makers advise besides.</summary>
public static class Accessibility
{
    /// <summary>Only what is wrong is told: writing down all that is right takes longer than finding it.</summary>
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

    /// <summary>Nothing may need scrolling sideways, except what has a box of its own for it (WCAG 1.4.10).</summary>
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
