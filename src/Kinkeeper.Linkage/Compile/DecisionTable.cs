using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// Compiles "the first condition that holds". A table maps a pair's equal and missing values to the answer; if these leave it
/// open, the entry leads to a graph of measurements. An answer is the position of a condition, or one past the last if none
/// holds.
/// </summary>
internal sealed class DecisionTable
{
    private const int MaxBits = 14;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly int _conditions;

    private DecisionTable(int conditions) => _conditions = conditions;

    /// <summary>The bits of a pair's key that index the table.</summary>
    public ulong Mask { get; private set; }

    /// <summary>For each combination of the bits: an answer, or the complement of a node's number.</summary>
    public int[] Root { get; private set; } = [];

    /// <summary>The measurements. A node's children have smaller numbers.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Number of answers, "none" included.</summary>
    public int Answers => _conditions + 1;

    /// <summary>A measurement and, for each bucket, an answer or the complement of the next node's number.</summary>
    internal sealed record Node(Feature Feature, int[] Children)
    {
        public bool LeadsToAnswers { get; } = Array.TrueForAll(Children, child => child >= 0);
    }

    public static DecisionTable Build(IReadOnlyList<Condition> conditions)
    {
        DecisionTable table = new(conditions.Count);
        List<int> bits = [];
        foreach (Condition test in conditions.SelectMany(condition => condition.Tests()))
        {
            List<int> needed = BitsOf(test).Where(bit => !bits.Contains(bit)).Distinct().ToList();
            if (bits.Count + needed.Count <= MaxBits)
            {
                bits.AddRange(needed);
            }
        }

        bits.Sort();
        table.Mask = bits.Aggregate(0UL, (mask, bit) => mask | (1UL << bit));
        table.Root = new int[1 << bits.Count];
        for (int index = 0; index < table.Root.Length; index++)
        {
            ulong key = Deposit(index, bits);
            Condition.Constant? Known(Condition test) =>
                BitsOf(test) is { Count: > 0 } used && used.TrueForAll(bits.Contains) ? Truth(test, key) : null;
            table.Root[index] = table.Decide(conditions.Select((condition, level) => (level, condition.Simplify(Known))));
        }

        return table;
    }

    /// <summary>Returns the index of a pair's key in <see cref="Root"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Extract(ulong key, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
        {
            return (uint)Bmi2.X64.ParallelBitExtract(key, mask);
        }

        uint result = 0;
        for (int at = 0; mask != 0; at++)
        {
            result |= (uint)((key >> BitOperations.TrailingZeroCount(mask)) & 1) << at;
            mask &= unchecked(mask - 1);
        }

        return result;
    }

    private static ulong Deposit(int index, List<int> bits)
    {
        ulong key = 0;
        for (int at = 0; at < bits.Count; at++)
        {
            key |= ((ulong)(index >> at) & 1) << bits[at];
        }

        return key;
    }

    private static List<int> BitsOf(Condition test) => test switch
    {
        Condition.Equal { LeftBit: < 0 } equal => [equal.Lane],
        Condition.Equal equal =>
            [equal.Lane, PackedRows.FirstMissingBit + equal.LeftBit, PackedRows.FirstMissingBit + PackedRows.RightShift + equal.RightBit],
        Condition.Missing missing =>
            [PackedRows.FirstMissingBit + missing.Bit + (missing.Side == Sql.Side.Right ? PackedRows.RightShift : 0)],
        _ => [],
    };

    /// <summary>Returns the truth of a test on equal or missing values, from a pair's key.</summary>
    internal static Condition.Constant Truth(Condition test, ulong key)
    {
        bool Set(int bit) => ((key >> bit) & 1) != 0;
        List<int> bits = BitsOf(test);
        return Set(bits[0]) ? Condition.True
            : bits.Count > 1 && (Set(bits[1]) || Set(bits[2])) ? Condition.Unknown
            : Condition.False;
    }

    private int Decide(IEnumerable<(int Level, Condition Condition)> levels)
    {
        List<(int Level, Condition Condition)> open = [];
        int otherwise = _conditions;
        foreach ((int level, Condition condition) in levels)
        {
            if (condition is Condition.Constant constant)
            {
                if (constant.Value == true)
                {
                    otherwise = level;
                    break;
                }

                continue;
            }

            open.Add((level, condition));
        }

        if (open.Count == 0)
        {
            return otherwise;
        }

        string key = $"{string.Join(';', open.Select(each => $"{each.Level}:{each.Condition}"))};{otherwise}";
        if (_known.TryGetValue(key, out int node))
        {
            return ~node;
        }

        Condition first = open[0].Condition.Tests().First();
        Feature feature = first is Condition.Test test ? test.Feature : new BitFeature(first);
        int[] children = new int[feature.Buckets];
        for (int bucket = 0; bucket < children.Length; bucket++)
        {
            Condition.Constant? Known(Condition asked) => asked switch
            {
                Condition.Test other when ReferenceEquals(other.Feature, feature) => Constant(other.Holds(bucket)),
                _ when first is not Condition.Test && asked == first =>
                    Constant(feature.Relation(bucket, 1) is { } order ? order == 0 : null),
                _ => null,
            };
            children[bucket] = Decide(
                open.Select(each => (each.Level, each.Condition.Simplify(Known))).Append((otherwise, Condition.True)));
        }

        int answer = children[0];
        if (answer >= 0 && Array.TrueForAll(children, child => child == answer))
        {
            return answer;
        }

        _nodes.Add(new Node(feature, children));
        _known.Add(key, _nodes.Count - 1);
        return ~(_nodes.Count - 1);
    }

    private static Condition.Constant Constant(bool? value) =>
        value is { } known ? (known ? Condition.True : Condition.False) : Condition.Unknown;

    /// <summary>A test on equal or missing values that did not fit into the table.</summary>
    private sealed class BitFeature : Feature
    {
        private readonly Condition _test;

        public BitFeature(Condition test)
            : base(test.ToString()!)
        {
            _test = test;
            AddConstant(1);
        }

        public override void Measure(PairBatch batch, ReadOnlySpan<int> pairs, Span<byte> buckets)
        {
            for (int index = 0; index < pairs.Length; index++)
            {
                buckets[index] = Truth(_test, batch.Keys[pairs[index]]).Value switch
                {
                    true => 1,
                    false => 0,
                    null => (byte)NullBucket,
                };
            }
        }
    }
}
