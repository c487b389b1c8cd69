using CsCheck;
using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Tests.Cluster;

public sealed class ClusteringTests
{
    private static readonly Gen<(int Records, (int, int)[] Pairs)> Graph =
        from records in Gen.Int[1, 60]
        from pairs in Gen.Select(Gen.Int[0, records - 1], Gen.Int[0, records - 1]).Array[0, 80]
        select (records, pairs);

    [Fact]
    public void ConnectedComponents_RandomGraphs_EqualsNaiveSearch() => Graph.Sample(graph =>
        Clustering.ConnectedComponents(graph.Records, graph.Pairs).Should().Equal(Naive(graph.Records, graph.Pairs)));

    [Fact]
    public void ConnectedComponents_OneLongChain_IsOneCluster() =>
        Clustering.ConnectedComponents(200_000, Enumerable.Range(0, 199_999).Reverse().Select(at => (at, at + 1))).Should()
            .OnlyContain(cluster => cluster == 0);

    [Fact]
    public void ConnectedComponents_NoRecords_IsEmpty() => Clustering.ConnectedComponents(0, []).Should().BeEmpty();

    [Fact]
    public void Constrained_WithoutConstraints_EqualsConnectedComponents() => Graph.Sample(graph =>
        Clustering.Constrained(graph.Records, Scored(graph.Pairs), new ClusterConstraints()).Should()
            .Equal(Clustering.ConnectedComponents(graph.Records, graph.Pairs)));

    [Fact]
    public void Constrained_RandomConstraints_HoldForAnyOrderOfPairs() =>
        (from graph in Graph
         from rejected in Gen.Select(Gen.Int[0, graph.Records - 1], Gen.Int[0, graph.Records - 1])
             .Where(pair => pair.Item1 != pair.Item2 || graph.Records == 1).Array[0, graph.Records == 1 ? 0 : 10]
         from sources in Gen.Int[0, 9].Array[graph.Records]
         from modulus in Gen.Int[2, 9]
         from shuffled in Gen.Shuffle(graph.Pairs)
         select (graph, rejected, sources, modulus, shuffled)).Sample(one =>
    {
        bool Contradict(int a, int b) => (a + b) % one.modulus == 0;
        ClusterConstraints constraints = new() { Rejected = one.rejected, Sources = one.sources, Contradict = Contradict };

        int[] clusters = Clustering.Constrained(one.graph.Records, Scored(one.graph.Pairs), constraints);

        one.rejected.Should().OnlyContain(pair => clusters[pair.Item1] != clusters[pair.Item2]);
        int[] component = Naive(one.graph.Records, one.graph.Pairs);
        foreach (IGrouping<int, int> cluster in Enumerable.Range(0, one.graph.Records).GroupBy(record => clusters[record]))
        {
            cluster.Key.Should().Be(cluster.Min(), "a cluster is named by its smallest record");
            cluster.Select(record => one.sources[record]).Should().OnlyHaveUniqueItems();
            cluster.Select(record => component[record]).Distinct().Should().ContainSingle("constraints only part, they never join");
            int[] members = [.. cluster];
            if (members.Length > 2)
            {
                (from a in members from b in members where a < b select (a, b)).Count(pair => Contradict(pair.a, pair.b)).Should()
                    .BeLessThanOrEqualTo(members.Length / 2, "only a pair that itself was strong enough may contradict");
            }
        }

        Clustering.Constrained(one.graph.Records, Scored(one.shuffled), constraints).Should().Equal(clusters);
    });

    [Fact]
    public void Constrained_ChainOfWeakLinks_IsCutWhereItsEndsContradict()
    {
        ScoredPair[] pairs = [new(0, 1, 9, 0.99), new(1, 2, 5, 0.97), new(2, 3, 8, 0.99)];

        Clustering.Constrained(4, pairs, new ClusterConstraints { Contradict = (a, b) => Math.Abs(a - b) > 1 }).Should().Equal(0, 0, 2, 2);
        Clustering.ConnectedComponents(4, pairs.Select(pair => (pair.Left, pair.Right))).Should().Equal(0, 0, 0, 0);
    }

    [Fact]
    public void Constrained_OneToOne_TakesTheStrongestPartner()
    {
        ScoredPair[] pairs = [new(0, 2, 3, 0.9), new(1, 2, 7, 0.99), new(0, 3, 2, 0.8)];

        Clustering.Constrained(4, pairs, new ClusterConstraints { Sources = [0, 0, 1, 1] }).Should().Equal(0, 1, 1, 0);
    }

    private static ScoredPair[] Scored((int First, int Second)[] pairs) => [.. pairs.Select(pair =>
        new ScoredPair(
            Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second), (pair.First * 7 + pair.Second * 7) % 11, 0.9))];

    private static int[] Naive(int records, (int First, int Second)[] pairs)
    {
        int[] clusters = [.. Enumerable.Range(0, records)];
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((int first, int second) in pairs)
            {
                int smaller = Math.Min(clusters[first], clusters[second]);
                changed |= clusters[first] != smaller || clusters[second] != smaller;
                clusters[first] = clusters[second] = smaller;
            }
        }

        return clusters;
    }
}
