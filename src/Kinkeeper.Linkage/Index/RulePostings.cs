using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compile;

namespace Kinkeeper.Linkage.Index;

/// <summary>
/// The posting lists of one blocking rule: for each key its records, the latest first. A hash table holds the head of each
/// chain, and each entry points to the one before it. Keys are stored as hashes, so a list may hold records of another key; the
/// rule itself then rejects them.
/// </summary>
internal sealed class RulePostings
{
    private readonly List<Lane> _keys;
    private readonly OverlapFeature? _lists;
    private readonly CompiledModel _compiled;
    private readonly Chains _asRight = new();
    private readonly Chains? _asLeft;

    private RulePostings(CompiledModel compiled, List<Lane> keys, OverlapFeature? lists)
    {
        _compiled = compiled;
        _keys = keys;
        _lists = lists;

        // If both records give the same key, one set of chains serves both sides.
        bool crosses = keys.Exists(key => key.Crosses) || (lists is not null && !ReferenceEquals(lists.Left, lists.Right));
        _asLeft = crosses ? new Chains() : null;
    }

    /// <summary>Returns the posting lists of a rule; null if it has no equality and no shared list element to look up.</summary>
    public static RulePostings? Of(CompiledModel compiled, Condition rule)
    {
        IReadOnlyList<Condition> parts = rule is Condition.All all ? all.Parts : [rule];
        List<Lane> keys = [.. parts.OfType<Condition.Equal>().Select(equal => compiled.Lanes[equal.Lane])];
        OverlapFeature? lists = RuleBlocks.Overlap(parts, keys.Count);
        return keys.Count == 0 && lists is null ? null : new RulePostings(compiled, keys, lists);
    }

    /// <summary>Tells if a rule gives the same answer with the records exchanged, as far as its form shows.</summary>
    public static bool IsSymmetric(Condition rule, CompiledModel compiled)
    {
        IReadOnlyList<Condition> parts = rule is Condition.All all ? all.Parts : [rule];
        return parts.All(part => part is Condition.Equal equal && !compiled.Lanes[equal.Lane].Crosses);
    }

    /// <summary>Adds records.</summary>
    public void Add(int from, int end)
    {
        _asRight.Reserve(end - from);
        _asLeft?.Reserve(end - from);
        for (int row = from; row < end; row++)
        {
            foreach (uint key in Keys(row, left: false))
            {
                _asRight.Add(key, row);
            }

            foreach (uint key in _asLeft is null ? [] : Keys(row, left: true))
            {
                _asLeft!.Add(key, row);
            }
        }
    }

    /// <summary>Adds to <paramref name="found"/> the records with the same key. Returns true if some were left out.</summary>
    public bool LookUp(int row, bool onLeft, int most, HashSet<int> seen, List<int> found)
    {
        Chains chains = onLeft || _asLeft is null ? _asRight : _asLeft;
        int looked = 0;
        foreach (uint key in Keys(row, onLeft))
        {
            for (int entry = chains.First(key); entry >= 0; entry = chains.Next(entry))
            {
                int other = chains.Row(entry);
                if (++looked > most)
                {
                    return true;
                }

                if (seen.Add(other))
                {
                    found.Add(other);
                }
            }
        }

        return false;
    }

    private IEnumerable<uint> Keys(int row, bool left)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (Lane lane in _keys)
        {
            int id = left ? lane.Left.Ids[row] : lane.Right.Ids[row];
            if (id == 0)
            {
                yield break;
            }

            hash = Mixed(hash, left ? id : lane.OnRight(id));
        }

        if (_lists is null)
        {
            yield return (uint)(hash >> 32);
            yield break;
        }

        TermColumn term = left ? _lists.Left : _lists.Right;
        int[] elements = term.List(term.Ids[row]).ToArray();
        foreach (int element in elements)
        {
            yield return (uint)(Mixed(hash, left ? element : _lists.OnLeft(element)) >> 32);
        }
    }

    private static ulong Mixed(ulong hash, int id)
    {
        ulong high = Math.BigMul(hash ^ unchecked((uint)id), 0xD6E8FEB86659FD93, out ulong low);
        return high ^ low;
    }

    private sealed class Chains
    {
        private int[] _heads = [];
        private int[] _rows = [];
        private int[] _before = [];
        private uint[] _keys = [];
        private int _count;

        public int First(uint key) => _heads.Length == 0 ? -1 : Matching(_heads[key & (uint)(_heads.Length - 1)] - 1, key);

        public int Next(int entry) => Matching(_before[entry] - 1, _keys[entry]);

        public int Row(int entry) => _rows[entry];

        private int Matching(int entry, uint key)
        {
            while (entry >= 0 && _keys[entry] != key)
            {
                entry = _before[entry] - 1;
            }

            return entry;
        }

        public void Reserve(int more)
        {
            int wanted = _count + more;
            if (wanted <= _rows.Length)
            {
                return;
            }

            int size = Math.Max(wanted, _rows.Length * 3 / 2);
            Array.Resize(ref _rows, size);
            Array.Resize(ref _before, size);
            Array.Resize(ref _keys, size);
            _heads = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, Math.Min(size, 1 << 29)))];
            for (int entry = 0; entry < _count; entry++)
            {
                Link(entry);
            }
        }

        public void Add(uint key, int row)
        {
            Reserve(1);
            _rows[_count] = row;
            _keys[_count] = key;
            Link(_count++);
        }

        private void Link(int entry)
        {
            ref int head = ref _heads[_keys[entry] & (uint)(_heads.Length - 1)];
            _before[entry] = head;
            head = entry + 1;
        }
    }
}
