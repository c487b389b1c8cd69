using Kinkeeper.Linkage.Cluster;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Run;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tests.Support;

namespace Kinkeeper.Linkage.Tests.Run;

public sealed class LinkageRunTests
{
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
            File.WriteAllLines(
                input, ["id,name,town", .. Enumerable.Range(0, 4000).Select(n => $"{n},n{random.Next(900)},t{random.Next(60)}")]);
        }

        LinkageModel model = Models.Of(["l.name = r.name", "l.town = r.town"], Models.Exact("name", 0.9, 0.01, tf: "name"),
            Models.Exact("town", 0.8, 0.05)) with
        { LinkType = type };
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
