using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>What axe can check of WCAG 2.2 AA, and what the checker's makers advise besides.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static async Task CheckAsync(IPage page)
    {
        AxeResult result = await page.RunAxe(Rules);
        result.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").Should().BeEmpty(page.Url);
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
