using CsCheck;
using Kinkeeper.Linkage.Blocking;

namespace Kinkeeper.Linkage.Tests.Blocking;

public sealed class GroupingTests
{
    [Fact]
    public void By_RandomKeys_GroupsAsGroupByDoes() =>
        (from keys in Gen.Int[1, 4]
         from rows in Gen.Int[0, 60]
         from largest in Gen.Int[1, 8]
         from ids in Gen.Int[0, largest].Array[rows].Array[keys]
         select (rows, largest, ids)).Sample(one =>
    {
        (int[] members, int[] starts) = Grouping.By([.. one.ids.Select(ids => (ids, one.largest + 1))], one.rows);

        string[] found = [.. Enumerable.Range(0, starts.Length - 1)
            .Select(group => string.Join(' ', members[starts[group]..starts[group + 1]])).Order(StringComparer.Ordinal)];
        string[] expected = [.. Enumerable.Range(0, one.rows).Where(row => one.ids.All(ids => ids[row] != 0))
            .GroupBy(row => string.Join(',', one.ids.Select(ids => ids[row]))).Where(group => group.Count() > 1)
            .Select(group => string.Join(' ', group)).Order(StringComparer.Ordinal)];
        found.Should().Equal(expected);
    });
}
