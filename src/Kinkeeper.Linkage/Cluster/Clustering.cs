using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Cluster;

/// <summary>Ways to turn pairs into clusters.</summary>
public enum ClusterMethod
{
    /// <summary>Joins all records that a chain of pairs connects, as Splink does. One wrong pair joins two persons.</summary>
    ConnectedComponents,

    /// <summary>Joins the strongest pairs first and never puts two records of one source into a cluster (for link jobs).</summary>
    OneToOne,

    /// <summary>
    /// Joins the strongest pairs first and never joins two clusters if a record of one contradicts a record of the other.
    /// </summary>
    Constrained,
}

/// <summary>Limits on what <see cref="Clustering"/> may join.</summary>
public sealed record ClusterConstraints
{
    /// <summary>The source of each record. No cluster may hold two records of one source; null for no such limit.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    /// <summary>Pairs that a person has rejected.</summary>
    public IReadOnlyCollection<(int First, int Second)> Rejected { get; init; } = [];

    /// <summary>
    /// Tells if two records contradict each other, for example because their own score is very low; null for never. Must be
    /// symmetric.
    /// </summary>
    public Func<int, int, bool>? Contradict { get; init; }

    /// <summary>Clusters whose sizes multiply to more than this are not checked with <see cref="Contradict"/> and are not joined.</summary>
    public int MostChecks { get; init; } = 10_000;
}

/// <summary>Groups records by scored pairs. Deterministic: pairs of equal weight are taken in the order of their records.</summary>
public static class Clustering
{
    /// <summary>Finds connected components.</summary>
    /// <param name="records">Number of records.</param>
    /// <param name="pairs">The pairs to join, in any order.</param>
    /// <returns>For each record, the smallest record of its cluster; the record itself if it is alone.</returns>
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
    /// <param name="records">Number of records.</param>
    /// <param name="pairs">The pairs that may be joined, in any order.</param>
    /// <param name="constraints">The limits.</param>
    /// <returns>For each record, the smallest record of its cluster; the record itself if it is alone.</returns>
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

    /// <summary>The members and rejections of each cluster, stored under its root.</summary>
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
                RejectedWith(first).Add(second);
                RejectedWith(second).Add(first);
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
                RejectedWith(root).UnionWith(against);
            }
        }

        private List<int> Members(int root) => _members.TryGetValue(root, out List<int>? members) ? members : [root];

        private HashSet<int> RejectedWith(int root)
        {
            if (!_rejected.TryGetValue(root, out HashSet<int>? against))
            {
                _rejected.Add(root, against = []);
            }

            return against;
        }
    }
}
