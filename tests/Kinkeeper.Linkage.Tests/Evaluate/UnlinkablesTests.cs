using Kinkeeper.Linkage.Evaluate;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Evaluate;

public sealed class UnlinkablesTests
{
    [Fact]
    public void Count_RecordsWithTooFewValues_AreUnlinkable()
    {
        Table table = Models.Numbered("people", ["name", "town"], [["ana", "a"], ["eva", null], [null, null]]);
        Linker linker = Linker.Create(
            Models.Of(["l.name = r.name"], Models.Exact("name", 0.99, 0.001), Models.Exact("town", 0.9, 0.001)), table);

        IReadOnlyList<UnlinkableRow> rows = Unlinkables.Count(linker, TestContext.Current.CancellationToken);

        rows.Single(row => row.Probability == 0.9).Records.Should().Be(1, "only the record without any value");
        rows.Single(row => row.Probability == 0.99).Records.Should().Be(2, "a name alone gives 0.909");
        rows.Select(row => row.Records).Should().BeInAscendingOrder();
    }
}
