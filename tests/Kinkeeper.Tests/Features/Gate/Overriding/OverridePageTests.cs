using System.Net;
using Kinkeeper.Features.Gate.Asking;
using Kinkeeper.Features.Gate.Overriding;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Gate.Overriding;

/// <summary>Tests the text a supervisor reads before approving an override.</summary>
public sealed class OverridePageTests
{
    [Fact]
    public async Task Page_BeforeTheDeparture_SaysWhoLeavesAndWhatIsLifted()
    {
        await using GateWork work = await GateWork.OfAsync(new GateScene(1).Family().Decides("mother", "child", "remain").Flies("mother"));
        work.Query("UPDATE imports SET synthetic = 1");
        work.Query($"UPDATE records SET given_names = 'Marta', surnames = 'Choc' WHERE record_id = '{work.Scene.Id("mother")}'");
        work.Query($"UPDATE records SET given_names = 'Nohemí', surnames = 'Choc' WHERE record_id = '{work.Scene.Id("child")}'");
        GateAnswer held = await work.AskAsync("mother");
        work.Get<OverrideGate>().Request(held.Clearance!.Value, 1, "court-order", "Order of 19 June.", GateWork.Someone("s-9", "supervisor"));

        string before = await PageAsync(work, GateScene.At);
        before.Should().Contain("The child is to remain, and the record does not show with whom.").And.NotContain("child-whereabouts-unknown", "codes are not shown to readers");
        before.Should().Contain("Marta Choc").And.Contain("Nohemí Choc:");
        before.Should().Contain($"/departures/{work.Scene.Manifest}").And.Contain("name=\"approve\"");

        string after = await PageAsync(work, "2024-06-20T20:00:00Z");
        after.Should().NotContain("name=\"approve\"").And.Contain("Nobody approved it before the departure");
    }

    private static async Task<string> PageAsync(GateWork work, string now)
    {
        await using GateServer server = await GateServer.StartAsync(work.Kinkeeper, now);
        using HttpClient supervisor = await Browser.SignInAsync(server.Http.BaseAddress!, "supervisor-demo");
        return WebUtility.HtmlDecode(await supervisor.GetStringAsync(new Uri("/overrides", UriKind.Relative), TestContext.Current.CancellationToken));
    }
}
