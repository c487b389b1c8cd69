namespace Kinkeeper.Linkage.Cluster;

/// <summary>Disjoint sets of the numbers 0 to n-1 (Tarjan 1975: union by size, path halving).</summary>
internal sealed class UnionFind
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    public UnionFind(int count)
    {
        _parents = new int[count];
        _sizes = new int[count];
        for (int member = 0; member < count; member++)
        {
            _parents[member] = member;
            _sizes[member] = 1;
        }
    }

    public int Count => _parents.Length;

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            _parents[member] = _parents[_parents[member]];
            member = _parents[member];
        }

        return member;
    }

    public int Size(int member) => _sizes[Find(member)];

    /// <summary>Joins two sets and returns the root of the result.</summary>
    public int Union(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b)
        {
            return a;
        }

        if (_sizes[a] < _sizes[b])
        {
            (a, b) = (b, a);
        }

        _parents[b] = a;
        _sizes[a] += _sizes[b];
        return a;
    }

    /// <summary>Returns for each member the smallest member of its set.</summary>
    public int[] Smallest()
    {
        int[] smallest = new int[Count];
        Array.Fill(smallest, -1);
        int[] result = new int[Count];
        for (int member = 0; member < Count; member++)
        {
            int root = Find(member);
            if (smallest[root] < 0)
            {
                smallest[root] = member;
            }

            result[member] = smallest[root];
        }

        return result;
    }
}
