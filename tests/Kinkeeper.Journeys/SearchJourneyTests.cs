using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>From a name as heard to the family, and to the record of a line.</summary>
public sealed class SearchJourneyTests(Site site)
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("es-US")]
    public async Task Name_AsHeard_LeadsToTheFamily_AndStandsInNoAddress(string language)
    {
        IPage officer = await site.SignInAsync("officer-demo", language);
        await officer.GotoAsync("/");
        await officer.Locator("header input[name=words]").FillAsync("hernandez pop dilica");
        await officer.GoAsync(officer.Locator("header form[action='/search'] button"));
        ILocator results = officer.Locator(".kk-results li");
        (await results.CountAsync()).Should().BeGreaterThan(0, "two letters are swapped, and the accent is missing");
        (await results.First.InnerTextAsync()).Should().Contain("Hernández Pop");
        await Accessibility.CheckAsync(officer);
        await Site.PictureAsync(officer, $"search-results-{language[..2]}-1280");
        await officer.SetViewportSizeAsync(320, 900);
        await Accessibility.CheckAsync(officer);
        await Accessibility.FitsAsync(officer);
        await Site.PictureAsync(officer, $"search-results-{language[..2]}-320");

        await officer.GoAsync(results.First.Locator("a"));
        (await officer.Locator("h1").InnerTextAsync()).Should().Contain("Hernández Pop");
        await Assertions.Expect(officer).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/families/[0-9]+$"));
        (await officer.Locator("svg [tabindex='0']").CountAsync()).Should().BeGreaterThan(0, "each mark can be reached by keyboard");
        await officer.Context.CloseAsync();
    }
}
