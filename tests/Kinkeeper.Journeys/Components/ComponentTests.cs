using System.Reflection;
using System.Text.RegularExpressions;
using Kinkeeper.Platform.Web.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys.Components;

/// <summary>Every component of the pages, on one page: readable for everybody, and safe whatever the text is.</summary>
public sealed partial class ComponentTests(Site site)
{
    private const string Hostile = "<script>alert(1)</script>\"' onfocus='alert(2)";

    [Fact]
    public void Components_AreAllInTheGallery()
    {
        string[] tags = [.. typeof(TextTagHelper).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(TagHelper)) && !type.IsAbstract)
            .SelectMany(type => type.GetCustomAttributes<HtmlTargetElementAttribute>())
            .Select(target => target.Tag)];
        tags.Should().HaveCountGreaterThan(15);
        tags.Should().BeSubsetOf(Tag().Matches(Gallery.Source).Select(tag => tag.Groups[1].Value));
    }

    [Fact]
    public async Task Components_AreReadableForEverybody_AndNoTextBreaksOut()
    {
        await using Gallery gallery = await Gallery.OpenAsync();
        await using IBrowserContext context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = gallery.Address.ToString(), ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/components");
        (await page.Locator("[id]").EvaluateAllAsync<string[]>("all => all.map(one => one.id)")).Should().OnlyHaveUniqueItems().And.NotContain(id => id.Any(char.IsWhiteSpace));
        (await page.Locator("script").CountAsync()).Should().Be(0, "text stays text");
        (await page.Locator("[onfocus]").CountAsync()).Should().Be(0, "an attribute's value stays in it");
        await HostileTextIsKeptAsync(page);
        await FieldsAreTiedAsync(page);
        await OptionsAreAsToldAsync(page);
        await SummaryLeadsToTheFirstFieldAsync(page);
        await Accessibility.CheckAsync(page);
        await Site.PictureAsync(page, "components-1280");
        await page.SetViewportSizeAsync(320, 900);
        await Accessibility.CheckAsync(page);
        await Site.PictureAsync(page, "components-320");
        await Accessibility.FitsAsync(page);
        await page.GotoAsync("/components?ui-culture=es-US&culture=es-US");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Por corregir: 3").And.Contain("abril").And.Contain("Cambiar").And.Contain("Paso");
    }

    private static async Task HostileTextIsKeptAsync(IPage page)
    {
        (await page.Locator("#officer").InputValueAsync()).Should().Be(Hostile);
        (await page.Locator("#words").InputValueAsync()).Should().Be("\nfirst line\n" + Hostile, "texts stay exactly as they are");
        (await page.Locator("#born-year").InputValueAsync()).Should().Be(Hostile);
        (await page.Locator("#plain").GetAttributeAsync("title")).Should().Be("Dónde & cuándo", "attributes unknown to a component reach the field, encoded once");
        (await page.Locator("#plain").GetAttributeAsync("lang")).Should().Be("es");
        (await page.Locator("input[name=signature]").Last.GetAttributeAsync("value")).Should().Be(Hostile);
    }

    private static async Task FieldsAreTiedAsync(IPage page)
    {
        (await DescriptionAsync(page, "#officer")).Should().Be("Badge number|Say who asked");
        (await page.Locator("#officer").GetAttributeAsync("aria-invalid")).Should().Be("true");
        (await DescriptionAsync(page, "#words")).Should().Be("In the language they spoke");
        (await page.Locator("#words").GetAttributeAsync("required")).Should().NotBeNull();
        (await page.Locator("#plain").GetAttributeAsync("aria-describedby")).Should().BeNull();
        (await DescriptionAsync(page, "fieldset:has(#signature-mark)")).Should().Be("As it was done|Say how it was signed");
        (await DescriptionAsync(page, "#left-day")).Should().Be("Enter 1 or 2 digits for the day.");
        (await page.Locator("input:not([type=hidden]), select, textarea").EvaluateAllAsync<bool[]>("all => all.map(field => field.labels.length === 1)")).Should().AllBeEquivalentTo(true);
    }

    private static async Task OptionsAreAsToldAsync(IPage page)
    {
        (await page.Locator("input:checked").EvaluateAllAsync<string[]>("all => all.map(one => one.name + '=' + one.value)")).Should().BeEquivalentTo("private=no", "offered=two words");
        (await page.Locator("#born-month").InputValueAsync()).Should().Be("4");
        (await page.Locator("#left-month").InputValueAsync()).Should().BeEmpty();
        (await page.Locator(".usa-pagination").CountAsync()).Should().Be(1, "a single part needs no pagination");
        (await page.Locator(".usa-pagination a.usa-pagination__button").AllInnerTextsAsync()).Should().Equal("1", "4", "5", "6", "1,200");
        (await page.Locator("details[open]").CountAsync()).Should().Be(1);
        (await page.Locator("#failure").GetAttributeAsync("role")).Should().Be("alert");
        (await page.Locator("#info").GetAttributeAsync("role")).Should().BeNull();
    }

    private static async Task SummaryLeadsToTheFirstFieldAsync(IPage page)
    {
        foreach (string id in (string[])["officer", "signature-signed", "born-month"])
        {
            await page.Locator($"[role=alert] a[href='#{id}']").PressAsync("Enter");
            (await page.EvaluateAsync<string>("document.activeElement.id")).Should().Be(id);
        }
    }

    /// <summary>The text that a screen reader reads after a field's name.</summary>
    private static Task<string> DescriptionAsync(IPage page, string field) => page.Locator(field).EvaluateAsync<string>(
        "field => field.getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).textContent).join('|')");

    [GeneratedRegex("<(kk-[a-z-]+)")]
    private static partial Regex Tag();
}
