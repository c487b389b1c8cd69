using System.Net;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Hosting;
using Kinkeeper.Platform.Security;
using Kinkeeper.Platform.Security.Refused;
using Kinkeeper.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kinkeeper.Tests.Platform.Security;

/// <summary>The sign-in counts the client's address behind a proxy named in the settings, and otherwise the sender's address.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("[\"127.0.0.1\"]", true)]
    [InlineData("[\"::1\", \"127.0.0.1\"]", true)]
    [InlineData("[\"10.1.2.3\"]", false)]
    [InlineData("[]", false)]
    public async Task ForwardedAddress_IsTakenFromAProxyThatTheSettingsName_AndFromNobodyElse(string proxies, bool isTaken)
    {
        using KinkeeperRun run = new();
        SignInSettings settings = SignInSettings.Read(SettingsWith(run, $"\"proxies\": {proxies}"));
        await using WebApplication web = KinkeeperHost.BuildWeb(new StoreLocation(run.DataFolder), run.Clock, "http://127.0.0.1:0", settings);
        await web.StartAsync(TestContext.Current.CancellationToken);
        using HttpClient http = Browser.Of(SignedInAs.AddressOf(web));

        // Each request has its own address after a forged one: a sender may write anything to the left.
        HttpStatusCode[] apart = await AskAsync(http, i => $"203.0.113.{i}", 60);
        apart.Count(status => status == HttpStatusCode.TooManyRequests).Should().Be(isTaken ? 0 : 20);
        if (isTaken)
        {
            HttpStatusCode[] one = await AskAsync(http, i => $"198.51.100.{i}, 192.0.2.7", 60);
            one.Count(status => status == HttpStatusCode.TooManyRequests).Should().Be(20, "anything to the left of the client's address comes from the client itself");
        }

        web.Services.GetRequiredService<Kinkeeper.Features.People.Access.ReadRefused>().Execute(RefusedKind.TooMany, null, null, 9)
            .Should().ContainSingle().Which.Address.Should().Be(isTaken ? "192.0.2.7" : "127.0.0.1");
    }

    [Theory]
    [InlineData("\"proxies\": [\"the-proxy\"]", "\"proxies\" names \"the-proxy\", which is not an address")]
    [InlineData("\"acrValues\": [\"phr phrh\"]", "\"acrValues\" names \"phr phrh\"")]
    [InlineData("\"acrValues\": [\"\"]", "\"acrValues\" names \"\"")]
    [InlineData("\"maxAge\": -1", "\"maxAge\" is -1")]
    [InlineData("\"maxAge\": \"soon\"", "cannot be used")]
    [InlineData("\"certificateKeyFile\": \"k.pem\"", "without \"certificateFile\"")]
    [InlineData("\"certificateFile\": \"missing.pem\"", "missing.pem")]
    [InlineData("\"acr\": [\"phr\"]", "\"sign-in\"")]
    public async Task WrongValue_IsNamedAtTheStart(string setting, string sentence)
    {
        using KinkeeperRun run = new();
        VerbAnswer answer = await run.RunAsync("serve", "--sign-in", SettingsWith(run, setting));
        answer.ExitCode.Should().Be(ExitCode.Refused);
        answer.Error.Should().ContainEquivalentOf(sentence).And.Contain("docs/handbook.md");
    }

    [Fact]
    public async Task HttpsAddress_WithoutACertificate_IsRefusedInWords()
    {
        using KinkeeperRun run = new();
        foreach (string[] arguments in (string[][])[["--sign-in", SettingsWith(run, "\"maxAge\": 60")], []])
        {
            VerbAnswer answer = await run.RunAsync(["serve", "--urls", "https://127.0.0.1:0", .. arguments]);
            answer.ExitCode.Should().Be(ExitCode.Refused);
            answer.Error.Should().Contain("certificateFile");
        }
    }

    private static string SettingsWith(KinkeeperRun run, string setting) => run.Folder.Write("sign-in.json", $$"""
        {
          "authority": "https://id.example.gov", "clientId": "kinkeeper", "publicAddress": "http://127.0.0.1", "roles": { "IG": "auditor" }, {{setting}}
        }
        """);

    private static async Task<HttpStatusCode[]> AskAsync(HttpClient http, Func<int, string> from, int times)
    {
        HttpStatusCode[] answers = new HttpStatusCode[times];
        for (int i = 0; i < times; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-For", from(i));
            using HttpResponseMessage answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            answers[i] = answer.StatusCode;
        }

        return answers;
    }
}
