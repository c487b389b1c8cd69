using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>
/// Counts each combination of levels. Training needs nothing else of the pairs. Pairs with the same levels but different
/// term-frequency factors are counted separately, by the factor's logarithm in steps of 1/32 bit.
/// </summary>
internal sealed class PatternCounts(PairScorer scorer, bool termFrequencies) : IPairSink
{
    private const double TfSteps = 32;
    private const int TfOffset = 1 << 15;

    private readonly CountMap _counts = new();

    public int Distinct => _counts.Count;

    public IPairPart NewPart() => new Part(scorer, termFrequencies);

    public void Commit(IPairPart part) => ((Part)part).Counts.AddTo(_counts);

    /// <summary>Returns the levels of each comparison, the term-frequency factor and the number of pairs, in a fixed order.</summary>
    public List<(byte[] Levels, double TfFactor, long Pairs)> Rows()
    {
        List<(byte[], double, long)> rows = [];
        int comparisons = scorer.Compiled.Comparisons.Count;
        Span<int> patterns = stackalloc int[scorer.Groups];
        foreach ((ulong key, long pairs) in _counts.Entries().OrderBy(entry => entry.Key))
        {
            ulong rest = key >> 16;
            for (int group = 0; group < patterns.Length; group++)
            {
                patterns[group] = (int)(rest % (ulong)scorer.GroupPatterns(group));
                rest /= (ulong)scorer.GroupPatterns(group);
            }

            byte[] levels = new byte[comparisons];
            for (int comparison = 0; comparison < comparisons; comparison++)
            {
                levels[comparison] = (byte)scorer.LevelOf(comparison, patterns);
            }

            rows.Add((levels, Math.Pow(2, ((int)(key & 0xFFFF) - TfOffset) / TfSteps), pairs));
        }

        return rows;
    }

    private sealed class Part : IPairPart
    {
        private readonly bool _tf;
        private readonly ulong[] _multipliers;

        public Part(PairScorer scorer, bool tf)
        {
            _tf = tf;
            _multipliers = new ulong[scorer.Groups];
            ulong multiplier = 1;
            for (int group = 0; group < _multipliers.Length; group++)
            {
                _multipliers[group] = multiplier;
                multiplier = checked(multiplier * (ulong)scorer.GroupPatterns(group));
            }

            if (multiplier > 1UL << 47)
            {
                throw new LinkageException("The model has too many combinations of levels to train at once; merge levels or comparisons.");
            }
        }

        public CountMap Counts { get; } = new();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                ulong key = 0;
                for (int group = 0; group < _multipliers.Length; group++)
                {
                    key += (ulong)batch.Patterns[group][pair] * _multipliers[group];
                }

                int tf = TfOffset + (_tf ? (int)Math.Round(Math.Clamp(batch.TfLog[pair], -1000, 1000) * TfSteps) : 0);
                Counts.Add((key << 16) | (uint)tf, 1);
            }
        }
    }
}

/// <summary>Counts by key in an open-addressed hash table.</summary>
internal sealed class CountMap
{
    private ulong[] _keys = new ulong[1024];
    private long[] _counts = new long[1024];

    public int Count { get; private set; }

    public void Add(ulong key, long count)
    {
        int mask = _keys.Length - 1;
        int slot = Slot(key, mask);
        while (_counts[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        if (_counts[slot] == 0)
        {
            _keys[slot] = key;
            Count++;
        }

        _counts[slot] += count;
        if (Count * 2 > _keys.Length)
        {
            Grow();
        }
    }

    public void AddTo(CountMap other)
    {
        for (int slot = 0; slot < _keys.Length; slot++)
        {
            if (_counts[slot] != 0)
            {
                other.Add(_keys[slot], _counts[slot]);
            }
        }
    }

    public IEnumerable<(ulong Key, long Count)> Entries()
    {
        for (int slot = 0; slot < _keys.Length; slot++)
        {
            if (_counts[slot] != 0)
            {
                yield return (_keys[slot], _counts[slot]);
            }
        }
    }

    private static int Slot(ulong key, int mask) => (int)(unchecked(key * 0x9E3779B97F4A7C15) >> 33) & mask;

    private void Grow()
    {
        (ulong[] keys, long[] counts) = (_keys, _counts);
        _keys = new ulong[keys.Length * 2];
        _counts = new long[keys.Length * 2];
        int mask = _keys.Length - 1;
        for (int old = 0; old < keys.Length; old++)
        {
            if (counts[old] == 0)
            {
                continue;
            }

            int slot = Slot(keys[old], mask);
            while (_counts[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _keys[slot] = keys[old];
            _counts[slot] = counts[old];
        }
    }
}
