using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// Two versions of a list compared in a browser: from the review by links alone, with and without script, read by axe with an answer
/// on the page.
/// </summary>
public sealed class ListsJourneyTests(Site site)
{
    [Theory]
    [InlineData("en-US", true)]
    [InlineData("es-US", true)]
    [InlineData("en-US", false)]
    public async Task Auditor_ComparesTwoFiles_AndTwoImports(string language, bool script)
    {
        (string first, string second) = await WriteListsAsync(language);
        IPage auditor = await site.SignInAsync("auditor-demo", language, script: script);
        await auditor.GotoAsync("/");
        await auditor.GoAsync(auditor.Locator("nav a[href='/review']"));
        await auditor.GoAsync(auditor.Locator("main a[href='/review/lists']"));
        await auditor.SetInputFilesAsync("#first", first);
        await auditor.SetInputFilesAsync("#second", second);
        await auditor.GoAsync(auditor.Locator("main form[enctype] .usa-button").First);
        string text = await auditor.Locator("main").InnerTextAsync();
        text.Should().Contain("A200000001 / A200000002").And.Contain("A200000007 / A200000008").And.MatchRegex("parent_contacted: “N” (became|pasó a ser) “Y”");
        await LookAsync(auditor, $"lists-{language[..2]}{(script ? null : "-no-script")}", script);

        await auditor.GoAsync(auditor.Locator(".usa-breadcrumb a").First);
        await auditor.GoAsync(auditor.Locator("main a[href='/review/lists']"));
        await auditor.GoAsync(auditor.Locator("main a[href='/review/lists/imports']"));
        IReadOnlyList<ILocator> encounters = await auditor.Locator("#first option", new PageLocatorOptions { HasText = "encounters" }).AllAsync();
        await auditor.SelectOptionAsync("#first", (await encounters[1].GetAttributeAsync("value"))!);
        await auditor.SelectOptionAsync("#second", (await encounters[0].GetAttributeAsync("value"))!);
        await auditor.GoAsync(auditor.Locator("main form .usa-button").First);
        (await auditor.Locator("main h2").CountAsync()).Should().BeGreaterThanOrEqualTo(3);
        await LookAsync(auditor, $"lists-imports-{language[..2]}{(script ? null : "-no-script")}", script);
        await auditor.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("es-US")]
    public async Task File_Unreadable_IsExplained_OnAnAccessiblePage(string language)
    {
        (string first, _) = await WriteListsAsync(language);
        string letter = Path.Combine(site.Folder, $"letter-{language}.txt");
        await File.WriteAllTextAsync(letter, "Dear colleague,\nplease find the list enclosed.\n", TestContext.Current.CancellationToken);
        IPage auditor = await site.SignInAsync("auditor-demo", language);
        await auditor.GotoAsync("/review/lists");
        await auditor.SetInputFilesAsync("#first", first);
        await auditor.SetInputFilesAsync("#second", letter);
        await auditor.GoAsync(auditor.Locator("main form[enctype] .usa-button").First);
        (await auditor.Locator("main [role=alert]").InnerTextAsync()).Should().Contain($"letter-{language}.txt");
        await LookAsync(auditor, $"lists-refused-{language[..2]}", script: true);
        await auditor.Context.CloseAsync();
    }

    /// <summary>Two widths, read by axe where the page has script; printed once.</summary>
    private static async Task LookAsync(IPage page, string name, bool script)
    {
        foreach (int width in (int[])[1280, 320])
        {
            await page.SetViewportSizeAsync(width, 900);
            if (script)
            {
                await Accessibility.CheckAsync(page);
                await Accessibility.FitsAsync(page);
            }

            await Site.PictureAsync(page, $"{name}-{width}");
        }

        await page.SetViewportSizeAsync(1280, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await page.Locator("main form").First.IsVisibleAsync()).Should().BeFalse("paper has no forms");
        await Site.PictureAsync(page, $"{name}-print");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    private async Task<(string First, string Second)> WriteListsAsync(string language)
    {
        const string header = "NO,CHILD A#,PARENT A#,PARENT LAST NAME,CONTACTED (Y/N)\n";
        string first = Path.Combine(site.Folder, $"first-{language}.csv"), second = Path.Combine(site.Folder, $"second-{language}.csv");
        await File.WriteAllTextAsync(first, header + "1,A200000001,A200000002,Pop,N\n2,A200000003,A200000004,Caal,N\n3,A200000005,A200000006,Xol,N\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, header + "2,A200000003,A200000004,Caal,Y\n3,A200000005,A200000006,Xol,N\n4,A200000007,A200000008,Ical,N\n", TestContext.Current.CancellationToken);
        return (first, second);
    }
}
