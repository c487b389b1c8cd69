using Kinkeeper.Platform;
using Kinkeeper.Tests.Features.Decisions.Recording;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Decisions.Wishes;

public sealed class WishVerbsTests : IAsyncLifetime
{
    private DecisionScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await DecisionScene.BeginAsync();
        await _scene.Kinkeeper.ImportTextAsync(
            "statements",
            "record_id,made_at,recorded_at,kind,author,text,wish\n" +
            "cbp:1,2026-01-01T10:00:00Z,2026-01-01T11:00:00Z,case_comment,Officer,Medical screening done.,\n" +
            "cbp:1,2026-01-01T12:00:00Z,2026-01-01T12:00:00Z,letter,Maria,Quiero llevarme a mi hijo.,\n");
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Unread_WithAndWithoutHighlights_IsInOrderOfTime()
    {
        VerbAnswer unread = await _scene.RunAsync("wishes", "unread", "--json");

        unread.ExitCode.Should().Be(ExitCode.Held);
        unread.Json.GetProperty("unread").GetInt32().Should().Be(2);
        unread.Json.GetProperty("highlighted").GetInt32().Should().Be(1);
        unread.Json.GetProperty("statements").EnumerateArray().Select(statement => statement.GetProperty("sentences").GetArrayLength()).Should().Equal(0, 1);
        unread.Json.GetProperty("statements")[1].GetProperty("sentences")[0].GetProperty("sentence").GetString().Should().Be("Quiero llevarme a mi hijo.");
        string list = (await _scene.RunAsync("wishes", "unread")).Output;
        list.Should().MatchRegex("(?s)^1  2026-01-01  case_comment\\n    \\(nothing highlighted: read it too\\)\\n2  .*nobody has read them\\.");
    }

    [Fact]
    public async Task Unread_Listed_MarksNothing()
    {
        await _scene.RunAsync("wishes", "unread");

        DatabaseDump.Of(_scene.Kinkeeper.DataFolder).Column("statements", "wish").Should().Equal("0", "0");
        (await _scene.LogSizeAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Mark_ByAPerson_IsRecordedAndLoggedOnce()
    {
        VerbAnswer marked = await _scene.RunAsync("wishes", "mark", "2", "--wish", "accompany", "--by", "Analyst Uno");
        await _scene.RunAsync("wishes", "mark", "2", "--wish", "accompany", "--by", "Analyst Uno");

        marked.ExitCode.Should().Be(ExitCode.Done, marked.Error);
        (await _scene.RunAsync("wishes", "unread", "--json")).Json.GetProperty("unread").GetInt32().Should().Be(1);
        (await _scene.LogSizeAsync()).Should().Be(1);
        (await _scene.RunAsync("doctor")).ExitCode.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task Mark_UnknownStatementOrNobody_IsRefused()
    {
        (await _scene.RunAsync("wishes", "mark", "9", "--wish", "remain", "--by", "Analyst Uno")).Error.Should().Contain("no statement 9");
        (await _scene.RunAsync("wishes", "mark", "2", "--wish", "remain", "--by", " ")).ExitCode.Should().Be(ExitCode.Refused);
        (await _scene.RunAsync("wishes", "mark", "2", "--by", "Analyst Uno")).ExitCode.Should().Be(ExitCode.WrongUsage, "there is no default");
    }
}
