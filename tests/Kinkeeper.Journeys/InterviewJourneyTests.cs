using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kinkeeper.Journeys;

/// <summary>
/// A parent of two children, from "nobody has asked" to the aircraft's door and back: with a pen and an interpreter on the
/// telephone, without any script, and with nothing but a keyboard.
/// </summary>
public sealed partial class InterviewJourneyTests(Site site)
{
    private static readonly string[] Steps = ["language", "private", "information", "contact", "counsel", "choices", "time", "answer", "words", "child", "signature", "check"];

    /// <summary>
    /// One mother and two children for each journey, in care and on a manifest of their own: the first leaves tonight, the others
    /// months after everybody else.
    /// </summary>
    internal static IEnumerable<(string Format, string Text)> Families
    {
        get
        {
            StringBuilder encounters = new("source,record_id,a_number,given_names,surnames,date_of_birth,language,role,encountered_at\n");
            StringBuilder relationships = new("source,parent_record_id,child_record_id,kind,basis,as_of,status\n");
            StringBuilder custody = new("source,record_id,agency,facility,from,to,release_reason\n");
            StringBuilder removals = new("removal_id,record_id,status,departs_at,port,country,manifest\n");
            StringBuilder manifests = new("manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country\n");
            foreach ((int number, string journey) in ((int, string)[])[(1, "pen"), (2, "plain"), (3, "keys"), (4, "axe")])
            {
                string departure = journey == "pen" ? "2025-12-02T17:30:00-06:00" : "2026-06-15T08:00:00-05:00";
                encounters.Append(CultureInfo.InvariantCulture, $"ice,{journey}:1,A29900000{number},Dilcia,Hernández Pop,1990-01-02,mam,adult,2025-11-01T00:00:00Z\n");
                removals.Append(CultureInfo.InvariantCulture, $"{journey}-removal,{journey}:1,planned,{departure},Alexandria,GT,{journey}-flight\n");
                manifests.Append(CultureInfo.InvariantCulture, $"{journey}-flight,{journey}:1,,Dilcia,Hernández Pop,1990-01-02,{departure},Alexandria,GT\n");
                foreach ((int child, string name, string born) in ((int, string, string)[])[(2, "Wilmer", "2016-03-04"), (3, "Ana", "2021-05-06")])
                {
                    encounters.Append(CultureInfo.InvariantCulture, $"orr,{journey}:{child},A2990000{child}{number},{name},Hernández Pop,{born},,minor,2025-11-01T00:00:00Z\n");
                    relationships.Append(CultureInfo.InvariantCulture, $"cbp,{journey}:1,{journey}:{child},parent,stated,2025-11-01T00:00:00Z,confirmed\n");
                    custody.Append(CultureInfo.InvariantCulture, $"orr,{journey}:{child},ORR,Shelter,2025-11-02T00:00:00Z,,\n");
                }
            }

            return [("encounters", encounters.ToString()), ("relationships", relationships.ToString()), ("custody", custody.ToString()), ("removals", removals.ToString()), ("manifest", manifests.ToString())];
        }
    }

