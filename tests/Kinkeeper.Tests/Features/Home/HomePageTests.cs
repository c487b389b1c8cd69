using System.Net;
using Kinkeeper.Tests.Platform.Web;

namespace Kinkeeper.Tests.Features.Home;

/// <summary>Tests that the home page shows each role its urgent work, and nothing it may not see.</summary>
public sealed class HomePageTests
{
    [Fact]
    public async Task Home_ShowsEachRoleItsOwnWork()
    {
        await using PagesScene scene = await PagesScene.OpenAsync(14);
        string officer = await HomeAsync(scene, "officer-demo");
        officer.Should().Contain("People held: 14. Movements: 1.").And.Contain("Leaves in 1 day 4 hours").And.Contain("January 3, 2026 8:00").And.Contain("(UTC+00:00)").And.Contain("Dilcia Pop Caal").And.Contain("href=\"/interview/");
        officer.Should().Contain("More people about to leave without a decision: 4", "ten are named here");
        string supervisor = await HomeAsync(scene, "supervisor-demo");
        supervisor.Should().Contain("with a decision that nobody has acknowledged: 7").And.Contain("No override is waiting");
        string west = await HomeAsync(scene, "officer-demo-west");
        west.Should().Contain("Nobody is on a manifest for the next 72 hours").And.NotContain("Dilcia");
        string welfare = await HomeAsync(scene, "welfare-demo");
        welfare.Should().Contain("Hand over the papers").And.Contain("Due in 6 hours 55 minutes");
        string analyst = await HomeAsync(scene, "analyst-demo");
        analyst.Should().Contain("duties are open").And.Contain("As of ").And.NotContain("Dilcia");
        string auditor = await HomeAsync(scene, "auditor-demo");
        auditor.Should().Contain("were removed without any record").And.Contain("/log/checkpoint").And.NotContain("Dilcia");
        string partner = await HomeAsync(scene, "partner-demo");
        partner.Should().Contain("You are not entered as representing anybody").And.NotContain("Dilcia");
        string administrator = await HomeAsync(scene, "administrator-demo");
        administrator.Should().Contain("Active sessions").And.Contain("kinkeeper doctor").And.NotContain("Dilcia");
    }

    private static async Task<string> HomeAsync(PagesScene scene, string account)
    {
        using HttpClient http = await scene.SignInAsync(account);
        return WebUtility.HtmlDecode(await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
    }
}
