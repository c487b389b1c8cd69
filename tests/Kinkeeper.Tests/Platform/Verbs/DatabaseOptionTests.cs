using Kinkeeper.Platform;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Verbs;

public sealed class DatabaseOptionTests
{
    [Theory]
    [InlineData("review")]
    [InlineData("completeness")]
    [InlineData("doctor")]
    public async Task Database_Unreachable_IsNeverReplacedByAnother(string verb)
    {
        using KinkeeperRun run = new();
        VerbAnswer answer = await run.RunAsync(verb, "--database", $"Host={run.Folder.Path};Password=hunter2");
        answer.ExitCode.Should().Be(ExitCode.Refused);
        answer.Error.Should().Contain("cannot be opened").And.NotContain("hunter2");
        answer.Output.Should().BeEmpty();
        Directory.Exists(run.DataFolder).Should().BeFalse("nothing is made either");
    }
}