    [Fact]
    public async Task Officer_RecordsTwoChildren_Supervisor_Acknowledges_GateClears_AndAtTheDoorTheParentChangesTheirMind()
    {
        IPage officer = await site.SignInAsync("officer-demo");
        string[] interviews = await InterviewsAsync(officer, "pen");
        await Site.PictureAsync(officer, "interview-01-held");
        foreach ((string interview, string child) in interviews.Zip((string[])["Wilmer", "Ana"]))
        {
            await officer.GotoAsync(interview);
            await officer.ClickAsync("main form[action*='Start'] button");
            foreach (string step in Steps)
            {
                await officer.ArriveAsync($"**/{step}");
                await FillAsync(officer, step, "spa");
                if (step == "signature")
                {
                    await SignAsync(officer);
                }

                if (child == "Wilmer")
                {
                    await Site.PictureAsync(officer, $"interview-02-{Array.IndexOf(Steps, step) + 1:D2}-{step}");
                }

                (await officer.Locator("h1").InnerTextAsync()).Should().Contain(child);
                await officer.ClickAsync("button[name=go] >> nth=0");
            }

            (await officer.Locator("[role=status]").InnerTextAsync()).Should().Contain("Recorded");
            (await officer.Locator("main .usa-list li").AllInnerTextsAsync()).Should().ContainSingle().Which.Should().Contain("No supervisor has acknowledged");
            (await officer.Locator("svg.kk-signature path").GetAttributeAsync("d")).Should().StartWith("M", "the signature that was drawn is in the record");
        }

        await Site.PictureAsync(officer, "interview-03-recorded");
        await officer.GotoAsync(await officer.Locator("a[href$='/receipt']").GetAttributeAsync("href") ?? string.Empty);
        (await officer.Locator("main").InnerTextAsync()).Should().Contain("An interpreter must read this page to you");
        await Site.PictureAsync(officer, "interview-04-receipt");

        IPage supervisor = await site.SignInAsync("supervisor-demo");
        for (int child = 0; child < 2; child++)
        {
            await supervisor.GotoAsync("/decisions/waiting");
            ILocator waiting = supervisor.Locator(".usa-collection__item", new PageLocatorOptions { HasText = "Pen, pen" }).First;
            (await waiting.InnerTextAsync()).Should().Contain("The child stays here").And.Contain("Let the child stay").And.Contain("The officer states 75 minutes").And.Contain("Only your acknowledgement is missing");
            await Site.PictureAsync(supervisor, $"interview-05-waiting-{child}");
            await supervisor.GoAsync(waiting.Locator("form button"));
            (await supervisor.Locator("[role=status]").InnerTextAsync()).Should().Contain("You acknowledged");
        }

        await officer.GotoAsync("/departures/pen-flight");
        await officer.GoAsync(officer.Locator(".usa-summary-box button"));
        (await officer.Locator("#answer").InnerTextAsync()).Should().MatchRegex("0.*1", "nobody is held anymore");
        await Site.PictureAsync(officer, "interview-06-cleared");

        await officer.GotoAsync(await officer.Locator("a[href^='/boarding/']").GetAttributeAsync("href") ?? string.Empty);
        await officer.Locator("fieldset").Nth(0).Locator("input[value=stands] + label").ClickAsync();
        await officer.Locator("fieldset").Nth(1).Locator("input[value=changed] + label").ClickAsync();
        await officer.FillAsync("#words", "Ya no. Quiero llevarme a mi hija.");
        await officer.ClickAsync("main button");
        (await officer.Locator("[role=alert]").InnerTextAsync()).Should().Contain("HOLD");
        await Site.PictureAsync(officer, "interview-07-boarding");
        await officer.GotoAsync("/departures/pen-flight");
        (await officer.Locator("main").InnerTextAsync()).Should().Contain("1 held").And.MatchRegex("Ana[^\n]*has taken the decision about this child back");
        await Site.PictureAsync(officer, "interview-08-held-again");
        await officer.Context.CloseAsync();
        await supervisor.Context.CloseAsync();
    }

    [Fact]
    public async Task Interview_WithoutAnyScript_InSpanish_OnATelephone_LeadsToTheSameRecord()
    {
        IPage officer = await site.SignInAsync("officer-demo", "es-US", 320, script: false);
        string[] interviews = await InterviewsAsync(officer, "plain");
        await officer.GotoAsync(interviews[0]);
        await Site.PictureAsync(officer, "interview-plain-00-start");
        await officer.ClickAsync("main form[action*='Start'] button");
        foreach (string step in Steps)
        {
            await officer.ArriveAsync($"**/{step}");
            (await officer.Locator("[data-pen]").IsVisibleAsync()).Should().BeFalse("what needs a script is not offered without one");
            await FillAsync(officer, step, "spa");
            if (step == "signature")
            {
                await officer.ClickAsync("label[for='signed_how-mark']");
            }

            (await officer.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320);
            await Site.PictureAsync(officer, $"interview-plain-{Array.IndexOf(Steps, step) + 1:D2}-{step}");
            await officer.ClickAsync("button[name=go] >> nth=0");
        }

        (await officer.Locator("[role=status]").InnerTextAsync()).Should().Contain("Registrada");
        await Site.PictureAsync(officer, "interview-plain-13-recorded");
        await officer.Context.CloseAsync();
    }

    [Fact]
    public async Task Interview_WithTheKeyboardAlone_LeadsToTheSameRecord()
    {
        IPage officer = await site.SignInAsync("officer-demo");
        string[] interviews = await InterviewsAsync(officer, "keys");
        await officer.GotoAsync(interviews[0]);
        await TabToAsync(officer, "main form[action*='Start'] button");
        await officer.Keyboard.PressAsync("Enter");
        foreach (string step in Steps)
        {
            await officer.ArriveAsync($"**/{step}");
            switch (step)
            {
                case "language":
                    await TypeAsync(officer, "parent_language", "spa");
                    await TypeAsync(officer, "spoken_language", "spa");
                    break;
                case "answer":
                    await ChooseAsync(officer, "answer", "counsel_first");
                    break;
                case "words":
                    await TypeAsync(officer, "parent_words", "Primero quiero hablar con un abogado.");
                    break;
                case "signature":
                    await ChooseAsync(officer, "signed_how", "refused");
                    break;
            }

            await TabToAsync(officer, "button[name=go]");
            await officer.Keyboard.PressAsync("Enter");
        }

        await officer.ArriveAsync("**/decisions/**");
        (await officer.Locator("#answer").InnerTextAsync()).Should().Be("Talk to a lawyer first");
        (await officer.Locator(".kk-facts").First.InnerTextAsync()).Should().Contain("did not want to sign");
        await Site.PictureAsync(officer, "interview-keys-recorded");
        await officer.Context.CloseAsync();
    }

