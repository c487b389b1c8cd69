using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Boarding;

/// <summary>Tests the boarding check as an officer uses it, without a script: the form, the answer, and the record of both.</summary>
public sealed partial class BoardingPageTests
{
    private static readonly GateScene Flight = new GateScene(1)
        .Family("mother", "child").ReadyTogether().Child("baby").Link("mother", "baby").RemainsInCare("mother", "baby")
        .Flies("mother", "child");

    [Theory]
    [InlineData("stands", "stands", "May board")]
    [InlineData("stands", "changed", "HOLD")]
    [InlineData("stands", null, "HOLD")]
    [InlineData(null, null, "HOLD")]
    public async Task Form_WithTheParentsAnswers_SaysIfTheyMayBoard(string? aboutTheChild, string? aboutTheBaby, string heading)
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateAnswer given = await work.AskAsync("mother", "child");
        // The people are synthetic, so the demonstration's accounts may see them.
        work.Query("UPDATE imports SET synthetic = 1");
        await using GateServer server = await GateServer.StartAsync(work.Kinkeeper);
        using HttpClient officer = await Browser.SignInAsync(server.Http.BaseAddress!, "officer-demo");
        Uri page = new(string.Create(CultureInfo.InvariantCulture, $"/boarding/{given.Clearance!.Value.Value}/1"), UriKind.Relative);
        string form = await officer.GetStringAsync(page, TestContext.Current.CancellationToken);
        form.Should().NotContain("checked", "no answer is preselected");
        Question().Count(form).Should().Be(2, "one question for each child");

        Dictionary<string, string> said = new() { ["__RequestVerificationToken"] = Browser.TokenOf(form), ["words"] = "Mis palabras." };
        if (aboutTheChild is not null)
        {
            said[$"said[{work.Scene.Id("mother")}-child-1]"] = aboutTheChild;
        }

        if (aboutTheBaby is not null)
        {
            said[$"said[{work.Scene.Id("mother")}-baby-1]"] = aboutTheBaby;
        }

        using FormUrlEncodedContent content = new(said);
        using HttpResponseMessage response = await officer.PostAsync(page, content, TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(heading);
        work.Query("SELECT checked_by, may_board FROM boarding_checks").Should().Equal($"officer-demo {(heading == "HOLD" ? 0 : 1)}");
        work.Query("SELECT COUNT(*) FROM decisions WHERE revoked_at IS NOT NULL").Should().Equal(aboutTheBaby == "changed" ? "1" : "0");
    }

    [Fact]
    public async Task Form_WithoutItsToken_RecordsNothing()
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        GateAnswer given = await work.AskAsync("mother", "child");
        work.Query("UPDATE imports SET synthetic = 1");
        await using GateServer server = await GateServer.StartAsync(work.Kinkeeper);
        using HttpClient officer = await Browser.SignInAsync(server.Http.BaseAddress!, "officer-demo");
        using FormUrlEncodedContent content = new(new Dictionary<string, string> { ["words"] = "x" });
        using HttpResponseMessage response = await officer.PostAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"/boarding/{given.Clearance!.Value.Value}/1"), UriKind.Relative), content, TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        work.Query("SELECT COUNT(*) FROM boarding_checks").Should().Equal("0");
    }

    [Theory]
    [InlineData("en-US", "HOLD: do not board", "There is no clearance 999.")]
    [InlineData("es-US", "ALTO: no aborde", "No existe la autorización 999.")]
    public async Task Clearance_NotOnRecord_HoldsInTheReadersLanguage(string language, string heading, string why)
    {
        await using GateWork work = await GateWork.OfAsync(Flight);
        work.Query("UPDATE imports SET synthetic = 1");
        await using GateServer server = await GateServer.StartAsync(work.Kinkeeper);
        using HttpClient officer = await Browser.SignInAsync(server.Http.BaseAddress!, "officer-demo");
        officer.DefaultRequestHeaders.Add("Accept-Language", language);
        string page = WebUtility.HtmlDecode(await officer.GetStringAsync(new Uri("/boarding/999/1", UriKind.Relative), TestContext.Current.CancellationToken));
        page.Should().Contain(heading).And.Contain(why);
    }

    [GeneratedRegex("<legend")]
    private static partial Regex Question();
}
