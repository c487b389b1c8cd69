using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Cluster;

/// <summary>How pairs become groups of records of one person.</summary>
public enum ClusterMethod
{
    /// <summary>Whoever is joined by a chain of pairs is together. What Splink does; a single wrong pair joins two persons.</summary>
    ConnectedComponents,

    /// <summary>No cluster holds two records of one source; the strongest pairs are joined first (for link jobs).</summary>
    OneToOne,

    /// <summary>The strongest pairs are joined first, and never two clusters of which a record contradicts a record of the other.</summary>
    Constrained,
}

/// <summary>What <see cref="Clustering"/> may not join.</summary>
public sealed record ClusterConstraints
{
    /// <summary>The source of each record, of which no cluster may hold two records; null where that does not apply.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    /// <summary>Pairs that a person has rejected.</summary>
    public IReadOnlyCollection<(int First, int Second)> Rejected { get; init; } = [];

    /// <summary>Whether two records contradict each other, for example because their own score is very low; null for never. Must be symmetric.</summary>
    public Func<int, int, bool>? Contradict { get; init; }

    /// <summary>Clusters whose sizes multiply to more than this are not checked member by member with <see cref="Contradict"/> and stay apart.</summary>
    public int MostChecks { get; init; } = 10_000;
}

/// <summary>Groups records by the pairs between them. Deterministic: equal weights are taken in the order of their records.</summary>
public static class Clustering
{
    /// <summary>Connected components.</summary>
    /// <param name="records">How many records there are.</param>
    /// <param name="pairs">The pairs to join, in any order.</param>
    /// <returns>For each record the smallest record of its cluster; itself where it stands alone.</returns>
    public static int[] ConnectedComponents(int records, IEnumerable<(int First, int Second)> pairs)
    {
        UnionFind sets = new(records);
        foreach ((int first, int second) in pairs)
        {
            sets.Union(first, second);
        }

        return sets.Smallest();
    }

    /// <summary>Joins the strongest pairs first, as far as the constraints allow.</summary>
    /// <param name="records">How many records there are.</param>
    /// <param name="pairs">The pairs that may be joined, in any order.</param>
    /// <param name="constraints">What may not be joined.</param>
    /// <returns>For each record the smallest record of its cluster; itself where it stands alone.</returns>
    public static int[] Constrained(int records, IEnumerable<ScoredPair> pairs, ClusterConstraints constraints)
    {
        UnionFind sets = new(records);
        Membership membership = new(records, constraints);
        foreach (ScoredPair pair in pairs.OrderByDescending(pair => pair.Weight).ThenBy(pair => pair.Left).ThenBy(pair => pair.Right))
        {
            int left = sets.Find(pair.Left);
            int right = sets.Find(pair.Right);
            if (left != right && membership.MayJoin(left, right))
            {
                int root = sets.Union(left, right);
                membership.Join(root, root == left ? right : left);
            }
        }

        return sets.Smallest();
    }

    /// <summary>What is in each cluster, kept at its root.</summary>
    private sealed class Membership
    {
        private readonly ClusterConstraints _constraints;
        private readonly Dictionary<int, List<int>> _members = [];
        private readonly Dictionary<int, HashSet<int>> _rejected = [];

        public Membership(int records, ClusterConstraints constraints)
        {
            _constraints = constraints;
            foreach ((int first, int second) in constraints.Rejected)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, records, nameof(constraints));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, records, nameof(constraints));
                Against(first).Add(second);
                Against(second).Add(first);
            }
        }

        public bool MayJoin(int left, int right)
        {
            List<int> lefts = Members(left);
            List<int> rights = Members(right);
            if (_constraints.Sources is { } sources)
            {
                HashSet<int> seen = [.. lefts.Select(member => sources[member])];
                if (rights.Any(member => seen.Contains(sources[member])))
                {
                    return false;
                }
            }

            if (_rejected.TryGetValue(left, out HashSet<int>? against) && rights.Any(against.Contains))
            {
                return false;
            }

            if (_constraints.Contradict is not { } contradict || (lefts.Count == 1 && rights.Count == 1))
            {
                return true;
            }

            return (long)lefts.Count * rights.Count <= _constraints.MostChecks
                && !lefts.Any(l => rights.Any(r => contradict(l, r)));
        }

        public void Join(int root, int joined)
        {
            if (!_members.TryGetValue(root, out List<int>? members))
            {
                _members.Add(root, members = [root]);
            }

            members.AddRange(Members(joined));
            _members.Remove(joined);
            if (_rejected.Remove(joined, out HashSet<int>? against))
            {
                Against(root).UnionWith(against);
            }
        }

        private List<int> Members(int root) => _members.TryGetValue(root, out List<int>? members) ? members : [root];

        private HashSet<int> Against(int root)
        {
            if (!_rejected.TryGetValue(root, out HashSet<int>? against))
            {
                _rejected.Add(root, against = []);
            }

            return against;
        }
    }
}