    /// <summary>The interview addresses of the family's two children. Leaves the page on their manifest, which holds them.</summary>
    internal static async Task<string[]> InterviewsAsync(IPage page, string journey)
    {
        await page.GotoAsync($"/departures/{journey}-flight");
        string[] interviews = [.. (await page.Locator("a[href^='/interview/']").AllAsync()).Select(link => link.GetAttributeAsync("href").Result!).Distinct()];
        interviews.Should().HaveCount(2, "there is one interview for each child");
        interviews.Should().OnlyContain(interview => Address().IsMatch(interview), "no name and no agency's record id is in a URL");
        return interviews;
    }

    /// <summary>Fills a page of the interview correctly.</summary>
    private static async Task FillAsync(IPage page, string step, string spoken)
    {
        switch (step)
        {
            case "language":
                await page.FillAsync("#parent_language", "Mam (Todos Santos)");
                await page.FillAsync("#spoken_language", spoken);
                await page.FillAsync("#interpreter", "I-204");
                await page.ClickAsync("label[for='interpreter_mode-telephone']");
                break;
            case "private":
                await page.ClickAsync("label[for='private-yes']");
                break;
            case "information":
                await MarkAllAsync(page, "told");
                await page.ClickAsync("label[for='understood-yes']");
                break;
            case "contact":
                await page.ClickAsync("label[for='child_contact_offered-yes']");
                break;
            case "counsel":
                await page.ClickAsync("label[for='counsel_offered-yes']");
                break;
            case "choices":
                await MarkAllAsync(page, "options_offered");
                await page.ClickAsync("label[for='repeated-yes']");
                break;
            case "time":
                await page.ClickAsync("main form details summary");
                await page.FillAsync("#minutes_stated", "75");
                await page.FillAsync("#minutes_reason", "Explained on paper this morning.");
                break;
            case "answer":
                (await page.Locator("input:checked").CountAsync()).Should().Be(0, "nothing is chosen beforehand");
                await page.ClickAsync("label[for='answer-remain']");
                break;
            case "words":
                await page.FillAsync("#parent_words", "Ax tkyel nkwal tuk'il nyab'.");
                await page.FillAsync("#words_translation", "Let the child stay with my sister.");
                await page.FillAsync("#words_translator", "Pen, pen");
                break;
            case "child":
                await page.FillAsync("#child_view", "Quiero a mi mamá.");
                break;
            case "check":
                (await page.Locator("main").InnerTextAsync()).Should().NotContain("Quiero a mi mamá", "what a child said is never shown back");
                break;
        }
    }

    private static async Task MarkAllAsync(IPage page, string field)
    {
        foreach (ILocator option in await page.Locator($"label[for^='{field}-']").AllAsync())
        {
            await option.ClickAsync();
        }
    }

    private static async Task SignAsync(IPage page)
    {
        await page.ClickAsync("label[for='signed_how-pen']");
        ILocator canvas = page.Locator("canvas");
        await canvas.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await canvas.BoundingBoxAsync())!;
        for (int stroke = 0; stroke < 3; stroke++)
        {
            float x = box.X + (box.Width * (0.2f + (stroke * 0.2f)));
            await page.Mouse.MoveAsync(x, box.Y + (box.Height * 0.3f));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(x + (box.Width * 0.1f), box.Y + (box.Height * 0.8f), new MouseMoveOptions { Steps = 8 });
            await page.Mouse.MoveAsync(x + (box.Width * 0.15f), box.Y + (box.Height * 0.4f), new MouseMoveOptions { Steps = 8 });
            await page.Mouse.UpAsync();
        }
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (int presses = 0; presses < 80; presses++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"The keyboard does not reach {selector} on {new Uri(page.Url).AbsolutePath}.");
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await TabToAsync(page, $"#{field}");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task ChooseAsync(IPage page, string field, string value)
    {
        await TabToAsync(page, $"input[name={field}]");
        for (int presses = 0; presses < 8 && !await page.Locator($"#{field}-{value}").IsCheckedAsync(); presses++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        (await page.Locator($"#{field}-{value}").IsCheckedAsync()).Should().BeTrue("the arrow keys reach every answer");
    }

    [GeneratedRegex("^/interview/[0-9]+/[0-9]+$")]
    private static partial Regex Address();
}
