using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Compile;

/// <summary>A compiled condition: logic over tests that the pair loop can do. Three-valued: a constant may be unknown.</summary>
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

    /// <summary>Turns unknown into false, as COALESCE(x, false) does.</summary>
    internal sealed record UnknownIsFalse(Condition Part) : Condition
    {
        public override string ToString() => $"sure{Part}";
    }

    /// <summary>True if the two records have the same value in a lane of the packed rows. Unknown if either is NULL.</summary>
    internal sealed record Equal(int Lane, int LeftBit, int RightBit) : Condition
    {
        public override string ToString() => $"e{Lane}";
    }

    /// <summary>True if a value is NULL in one of the records.</summary>
    internal sealed record Missing(int Bit, Side Side) : Condition
    {
        public override string ToString() => $"{(Side == Side.Left ? "nl" : "nr")}{Bit}";
    }

    /// <summary>Compares a measured value with a constant. Unknown if the value is NULL.</summary>
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

    /// <summary>Returns the condition with the known tests replaced and constants folded.</summary>
    /// <param name="known">Returns the truth of a test; null if it is not known yet.</param>
    /// <param name="positive">True if only truth matters here, so that unknown may count as false.</param>
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
            case UnknownIsFalse certain:
                Condition sure = certain.Part.Simplify(known, positive: true);
                return sure is Constant ? sure : positive ? sure : new UnknownIsFalse(sure);
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

    /// <summary>Returns all tests in the condition, from left to right.</summary>
    public IEnumerable<Condition> Tests() => this switch
    {
        All all => all.Parts.SelectMany(part => part.Tests()),
        Any any => any.Parts.SelectMany(part => part.Tests()),
        Negation negation => negation.Part.Tests(),
        UnknownIsFalse certain => certain.Part.Tests(),
        Constant => [],
        _ => [this],
    };
}
