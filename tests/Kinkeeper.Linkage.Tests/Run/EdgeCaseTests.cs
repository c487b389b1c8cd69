using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Tables;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Run;

public sealed class EdgeCaseTests
{
    [Theory]
    [InlineData(1.0, 0.0, double.PositiveInfinity, 1.0)]
    [InlineData(0.5, 0.0, double.PositiveInfinity, 1.0)]
    [InlineData(0.0, 0.5, double.NegativeInfinity, 0.0)]
    [InlineData(0.0, 0.0, double.PositiveInfinity, 1.0)]
    public void Score_ProbabilitiesOfZeroAndOne_AreCertainNotNaN(double m, double u, double weight, double probability)
    {
        Table table = Models.Numbered("people", ["name"], [["ana"], ["ana"]]);

        ScoredPair pair = Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", m, u)), table).Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Weight.Should().Be(weight);
        pair.Probability.Should().Be(probability);
    }

    [Theory]
    [InlineData(0.0, double.NegativeInfinity, 0.0)]
    [InlineData(1.0, double.PositiveInfinity, 1.0)]
    public void Score_PriorOfZeroOrOne_Decides(double prior, double weight, double probability)
    {
        Table table = Models.Numbered("people", ["name"], [["ana"], ["ana"]]);
        LinkageModel model = Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)) with { ProbabilityTwoRandomRecordsMatch = prior };

        ScoredPair pair = Linker.Create(model, table).Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Weight.Should().Be(weight);
        pair.Probability.Should().Be(probability);
    }

    [Fact]
    public void Score_ImpossibleAndCertainEvidence_CertaintyWinsAsInSplink()
    {
        Table table = Models.Numbered("people", ["name", "town"], [["ana", "a"], ["ana", "a"]]);

        ScoredPair pair = Linker.Create(Models.Of(["l.name = r.name"], Models.Exact("name", 0, 0.5), Models.Exact("town", 0.5, 0)), table)
            .Score(cancellation: TestContext.Current.CancellationToken).Single();

        pair.Probability.Should().Be(1);
    }

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
    public void Score_ColumnWithoutValues_SaysNothingEitherWay()
    {
        Table table = Models.Numbered("people", ["name", "empty"], [["ana", null], ["ana", ""]]);
        Linker linker = Linker.Create(Models.Of(["l.name = r.name", "l.empty = r.empty"], Models.Exact("name", 0.9, 0.1), Models.Exact("empty", 0.9, 0.1, tf: "empty")), table);

        Explanation explanation = linker.Explain(0, 1);

        explanation.Evidence[1].Weight.Should().Be(0);
        explanation.Weight.Should().BeApproximately(Math.Log2(0.01 / 0.99) + Math.Log2(9), 1e-12);
        linker.CountPairs()[1].Pairs.Should().Be(0, "NULL equals nothing, not even NULL");
    }

    [Fact]
    public void Score_NoBlockingRule_ComparesEveryPair()
    {
        Table table = Models.Numbered("people", ["name"], Enumerable.Range(0, 50).Select(n => (string?[])[$"n{n % 5}"]));

        Linker.Create(Models.Of([], Models.Exact("name", 0.9, 0.1)), table).Score(cancellation: TestContext.Current.CancellationToken).Should().HaveCount(50 * 49 / 2);
    }

    /// <summary>A block far larger than a batch is cut into tiles; every pair comes out once.</summary>
    [Theory]
    [InlineData(LinkType.DedupeOnly)]
    [InlineData(LinkType.LinkOnly)]
    [InlineData(LinkType.LinkAndDedupe)]
    public void Score_OneGiantBlock_HasEveryPairOnce(LinkType type)
    {
        const int first = 3001;
        const int second = 1999;
        Table a = Models.Numbered("a", ["town", "name"], Enumerable.Range(0, first).Select(n => (string?[])["here", $"n{n % 3}"]));
        Table b = Models.Numbered("b", ["town", "name"], Enumerable.Range(0, second).Select(n => (string?[])["here", $"n{n % 3}"]));
        LinkageModel model = Models.Of(["l.town = r.town", "l.name = r.name"], Models.Exact("name", 0.9, 0.1)) with { LinkType = type };

        IReadOnlyList<ScoredPair> pairs = (type == LinkType.DedupeOnly ? Linker.Create(model, a) : Linker.Create(model, a, b)).Score(threads: 2, cancellation: TestContext.Current.CancellationToken);

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

    [Theory]
    [InlineData(LinkType.DedupeOnly, ClusterMethod.ConnectedComponents)]
    [InlineData(LinkType.LinkOnly, ClusterMethod.OneToOne)]
    [InlineData(LinkType.LinkAndDedupe, ClusterMethod.Constrained)]
    public void Execute_AnyNumberOfThreads_WritesTheSameBytes(LinkType type, ClusterMethod method)
    {
        using TemporaryFolder folder = new();
        Random random = new(5);
        string[] inputs = [folder.File("a.csv"), folder.File("b.csv")];
        foreach (string input in inputs)
        {
            File.WriteAllLines(input, ["id,name,town", .. Enumerable.Range(0, 4000).Select(n => $"{n},n{random.Next(900)},t{random.Next(60)}")]);
        }

        LinkageModel model = Models.Of(["l.name = r.name", "l.town = r.town"], Models.Exact("name", 0.9, 0.01, tf: "name"), Models.Exact("town", 0.8, 0.05)) with { LinkType = type };
        (byte[] Pairs, byte[] Clusters) Outputs(int threads)
        {
            LinkageRun.Execute(
                model,
                new LinkageRunOptions
                {
                    Inputs = type == LinkType.DedupeOnly ? inputs[..1] : inputs,
                    PairsFile = folder.File("pairs.csv"),
                    ClustersFile = folder.File("clusters.csv"),
                    ClusterProbability = 0.5,
                    ClusterMethod = method,
                    Threads = threads,
                },
                TestContext.Current.CancellationToken);
            return (File.ReadAllBytes(folder.File("pairs.csv")), File.ReadAllBytes(folder.File("clusters.csv")));
        }

        (byte[] pairs, byte[] clusters) = Outputs(1);
        foreach (int threads in (int[])[2, 3, 7])
        {
            (byte[] otherPairs, byte[] otherClusters) = Outputs(threads);
            otherPairs.AsSpan().SequenceEqual(pairs).Should().BeTrue($"{threads} threads write the pairs that one does");
            otherClusters.AsSpan().SequenceEqual(clusters).Should().BeTrue($"{threads} threads write the clusters that one does");
        }
    }

    [Fact]
    public void Execute_Cancelled_LeavesNothingBehind()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder.File("a.csv"), ["id,name", .. Enumerable.Range(0, 9000).Select(n => $"{n},n{n % 3}")]);
        using CancellationTokenSource cancelled = new();
        LinkageRunOptions options = new()
        {
            Inputs = [folder.File("a.csv")],
            PairsFile = folder.File("pairs.csv"),
            ClustersFile = folder.File("clusters.csv"),
            Progress = new Canceller(cancelled),
        };

        Action run = () => LinkageRun.Execute(Models.Of(["l.name = r.name"], Models.Exact("name", 0.9, 0.1)), options, cancelled.Token);

        run.Should().Throw<OperationCanceledException>();
        Directory.GetFiles(folder.Path).Should().Equal(folder.File("a.csv"));
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<LinkageProgress>
    {
        public void Report(LinkageProgress value)
        {
            if (value is { Stage: "score", Done: > 0 })
            {
                source.Cancel();
            }
        }
    }
}
