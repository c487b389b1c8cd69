using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From the list of departures to the aircraft's door, with two supervisors and an officer.</summary>
public sealed partial class GateJourneyTests(Site site)
{
    /// <summary>The reason that tells this override from others requested at the same time.</summary>
    private const string Words = "Order of the district court, shown to the coordinator.";

    [Fact]
    public async Task Override_NeedsASecondPerson_AndThenTheManifestShowsIt()
    {
        IPage first = await site.SignInAsync("supervisor-demo");
        (string manifest, string ask) = await HeldThatMayBeOverriddenAsync(first);
        await first.GotoAsync(ask);
        await first.ClickAsync("label[for='reason-court-order']");
        await first.FillAsync("#words", Words);
        await first.GoAsync(first.Locator("main button"));
        await first.GoAsync(first.Locator("main table tr", new PageLocatorOptions { HasText = Words }).Locator("button"));
        (await first.Locator("[role=alert]").InnerTextAsync()).Should().NotBeEmpty("the person who asked cannot approve");

        IPage second = await site.SignInAsync("supervisor-demo-2");
        await second.GotoAsync("/overrides");
        await second.GoAsync(second.Locator("main table tr", new PageLocatorOptions { HasText = Words }).Locator("button"));
        (await second.Locator("main table").InnerTextAsync()).Should().Contain("supervisor-demo-2");
        await Site.PictureAsync(second, "journey-override-approved");
        await second.GotoAsync(manifest);
        (await second.Locator(".usa-tag").CountAsync()).Should().Be(1);
        await Site.PictureAsync(second, "journey-manifest-with-override");
    }

    [Fact]
    public async Task Boarding_WhatNobodyAnswered_Holds_AndWithoutALineThePageSaysHold()
    {
        IPage officer = await site.SignInAsync("officer-demo");
        string boarding = await BoardingAsync(officer);
        int bytes = 0;
        officer.Response += (_, response) => bytes += response.Headers.TryGetValue("content-length", out string? length) && !response.Url.Contains("/fonts/", StringComparison.Ordinal) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0;
        await officer.GotoAsync(boarding, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        (await officer.Locator("input[type=radio]:checked").CountAsync()).Should().Be(0, "no answer is chosen beforehand");
        bytes.Should().BeLessThan(50_000);
        await Site.PictureAsync(officer, "journey-boarding");
        await officer.EvaluateAsync("navigator.serviceWorker.ready");
        await officer.Context.SetOfflineAsync(true);
        await officer.ClickAsync("main button");
        await officer.Locator("h1", new PageLocatorOptions { HasText = "HOLD" }).WaitForAsync();
        await Site.PictureAsync(officer, "journey-boarding-offline");
        await officer.Context.SetOfflineAsync(false);
    }

    private static async Task<(string Manifest, string Ask)> HeldThatMayBeOverriddenAsync(IPage page)
    {
        foreach (string manifest in await ManifestsAsync(page))
        {
            await page.GotoAsync(manifest);
            await page.GoAsync(page.Locator(".usa-summary-box button"));
            ILocator people = page.Locator(".usa-collection__item", new PageLocatorOptions { HasTextRegex = NeedsADecision() });
            foreach (ILocator person in await people.AllAsync())
            {
                string text = await person.InnerTextAsync();
                ILocator ask = person.Locator("a[href^='/overrides/ask']");
                if (!Never().IsMatch(text) && await ask.CountAsync() == 1)
                {
                    return (manifest, (await ask.GetAttributeAsync("href"))!);
                }
            }
        }

        throw new InvalidOperationException("Nobody in the population is held for something that may be overridden.");
    }

    private static async Task<string> BoardingAsync(IPage page)
    {
        foreach (string manifest in await ManifestsAsync(page))
        {
            await page.GotoAsync(manifest);
            await page.GoAsync(page.Locator(".usa-summary-box button"));
            ILocator link = page.Locator("a[href^='/boarding/']").First;
            if (await link.CountAsync() == 1)
            {
                return (await link.GetAttributeAsync("href"))!;
            }
        }

        throw new InvalidOperationException("Nobody in the population is identified on a manifest.");
    }

    private static async Task<string[]> ManifestsAsync(IPage page)
    {
        await page.GotoAsync("/departures?from=2025-12-03");
        return [.. (await page.Locator(".kk-docket h2 a").AllAsync()).Select(link => link.GetAttributeAsync("href").Result!)];
    }

    [GeneratedRegex("decision", RegexOptions.IgnoreCase)]
    private static partial Regex NeedsADecision();

    /// <summary>The reasons that no override may lift: a contradicted wish, a person never asked, a person not identified.</summary>
    [GeneratedRegex("had asked|wish|never asked|nobody asked|not identified|asked whether", RegexOptions.IgnoreCase)]
    private static partial Regex Never();
}
