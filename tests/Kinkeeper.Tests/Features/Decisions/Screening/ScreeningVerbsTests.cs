using Kinkeeper.Features.Decisions.Screening;
using Kinkeeper.Platform;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Screening;

public sealed class ScreeningVerbsTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await DecisionScene.BeginAsync();

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Status_NeverAsked_DoesNotMeanNo()
    {
        VerbAnswer status = await _scene.RunAsync("screening", "status", "--record", "cbp:1");

        status.ExitCode.Should().Be(ExitCode.Held);
        status.Output.Should().Contain("never asked").And.Contain("not \"no\"");
        (await _scene.RunAsync("screening", "status", "--record", "cbp:1", "--json")).Json.GetProperty("stated").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Record_Declined_CountsAsAskedButNotAnswered()
    {
        await AskAsync("--answer", "declined");

        VerbAnswer status = await _scene.RunAsync("screening", "status", "--record", "cbp:1", "--json");

        status.ExitCode.Should().Be(ExitCode.Held);
        status.Json.GetProperty("asked").GetInt32().Should().Be(1);
        status.Json.GetProperty("answered").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Record_YesWithNumber_CountsForEveryRecordOfThePerson()
    {
        VerbAnswer answer = await AskAsync("--answer", "yes", "--children", "2");

        answer.Json.GetProperty("stated").GetInt32().Should().Be(2);
        VerbAnswer other = await _scene.RunAsync("screening", "status", "--record", "cbp:1b", "--json");
        other.ExitCode.Should().Be(ExitCode.Done);
        other.Json.GetProperty("stated").GetInt32().Should().Be(2);
        (await _scene.LogSizeAsync()).Should().Be(1);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Record_SameAnswerTwice_IsOneRow()
    {
        await AskAsync("--answer", "no", "--at", "2026-01-01T10:00:00Z");
        VerbAnswer again = await AskAsync("--answer", "no", "--at", "2026-01-01T10:00:00Z");

        again.Json.GetProperty("asked").GetInt32().Should().Be(1);
        (await _scene.LogSizeAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("--answer no --children 1 --language spa --officer O", "U.S. citizens")]
    [InlineData("--answer yes --officer O", "Name the language")]
    [InlineData("--answer yes --language spa", "Name the officer who asked.")]
    [InlineData("--answer yes --language spa --officer O --at 2030-01-01T00:00:00Z", "has not happened yet")]
    public async Task Record_Unusable_IsRefused(string options, string sentence)
    {
        VerbAnswer refused = await _scene.RunAsync(["screening", "record", "--record", "cbp:1", .. options.Split(' ')]);

        refused.ExitCode.Should().Be(ExitCode.Refused);
        refused.Error.Should().Contain(sentence);
        (await _scene.LogSizeAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Record_WithoutAnAnswer_IsWrongUsageAndNoDefault()
    {
        (await _scene.RunAsync("screening", "record", "--record", "cbp:1", "--language", "spa", "--officer", "O")).ExitCode.Should().Be(ExitCode.WrongUsage);
    }

    [Fact]
    public void Question_InEveryLanguage_SaysWhoCountsAndItsApproval()
    {
        ScreeningQuestion.All.Select(question => question.Language).Should().Equal("eng", "spa", "por", "hat");
        ScreeningQuestion.All.Should().OnlyContain(question => question.Question.Contains("18", StringComparison.Ordinal) && question.Counts.Length > 50 && question.Approval.Length > 10);
    }

    private Task<VerbAnswer> AskAsync(params string[] options) =>
        _scene.RunAsync(["screening", "record", "--record", "cbp:1", "--language", "Spanish", "--officer", "Officer Uno", "--json", .. options]);
}
