using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform;

/// <summary>Without a sign-in the application opens only on this machine and only over synthetic people.</summary>
public sealed class ServeTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("https://kinkeeper.example.gov")]
    [InlineData("http://127.0.0.1:5080;http://10.0.0.1:5080")]
    public async Task Demonstration_OnAnAddressThatOthersReach_DoesNotStart(string urls)
    {
        using KinkeeperRun run = new();
        VerbAnswer answer = await run.RunAsync("serve", "--urls", urls);
        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("no sign-in is configured").And.Contain("--sign-in");
    }

    [Fact]
    public async Task Demonstration_OverRealData_DoesNotStart()
    {
        using KinkeeperRun run = new();
        await run.ImportTextAsync("encounters", "source,record_id,role\ncbp,cbp:1,adult\n");
        VerbAnswer answer = await run.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("not marked synthetic").And.Contain("--sign-in").And.Contain("--gate-only");
    }

    [Theory]
    [InlineData("""{"authority":"https://id.example.gov","clientId":"k","publicAddress":"https://k.example.gov","roles":{"DO":"officer"}}""", "not a role here")]
    [InlineData("""{"authority":"http://id.example.gov","clientId":"k","publicAddress":"https://k.example.gov","roles":{}}""", "must be an https address")]
    [InlineData("""{"authority":"https://id.example.gov","publicAddress":"https://k.example.gov","roles":{}}""", "clientId")]
    [InlineData("""{"authority":"https://id.example.gov","clientId":"k","publicAddress":"https://k.example.gov","roles":{},"rolesClaim":"x"}""", "rolesClaim")]
    [InlineData("""{"authority":"https://id.example.gov","clientId":"k","clientSecretFile":"none","publicAddress":"https://k.example.gov","roles":{}}""", "none")]
    [InlineData("not json", "invalid")]
    public async Task SignInSettings_ThatCannotBeUsed_AreRefusedInWords(string settings, string why)
    {
        using KinkeeperRun run = new();
        VerbAnswer answer = await run.RunAsync("serve", "--sign-in", run.Folder.Write("sign-in.json", settings));
        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("sign-in.json").And.Contain(why);
    }

    [Fact]
    public async Task SignIn_OnAnAddressThatOthersReachWithoutEncryption_DoesNotStart()
    {
        using KinkeeperRun run = new();
        string settings = run.Folder.Write("sign-in.json", """{"authority":"https://id.example.gov","clientId":"k","publicAddress":"https://k.example.gov","roles":{"DO":"deportation-officer"}}""");
        VerbAnswer answer = await run.RunAsync("serve", "--sign-in", settings, "--urls", "http://0.0.0.0:5080");
        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain("without encryption");
    }
}
