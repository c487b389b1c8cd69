using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>Every page of the interview and after it, in one walk per language: axe at the width of a desktop and of a telephone.</summary>
public sealed class InterviewAccessibilityTests(Site site)
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("es-US")]
    public async Task InterviewAndWhatFollows_BreakNoRuleThatAxeChecks(string language)
    {
        IPage page = await site.SignInAsync("officer-demo", language);
        string start = (await InterviewJourneyTests.InterviewsAsync(page, "axe"))[1];
        await page.GotoAsync(start);
        await CheckAsync("start");
        await page.GoAsync(page.Locator("main form[action*='Start'] button"));
        await page.FillAsync("#parent_language", language == "es-US" ? "spa" : "hat");
        while (await StepAsync() is var step && step != "check")
        {
            await CheckAsync(step);
            if (step == "answer")
            {
                await page.ClickAsync("label[for='answer-undecided']");
            }

            await page.GoAsync(page.Locator("button[name=go]").First);
        }

        await CheckAsync("check");
        await page.GoAsync(page.Locator("button[name=go]").First);
        await CheckAsync("decision");
        await page.GotoAsync((await page.Locator("a[href$='/amend']").GetAttributeAsync("href"))!);
        await CheckAsync("amend");
        await page.GotoAsync($"/screening/{start.Split('/')[2]}");
        await CheckAsync("screening");
        await page.Context.CloseAsync();

        Task<string> StepAsync() => page.EvaluateAsync<string>("location.pathname.split('/').pop()");

        async Task CheckAsync(string name)
        {
            foreach (int width in (int[])[1280, 320])
            {
                await page.SetViewportSizeAsync(width, 900);
                await Accessibility.CheckAsync(page);
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, $"{name} needs no scrolling sideways");
                await Site.PictureAsync(page, $"interview-{name}-{language[..2]}-{width}");
            }
        }
    }
}
