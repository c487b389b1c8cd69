using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Compile;

/// <summary>Space for one thread to walk decision tables: for each node, the pairs that need its measurement.</summary>
/// <param name="nodes">The largest number of nodes of a table.</param>
internal sealed class DecisionScratch(int nodes)
{
    /// <summary>Positions of pairs in the batch, by node.</summary>
    public int[][] Lists { get; } = [.. Enumerable.Range(0, nodes).Select(_ => new int[PairBatch.Capacity])];

    /// <summary>Number of pairs in each node's list.</summary>
    public int[] Counts { get; } = new int[nodes];
}
