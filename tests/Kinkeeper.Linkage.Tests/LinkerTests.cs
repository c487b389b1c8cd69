using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests;

public sealed class LinkerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Score_FewerThanTwoRecords_FindsNothing(int records)
    {
        Table table = Models.Numbered("people", ["name"], Enumerable.Repeat((string?[])["ana"], records));
        Linker linker = Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)), table);

        linker.Score(cancellation: TestContext.Current.CancellationToken).Should().BeEmpty();
        linker.CountPairs().Single().Pairs.Should().Be(0);
    }

    [Fact]
    public void Score_NoBlockingRule_ComparesEveryPair()
    {
        Table table = Models.Numbered("people", ["name"], Enumerable.Range(0, 50).Select(n => (string?[])[$"n{n % 5}"]));

        Linker.Create(Models.Of([], Models.Exact("name", 0.9, 0.1)), table).Score(cancellation: TestContext.Current.CancellationToken)
            .Should().HaveCount(50 * 49 / 2);
    }
}
