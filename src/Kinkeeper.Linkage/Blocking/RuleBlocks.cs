using Kinkeeper.Linkage.Compile;

namespace Kinkeeper.Linkage.Blocking;

/// <summary>
/// The records that one blocking rule brings together: those with equal values in all equalities of the rule. The rule's other
/// conditions are checked later, pair by pair.
/// </summary>
internal sealed class RuleBlocks
{
    private RuleBlocks(int[] members, int[] starts, int[]? rightStarts)
    {
        Members = members;
        Starts = starts;
        RightStarts = rightStarts;
    }

    /// <summary>
    /// Places of records, block after block, ascending within a block (within each side if the rule compares different
    /// columns).
    /// </summary>
    public int[] Members { get; }

    /// <summary>The first member of each block in <see cref="Members"/>, and one more entry at the end.</summary>
    public int[] Starts { get; }

    /// <summary>The first right record of each block; null if every record of a block may be left or right.</summary>
    public int[]? RightStarts { get; }

    public int Count => Starts.Length - 1;

    /// <summary>
    /// The lists whose shared elements make the blocks; null for none. A pair appears once for each shared element, and only
    /// the first time counts.
    /// </summary>
    public OverlapFeature? Exploded { get; private init; }

    /// <summary>The element of each block, if the rule is exploded.</summary>
    public int[] Elements { get; private init; } = [];

    /// <summary>
    /// Returns the number of pairs in the blocks, without regard to the rule's other conditions, earlier rules or sources.
    /// </summary>
    public long Pairs()
    {
        long pairs = 0;
        for (int block = 0; block < Count; block++)
        {
            pairs += PairsOf(block);
        }

        return pairs;
    }

    public long PairsOf(int block)
    {
        long size = Starts[block + 1] - Starts[block];
        return RightStarts is null ? size * (size - 1) / 2
            : (long)(RightStarts[block] - Starts[block]) * (Starts[block + 1] - RightStarts[block]);
    }

    /// <summary>Groups all records by a rule.</summary>
    public static RuleBlocks Of(CompiledModel model, Condition rule)
    {
        IReadOnlyList<Condition> parts = rule is Condition.All all ? all.Parts : [rule];
        List<Lane> keys = [.. parts.OfType<Condition.Equal>().Select(equal => model.Lanes[equal.Lane])];
        OverlapFeature? exploded = Overlap(parts, keys.Count);
        int rows = model.Table.Rows;
        if (rule == Condition.False)
        {
            return new RuleBlocks([], [0], null);
        }

        if (exploded is not null)
        {
            return Explode(model, keys, exploded, rows);
        }

        if (keys.Count == 0)
        {
            return new RuleBlocks([.. Enumerable.Range(0, rows)], [0, rows], null);
        }

        return keys.Exists(key => key.Crosses) ? Crossing(model, keys, rows) : Same(model, keys, rows);
    }

    private static RuleBlocks Same(CompiledModel model, List<Lane> keys, int rows)
    {
        (int[] members, int[] starts) = Grouping.By(
            [.. keys.OrderByDescending(key => key.Left.Count).Select(key => (InOrder(model, key.Left.Ids, rows), key.Left.Count + 1))],
                rows);
        return new RuleBlocks(members, starts, null);
    }

    private static RuleBlocks Crossing(CompiledModel model, List<Lane> keys, int rows)
    {
        // Left and right records in one list: entry e < rows is record e on the left, entry e >= rows is record e - rows on the right.
        int[][] ids = [.. keys.Select(key =>
        {
            int[] both = new int[rows * 2];
            for (int row = 0; row < rows; row++)
            {
                int at = model.RowAt(row);
                both[row] = key.Left.Ids[at];
                both[rows + row] = Math.Max(0, key.OnRight(key.Right.Ids[at]));
            }

            return both;
        })];
        int[] entries = Grouping.Known(ids, rows * 2);
        for (int key = keys.Count - 1; key >= 0; key--)
        {
            entries = Grouping.StableSort(entries, ids[key]);
        }

        List<int> kept = [];
        List<int> starts = [0];
        List<int> rightStarts = [];
        int start = 0;
        for (int at = 1; at <= entries.Length; at++)
        {
            if (at < entries.Length && Array.TrueForAll(ids, column => column[entries[at]] == column[entries[at - 1]]))
            {
                continue;
            }

            int left = 0;
            while (start + left < at && entries[start + left] < rows)
            {
                left++;
            }

            if (left > 0 && start + left < at)
            {
                rightStarts.Add(kept.Count + left);
                for (int entry = start; entry < at; entry++)
                {
                    kept.Add(entries[entry] % rows);
                }

                starts.Add(kept.Count);
            }

            start = at;
        }

        return new RuleBlocks([.. kept], [.. starts], [.. rightStarts]);
    }

    /// <summary>
    /// Returns the lists that bring records together: those of an exploded equality, or of an overlap if the rule has no
    /// equality; null for none.
    /// </summary>
    internal static OverlapFeature? Overlap(IReadOnlyList<Condition> parts, int keys) => parts.OfType<Condition.Test>()
        .Where(test => test is { Feature: OverlapFeature, Sign: ">=", Against: 1 }
            && (keys == 0 || test.Feature.Key.StartsWith("exploded(", StringComparison.Ordinal)))
        .Select(test => (OverlapFeature)test.Feature).FirstOrDefault();

    private static RuleBlocks Explode(CompiledModel model, List<Lane> keys, OverlapFeature exploded, int rows)
    {
        bool crosses = !ReferenceEquals(exploded.Left, exploded.Right);
        SortedDictionary<(int Element, int Key), (List<int> Left, List<int> Right)> groups = [];
        Dictionary<(int, int), int> combined = [];
        for (int row = 0; row < rows; row++)
        {
            int at = model.RowAt(row);
            int key = 0;
            bool known = true;
            foreach (Lane lane in keys)
            {
                int id = lane.Left.Ids[at];
                known &= id != 0;
                if (!combined.TryGetValue((key, id), out int next))
                {
                    combined.Add((key, id), next = combined.Count + 1);
                }

                key = next;
            }

            if (!known)
            {
                continue;
            }

            foreach (int element in exploded.Left.List(exploded.Left.Ids[at]))
            {
                Group(element, key).Left.Add(row);
            }

            foreach (int element in crosses ? exploded.Right.List(exploded.Right.Ids[at]) : [])
            {
                Group(exploded.OnLeft(element), key).Right.Add(row);
            }
        }

        List<int> kept = [];
        List<int> starts = [0];
        List<int> rightStarts = [];
        List<int> elements = [];
        foreach (((int element, _), (List<int> left, List<int> right)) in groups)
        {
            if (crosses ? left.Count > 0 && right.Count > 0 : left.Count > 1)
            {
                kept.AddRange(left);
                rightStarts.Add(kept.Count);
                kept.AddRange(right);
                starts.Add(kept.Count);
                elements.Add(element);
            }
        }

        return new RuleBlocks([.. kept], [.. starts], crosses ? [.. rightStarts] : null) { Exploded = exploded, Elements = [.. elements] };

        (List<int> Left, List<int> Right) Group(int element, int key)
        {
            if (!groups.TryGetValue((element, key), out (List<int> Left, List<int> Right) group))
            {
                groups.Add((element, key), group = ([], []));
            }

            return group;
        }
    }

    private static int[] InOrder(CompiledModel model, int[] ids, int rows)
    {
        if (model.Order is null)
        {
            return ids;
        }

        int[] ordered = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            ordered[row] = ids[model.Order[row]];
        }

        return ordered;
    }
}
