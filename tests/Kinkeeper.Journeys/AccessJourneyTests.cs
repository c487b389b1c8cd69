using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>Counsel is entered in two steps, and an auditor reads the refusals: in both languages, at both widths.</summary>
public sealed class AccessJourneyTests(Site site)
{
    [Theory]
    [InlineData("en-US", "Nobody has ever signed in with this account.")]
    [InlineData("es-US", "Nadie ha entrado nunca con esta cuenta.")]
    public async Task Coordinator_SeesClientAndAccount_BeforeCounselIsRecorded(string language, string never)
    {
        IPage page = await site.SignInAsync("welfare-demo", language);
        string account = $"lawyer-{language}";
        await page.GotoAsync("/counsel/1");
        await page.FillAsync("#account", account);
        await page.FillAsync("#evidence", "G-28, 3 May 2025");
        await page.GoAsync(page.Locator("main form.kk-wide .usa-button"));
        string shown = await page.Locator("main").InnerTextAsync();
        shown.Should().Contain(account).And.Contain("G-28, 3 May 2025").And.Contain(never);
        await CheckAsync(page, $"counsel-confirm-{language[..2]}");
        await page.GoAsync(page.Locator("main form[action*='handler=Confirm'] button"));
        (await page.Locator("main .usa-collection").InnerTextAsync()).Should().Contain(account);
        await CheckAsync(page, $"counsel-recorded-{language[..2]}");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en-US", "Role may not do this")]
    [InlineData("es-US", "La función no lo permite")]
    public async Task Auditor_ReadsTheRefusals(string language, string kind)
    {
        IPage officer = await site.SignInAsync("officer-demo", language);
        await officer.GotoAsync("/clients");
        await officer.Context.CloseAsync();
        IPage page = await site.SignInAsync("auditor-demo", language);
        await page.GotoAsync("/");
        await page.GoAsync(page.Locator("a[href='/access/refused']"));
        await page.SelectOptionAsync("#kind", "not-allowed");
        await page.GoAsync(page.Locator("main form .usa-button"));
        (await page.Locator("main table").InnerTextAsync()).Should().Contain("officer-demo").And.Contain("/clients").And.Contain(kind);
        await CheckAsync(page, $"refused-{language[..2]}");
        await page.Context.CloseAsync();
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        foreach (int width in (int[])[1280, 320])
        {
            await page.SetViewportSizeAsync(width, 900);
            await Accessibility.CheckAsync(page);
            await Accessibility.FitsAsync(page);
            await Site.PictureAsync(page, $"{name}-{width}");
        }
    }
}
