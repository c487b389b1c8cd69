using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Blocking;

public sealed class PairSourceTests
{
    /// <summary>Cuts a block far larger than a batch into tiles.</summary>
    [Theory]
    [InlineData(LinkType.DedupeOnly)]
    [InlineData(LinkType.LinkOnly)]
    [InlineData(LinkType.LinkAndDedupe)]
    public void Score_OneLargeBlock_FindsEveryPairOnce(LinkType type)
    {
        const int first = 3001;
        const int second = 1999;
        Table a = Models.Numbered("a", ["town", "name"], Enumerable.Range(0, first).Select(n => (string?[])["here", $"n{n % 3}"]));
        Table b = Models.Numbered("b", ["town", "name"], Enumerable.Range(0, second).Select(n => (string?[])["here", $"n{n % 3}"]));
        LinkageModel model = Models.Of(["l.town = r.town", "l.name = r.name"], Models.Exact("name", 0.9, 0.1)) with { LinkType = type };

        IReadOnlyList<ScoredPair> pairs = (type == LinkType.DedupeOnly ? Linker.Create(model, a) : Linker.Create(model, a, b))
            .Score(threads: 2, cancellation: TestContext.Current.CancellationToken);

        int records = type == LinkType.DedupeOnly ? first : first + second;
        bool[] seen = new bool[records * records];
        int twiceOrBackwards = 0;
        foreach (ScoredPair pair in pairs)
        {
            ref bool here = ref seen[(pair.Left * records) + pair.Right];
            twiceOrBackwards += here || pair.Left >= pair.Right ? 1 : 0;
            here = true;
        }

        twiceOrBackwards.Should().Be(0);
        pairs.Count.Should().Be(type == LinkType.LinkOnly ? first * second : records * (records - 1) / 2);
    }
}
