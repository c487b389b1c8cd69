using System.Text.Json;
using CsCheck;
using Kinkeeper.Features.Review.Comparing;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Features.Review.Comparing;

/// <summary>Compares two versions of a list: added, removed and changed rows, never only a net number.</summary>
public sealed class CompareListsTests : IDisposable
{
    private readonly KinkeeperRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Comparison_AddsUp_AndIsReversedForSwappedLists() =>
        Gen.Int[0, 3].Array[6]
            .Select(entries => entries.Select((value, key) => (Key: $"{key}", Value: $"{value}")).Where(entry => entry.Value != "0").ToDictionary(entry => entry.Key, entry => entry.Value))
            .Array[2].Sample(lists =>
            {
                ListComparison<string> there = CompareLists.Of(lists[0], lists[1]), back = CompareLists.Of(lists[1], lists[0]);
                there.Added.Should().Be(lists[1].Keys.Except(lists[0].Keys).Count());
                there.Removed.Should().Be(lists[0].Keys.Except(lists[1].Keys).Count());
                (there.Same + there.Removed + there.Changed).Should().Be(lists[0].Count);
                (there.Same + there.Added + there.Changed).Should().Be(lists[1].Count);
                (back.Added, back.Removed, back.Changed, back.Same).Should().Be((there.Removed, there.Added, there.Changed, there.Same));
            });

    [Fact]
    public async Task Verb_ATotalThatStaysTheSame_HidesNobody()
    {
        string first = _run.Folder.Write("first.csv", "NO,CHILD A#,PARENT A#,PARENT LAST NAME,CONTACTED (Y/N)\n1,A200000001,A200000002,Pop,N\n2,A200000003,A200000004,Caal,N\n3,A200000005,A200000006,Xol,N\n");
        string second = _run.Folder.Write("second.csv", "NO,CHILD A#,PARENT A#,PARENT LAST NAME,CONTACTED (Y/N)\n1,A200000003,A200000004,Caal,Y\n3,A200000005,A200000006,Xol,N\n2,A200000007,A200000008,Ical,N\n");
        VerbAnswer answer = await _run.RunAsync("review", "compare", first, second, "--as", "task-force-list", "--json");
        answer.ExitCode.Should().Be(0, answer.Error);
        JsonElement json = answer.Json;
        (json.GetProperty("added").GetInt32(), json.GetProperty("removed").GetInt32(), json.GetProperty("changed").GetInt32(), json.GetProperty("same").GetInt32()).Should().Be((1, 1, 1, 1));
        json.GetProperty("differences").EnumerateArray().Single(one => one.GetProperty("columns").ValueKind == JsonValueKind.Array)
            .GetProperty("columns").EnumerateArray().Select(column => column.GetString()).Should().Equal("list_number", "parent_contacted");
        (await _run.RunAsync("review", "compare", first, first, "--as", "task-force-list")).Output.Should().Contain("Added 0, removed 0, changed 0, the same 3.");
    }

    [Theory]
    [InlineData("--key", "parent_citizenship", "same parent_citizenship")]
    [InlineData("--key", "no_such", "no column \"no_such\"")]
    public async Task Verb_WithoutAUniqueKey_IsRefused(string option, string value, string why)
    {
        string list = _run.Folder.Write("list.csv", "NO,CHILD A#,PARENT A#,PARENT COUNTRY\n1,A200000001,A200000002,GT\n2,A200000003,A200000004,GT\n");
        VerbAnswer answer = await _run.RunAsync("review", "compare", list, list, "--as", "task-force-list", option, value);
        answer.ExitCode.Should().Be(1);
        answer.Error.Should().Contain(why);
    }
}
