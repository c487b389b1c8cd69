using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From a parent whom nobody has asked to a decision that the gate counts, with an officer and a supervisor.</summary>
public sealed partial class InterviewJourneyTests(Site site)
{
    private static readonly string[] DoneAsItShouldBe = ["information_given-yes", "child_contact_offered-yes", "counsel_offered-yes", "private-yes", "answer-remain", "signature-mark"];

    [Fact]
    public async Task Officer_Records_Supervisor_Acknowledges_AndTheManifestAsksForItNoMore()
    {
        IPage officer = await site.SignInAsync("officer-demo", script: false);
        string interview = await FirstInterviewAsync(officer);
        string manifest = new Uri(officer.Url).AbsolutePath;
        interview.Should().MatchRegex("^/interview/[0-9]+/[0-9]+$", "no name and no record id of an agency stands in a URL");
        (await ReasonsAsync(officer, interview)).Should().Contain("Nobody has recorded");

        await officer.GotoAsync(interview);
        (await officer.Locator("input:checked").CountAsync()).Should().Be(0, "nothing is chosen beforehand");
        await officer.ClickAsync("main form .usa-button");
        (await officer.Locator("[role=alert]").InnerTextAsync()).Should().Contain("Silence is not a choice");

        await officer.FillAsync("#spoken_language", "spa");
        await officer.FillAsync("#parent_language", "mam");
        await officer.FillAsync("#interpreter", "I-204");
        await officer.FillAsync("#minutes_allowed", "90");
        await officer.FillAsync("#parent_words", "Quiero que se quede con mi hermana.");
        await officer.ClickAsync("label[for='interpreter_mode-telephone']");
        foreach (string done in DoneAsItShouldBe)
        {
            await officer.ClickAsync($"label[for='{done}']");
        }

        foreach (ILocator option in await officer.Locator("label[for^='options_offered-']").AllAsync())
        {
            await option.ClickAsync();
        }

        await Site.PictureAsync(officer, "journey-interview");
        await officer.ClickAsync("main form .usa-button");
        string[] missing = [.. await officer.Locator("main .usa-list li").AllInnerTextsAsync()];
        missing.Should().ContainSingle().Which.Should().Contain("No supervisor has acknowledged");
        await Site.PictureAsync(officer, "journey-interview-recorded");
        await officer.GotoAsync(manifest);
        (await ReasonsAsync(officer, interview)).Should().NotContain("Nobody has recorded").And.Contain("no-acknowledgement");

        IPage supervisor = await site.SignInAsync("supervisor-demo", script: false);
        await supervisor.GotoAsync("/decisions/waiting");
        ILocator waiting = supervisor.Locator(".usa-collection__item", new PageLocatorOptions { HasText = "Asked by officer-demo" });
        (await waiting.InnerTextAsync()).Should().Contain("The child remains").And.Contain("Nothing is missing besides your acknowledgement");
        await Site.PictureAsync(supervisor, "journey-waiting");
        await waiting.Locator("button").ClickAsync();
        (await supervisor.Locator("[role=status]").InnerTextAsync()).Should().Contain("Acknowledged");
        (await waiting.CountAsync()).Should().Be(0);

        await officer.GotoAsync(manifest);
        (await officer.Locator($"a[href='{interview}']").CountAsync()).Should().Be(0, "nothing about this child's decision holds the parent any more");
    }

    /// <summary>Leaves the page on the first manifest that holds a parent whom nobody has asked about a child.</summary>
    internal static async Task<string> FirstInterviewAsync(IPage page)
    {
        await page.GotoAsync("/departures?from=2025-12-03");
        string[] manifests = [.. (await page.Locator(".kk-docket h2 a").AllAsync()).Select(link => link.GetAttributeAsync("href").Result!)];
        foreach (string manifest in manifests)
        {
            await page.GotoAsync(manifest);
            ILocator links = page.Locator(".usa-collection__description", new PageLocatorOptions { HasTextRegex = NeverAsked() }).Locator("a[href^='/interview/']");
            if (await links.CountAsync() > 0)
            {
                return (await links.First.GetAttributeAsync("href"))!;
            }
        }

        throw new InvalidOperationException("Everybody in the population has been asked about every child.");
    }

    private static async Task<string> ReasonsAsync(IPage page, string interview) =>
        string.Join('\n', await page.Locator(".usa-collection__description", new PageLocatorOptions { Has = page.Locator($"a[href='{interview}']") }).AllInnerTextsAsync());

    [GeneratedRegex("Nobody has recorded what|Nadie ha registrado qué")]
    private static partial Regex NeverAsked();
}
