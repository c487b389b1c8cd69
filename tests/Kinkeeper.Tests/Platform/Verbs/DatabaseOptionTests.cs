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
        VerbAnswer answer = await run.RunAsync(verb, "--database", "Host=db.example");
        answer.ExitCode.Should().Be(ExitCode.Refused);
        answer.Error.Should().Contain("PostgreSQL is not supported");
        answer.Output.Should().BeEmpty();
        Directory.Exists(run.DataFolder).Should().BeFalse("nothing is made either");
    }
}
