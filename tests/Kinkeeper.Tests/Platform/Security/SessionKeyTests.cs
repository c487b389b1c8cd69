using System.Net;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>The life of the session keys, as docs/security/session-keys.md describes it.</summary>
public sealed class SessionKeyTests
{
    [Fact]
    public async Task Keys_TakenAway_SignEverybodyOutAndNothingElse()
    {
        using KinkeeperRun run = new();
        string keys = Path.Combine(run.DataFolder, "session-keys");
        Account officer = new("officer-1", "O", AccountRole.DeportationOfficer, ["anywhere"]);
        string cookie, formCookie, token, firstKey;
        await using (WebApplication web = await StartAsync(run))
        {
            using HttpClient http = await web.SignInAsync(officer);
            cookie = http.DefaultRequestHeaders.GetValues("Cookie").Single();
            using HttpResponseMessage page = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
            formCookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            token = Browser.TokenOf(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            firstKey = Directory.GetFiles(keys).Should().ContainSingle().Subject;
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(firstKey).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, "only the service's account may read it");
            }

            await web.StopAsync(TestContext.Current.CancellationToken);
        }

        // A restart alone signs nobody out.
        await using (WebApplication web = await StartAsync(run))
        {
            using HttpClient http = With(web, cookie);
            (await StatusAsync(http, "/departures")).Should().Be(HttpStatusCode.OK);
            await web.StopAsync(TestContext.Current.CancellationToken);
        }

        Directory.Move(keys, run.Folder["leaked-keys"]);
        await using (WebApplication web = await StartAsync(run))
        {
            using HttpClient http = With(web, cookie);
            (await StatusAsync(http, "/departures")).Should().Be(HttpStatusCode.Redirect, "the old session's cookie can no longer be read");
            using HttpClient again = await web.SignInAsync(officer);
            (await StatusAsync(again, "/departures")).Should().Be(HttpStatusCode.OK);
            Directory.GetFiles(keys).Should().ContainSingle().Which.Should().NotBe(firstKey);

            again.DefaultRequestHeaders.Add("Cookie", formCookie);
            using FormUrlEncodedContent form = new([KeyValuePair.Create("__RequestVerificationToken", token)]);
            using HttpResponseMessage forged = await again.PostAsync(new Uri("/sign-out", UriKind.Relative), form, TestContext.Current.CancellationToken);
            forged.StatusCode.Should().Be(HttpStatusCode.BadRequest, "a form made with the old keys is refused");
            await web.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<WebApplication> StartAsync(KinkeeperRun run)
    {
        WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0");
        await web.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    private static HttpClient With(WebApplication web, string cookie)
    {
        HttpClient http = Browser.Of(SignedInAs.AddressOf(web));
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return http;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
