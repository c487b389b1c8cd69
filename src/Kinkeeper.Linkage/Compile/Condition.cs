using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// A compiled condition: logic over tests that the pair loop knows how to make. Three-valued: a constant may be unknown.
/// </summary>
internal abstract record Condition
{
    public static readonly Constant True = new(true);
    public static readonly Constant False = new(false);
    public static readonly Constant Unknown = new((bool?)null);

    internal sealed record Constant(bool? Value) : Condition
    {
        public override string ToString() => Value switch { true => "T", false => "F", null => "N" };
    }

    internal sealed record All(IReadOnlyList<Condition> Parts) : Condition
    {
        public override string ToString() => $"({string.Join(" & ", Parts)})";
    }

    internal sealed record Any(IReadOnlyList<Condition> Parts) : Condition
    {
        public override string ToString() => $"({string.Join(" | ", Parts)})";
    }

    internal sealed record Negation(Condition Part) : Condition
    {
        public override string ToString() => $"!{Part}";
    }

    /// <summary>Unknown counts as false: what COALESCE(x, false) says.</summary>
    internal sealed record Certain(Condition Part) : Condition
    {
        public override string ToString() => $"sure{Part}";
    }

    /// <summary>The two records have the same, known, value in a lane of the packed rows. Unknown where either is NULL.</summary>
    internal sealed record Equal(int Lane, int LeftBit, int RightBit) : Condition
    {
        public override string ToString() => $"e{Lane}";
    }

    /// <summary>A value is NULL in one of the records.</summary>
    internal sealed record Missing(int Bit, Side Side) : Condition
    {
        public override string ToString() => $"{(Side == Side.Left ? "nl" : "nr")}{Bit}";
    }

    /// <summary>A measured value stands in a relation to a constant. Unknown where the value is.</summary>
    internal sealed record Test(Feature Feature, string Sign, double Against) : Condition
    {
        public bool? Holds(int bucket) => Feature.Relation(bucket, Against) is not { } order ? null : Sign switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };

        public override string ToString() => $"[{Feature.Key}{Sign}{Against:R}]";
    }

    /// <summary>The condition with what <paramref name="known"/> knows put in, and constants folded away.</summary>
    /// <param name="known">The truth of a test; null result with false where it is not known yet.</param>
    /// <param name="positive">Only truth matters here, so that unknown may be taken as false.</param>
    public Condition Simplify(Func<Condition, Constant?> known, bool positive = true)
    {
        switch (this)
        {
            case Constant constant:
                return positive && constant.Value is null ? False : constant;
            case All all:
                return Fold(all.Parts, known, positive, decisive: False, neutral: True, parts => new All(parts));
            case Any any:
                return Fold(any.Parts, known, positive, decisive: True, neutral: False, parts => new Any(parts));
            case Certain certain:
                Condition sure = certain.Part.Simplify(known, positive: true);
                return sure is Constant ? sure : positive ? sure : new Certain(sure);
            case Negation negation:
                Condition part = negation.Part.Simplify(known, positive: false);
                return part is Constant c
                    ? c.Value is { } value ? (value ? False : True) : positive ? False : Unknown
                    : new Negation(part);
            default:
                Constant? answer = known(this);
                return answer is null ? this : positive && answer.Value is null ? False : answer;
        }
    }

    private static Condition Fold(
        IReadOnlyList<Condition> parts,
        Func<Condition, Constant?> known,
        bool positive,
        Constant decisive,
        Constant neutral,
        Func<IReadOnlyList<Condition>, Condition> make)
    {
        List<Condition> open = [];
        bool unknown = false;
        foreach (Condition part in parts)
        {
            Condition simple = part.Simplify(known, positive);
            if (simple is Constant constant)
            {
                if (constant.Value is null)
                {
                    unknown = true;
                }
                else if (constant.Value == decisive.Value)
                {
                    return decisive;
                }
            }
            else
            {
                open.Add(simple);
            }
        }

        if (open.Count == 0)
        {
            return unknown ? Unknown : neutral;
        }

        if (unknown)
        {
            open.Add(Unknown);
        }

        return open.Count == 1 ? open[0] : make(open);
    }

    /// <summary>All tests in it, from left to right.</summary>
    public IEnumerable<Condition> Tests() => this switch
    {
        All all => all.Parts.SelectMany(part => part.Tests()),
        Any any => any.Parts.SelectMany(part => part.Tests()),
        Negation negation => negation.Part.Tests(),
        Certain certain => certain.Part.Tests(),
        Constant => [],
        _ => [this],
    };
}
