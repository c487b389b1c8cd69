using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// Compiles parsed SQL into <see cref="Condition"/>s over packed rows. An equality of two records' expressions becomes a lane,
/// a NULL test a missing-value bit, a similarity or difference compared with a constant a measurement. Any other expression is
/// evaluated directly.
/// </summary>
internal sealed partial class ConditionCompiler
{
    private readonly Table _table;
    private readonly int[]? _order;
    private readonly Dictionary<string, TermColumn> _terms = new(StringComparer.Ordinal);
    private readonly List<Lane> _lanes = [];
    private readonly List<TermColumn> _missing = [];
    private readonly SlotTables _slotTables = new();
    private List<TermColumn> _payload = [];
    private Dictionary<string, Feature> _features = new(StringComparer.Ordinal);
    private IReadOnlyCollection<string> _exploded = [];

    /// <param name="table">All records.</param>
    /// <param name="order">The table's row at each place of the packed rows; null if they are the same.</param>
    public ConditionCompiler(Table table, int[]? order)
    {
        _table = table;
        _order = order;
    }

    public IReadOnlyList<Lane> Lanes => _lanes;

    /// <summary>The expressions that have a missing-value bit, in the order of the bits.</summary>
    public IReadOnlyList<TermColumn> Missing => _missing;

    /// <summary>The expressions whose results follow the lanes and the word in packed rows, in order.</summary>
    public IReadOnlyList<TermColumn> Payload => _payload;

    public IEnumerable<TermColumn> Terms => _terms.Values;

    /// <summary>Lock for compiling further conditions.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Number of lanes in a packed row: 8 or 16.</summary>
    public int LaneWidth => _lanes.Count <= 8 ? 8 : PackedRows.MaxLanes;

    /// <summary>Forgets the slots of measured values, for a second pass that knows the number of lanes.</summary>
    public void Restart()
    {
        _payload = [];
        _features = new Dictionary<string, Feature>(StringComparer.Ordinal);
    }

    /// <summary>Removes the lanes, missing-value bits and payload slots added after these counts.</summary>
    public void Forget(int lanes, int missing, int payload)
    {
        _lanes.RemoveRange(lanes, _lanes.Count - lanes);
        _missing.RemoveRange(missing, _missing.Count - missing);
        _payload.RemoveRange(payload, _payload.Count - payload);
    }

    /// <summary>Starts a new set of conditions. A set shares its measurements, because its constants decide their buckets.</summary>
    public IReadOnlyCollection<Feature> NewSet()
    {
        IReadOnlyCollection<Feature> before = [.. _features.Values];
        _features = new Dictionary<string, Feature>(StringComparer.Ordinal);
        return before;
    }

    public Condition CompileRule(BlockingRule rule)
    {
        string where = "the blocking rules";
        SqlNode node = SqlParser.Rule(rule.Sql, where);
        CheckColumns(node, rule.Sql, where);
        _exploded = rule.ArraysToExplode ?? [];
        Condition condition = Quoting(() => Compile(node, positive: true), rule.Sql, where);
        _exploded = [];
        return condition;
    }

    public Condition CompileLevel(ComparisonLevel level, string comparison)
    {
        if (level.IsElse)
        {
            return Condition.True;
        }

        string where = $"comparison \"{comparison}\"";
        SqlNode node = SqlParser.Condition(level.SqlCondition, where);
        CheckColumns(node, level.SqlCondition, where);
        return Quoting(() => Compile(node, positive: true), level.SqlCondition, where);
    }

    public Column TermFrequencyColumn(string name, string comparison) => _table.Find(name)
        ?? throw new LinkageException(
            $"Comparison \"{comparison}\" adjusts for the frequency of \"{name}\", but {_table.Name} has no such column; it has "
            + $"{string.Join(", ", _table.ColumnNames)}.");

    public TermColumn TermFrequencyTerm(string name, string comparison) =>
        Term(new SqlColumn(TermFrequencyColumn(name, comparison).Name, Side.Left));

    /// <summary>Returns the slot of an expression's result in packed rows. Adds one if there is none.</summary>
    public int SlotOf(TermColumn term)
    {
        int lane = _lanes.FindIndex(lane => !lane.Crosses && ReferenceEquals(lane.Left, term));
        if (lane >= 0)
        {
            return lane;
        }

        int place = _payload.IndexOf(term);
        if (place < 0)
        {
            place = _payload.Count;
            _payload.Add(term);
        }

        return LaneWidth + 2 + place;
    }

    /// <summary>Returns the values of an expression over one record, for all rows.</summary>
    public TermColumn Term(SqlNode node)
    {
        SqlNode onLeft = OnLeft(node);
        string key = onLeft.ToString();
        if (!_terms.TryGetValue(key, out TermColumn? term))
        {
            term = new TermColumn(onLeft, _table);
            term.Extend(0, _table.Rows);
            _terms.Add(key, term);
        }

        return term;
    }

    private static Condition Quoting(Func<Condition> compile, string sql, string where)
    {
        try
        {
            return compile();
        }
        catch (SqlException problem)
        {
            throw problem.Of(sql, where);
        }
    }

    private void CheckColumns(SqlNode node, string sql, string where)
    {
        SqlColumn? lacking = node.Descendants().OfType<SqlColumn>().FirstOrDefault(column => _table.Find(column.Name) is null);
        if (lacking is not null)
        {
            throw new LinkageException(
                $"The condition {sql} of {where} names the column \"{lacking.Name}\", but {_table.Name} has no such column; it has "
                    + $"{string.Join(", ", _table.ColumnNames)}.");
        }
    }

    private Condition Compile(SqlNode node, bool positive)
    {
        if (node.Sides == Sides.None)
        {
            SqlValue value = SqlEvaluator.Evaluate(node, _ => SqlValue.Null);
            return value.IsNull ? Condition.Unknown : value.Number != 0 ? Condition.True : Condition.False;
        }

        if (node is SqlCall call)
        {
            switch (call.Name)
            {
                case "and":
                    return new Condition.All([.. Flat("and", call).Select(part => Compile(part, positive))]);
                case "or":
                    return new Condition.Any([.. Flat("or", call).Select(part => Compile(part, positive))]);
                case "not":
                    return new Condition.Negation(Compile(call.Arguments[0], positive: false));
                case "isnull":
                    return CompileNull(call.Arguments[0]);
                case "coalesce" when call.Arguments is [_, SqlLiteral { Value: { Kind: SqlKind.Boolean, Number: 0 } }]:
                    return new Condition.UnknownIsFalse(Compile(call.Arguments[0], positive: true));
                case "=" or "<>" or "<" or "<=" or ">" or ">=":
                    return CompileComparison(call, positive);
                case "list_has_any" when OneSidedArguments(call) is { } operands && operands.Left.Kind == SqlKind.List:
                    return Test(Shared(call.ToString(), key => new OverlapFeature(key, operands)), ">=", 1);
            }
        }

        return Evaluated(node);
    }

    private static IEnumerable<SqlNode> Flat(string name, SqlNode node) =>
        node is SqlCall call && call.Name == name ? call.Arguments.SelectMany(part => Flat(name, part)) : [node];

    /// <summary>Compiles any boolean expression into one that is evaluated directly.</summary>
    private Condition.Test Evaluated(SqlNode node)
    {
        if (node.Sides != Sides.Both)
        {
            TermColumn term = Term(node);
            Side side = node.Sides == Sides.Left ? Side.Left : Side.Right;
            return Test(Shared($"{side}:{node}", key => new OneSidedFeature(key, term, SlotOf(term), side)), "=", 1);
        }

        return Test(Shared(node.ToString(), key => new ExpressionFeature(key, node, _table, _order)), "=", 1);
    }

    private Condition CompileNull(SqlNode node)
    {
        if (node.Sides == Sides.Both)
        {
            // These functions are NULL exactly if either argument is NULL.
            return node is SqlCall { Arguments.Count: 2 } call
                && call.Name is "levenshtein" or "damerau_levenshtein" or "jaro_similarity" or "jaro_winkler_similarity"
                ? new Condition.Any([.. ((SqlCall)node).Arguments.Select(CompileNull)])
                : Evaluated(new SqlCall("isnull", node));
        }

        TermColumn term = Term(node);
        int bit = MissingBit(term);
        return bit >= 0 ? new Condition.Missing(bit, node.Sides == Sides.Left ? Side.Left : Side.Right)
            : Evaluated(new SqlCall("isnull", node));
    }

    private int MissingBit(TermColumn term)
    {
        int bit = _missing.IndexOf(term);
        if (bit < 0 && _missing.Count < PackedRows.MaxMissing)
        {
            bit = _missing.Count;
            _missing.Add(term);
        }

        return bit;
    }

    private Condition CompileComparison(SqlCall call, bool positive)
    {
        (SqlNode a, SqlNode b, string sign) = (call.Arguments[0], call.Arguments[1], call.Name);
        if (call.Sides != Sides.Both)
        {
            return Evaluated(call);
        }

        if (a.Sides == Sides.None || (a.Sides == Sides.Right && b.Sides == Sides.Left))
        {
            (a, b, sign) = (b, a, Mirrored(sign));
        }

        if (b.Sides == Sides.None)
        {
            SqlValue constant = SqlEvaluator.Evaluate(b, _ => SqlValue.Null);
            return constant.Kind is SqlKind.Number && Measurement(a) is { } feature
                ? Test(feature, sign, constant.Number) : Evaluated(call);
        }

        if (a.Sides != Sides.Left || b.Sides != Sides.Right)
        {
            return Evaluated(call);
        }

        return sign switch
        {
            "=" => Equality(call, a, b, positive),
            "<>" => new Condition.Negation(Equality(call, a, b, positive: false)),
            _ => Ordered(call, a, b, sign),
        };
    }

    private static string Mirrored(string sign) => sign switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => sign };

    private Condition Equality(SqlCall call, SqlNode a, SqlNode b, bool positive)
    {
        TermColumn left = Term(a);
        TermColumn right = Term(b);
        if (left.Kind == SqlKind.List && right.Kind == SqlKind.List && a is SqlColumn column
            && _exploded.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
        {
            Operands operands = new(left, SlotOf(left), right, SlotOf(right));
            return Test(Shared($"exploded({a}, {b})", key => new OverlapFeature(key, operands)), ">=", 1);
        }

        bool lane = left.Kind != SqlKind.List
            && (left.Kind == right.Kind || left.Kind == SqlKind.Null || right.Kind == SqlKind.Null);
        int index = lane ? LaneOf(left, right) : -1;
        if (index < 0)
        {
            return Evaluated(call);
        }

        int leftBit = positive ? -1 : MissingBit(left);
        int rightBit = positive ? -1 : MissingBit(right);
        return leftBit < 0 && !positive || rightBit < 0 && !positive ? Evaluated(call) : new Condition.Equal(index, leftBit, rightBit);
    }

    private int LaneOf(TermColumn left, TermColumn right)
    {
        int index = _lanes.FindIndex(lane => ReferenceEquals(lane.Left, left) && ReferenceEquals(lane.Right, right));
        if (index < 0 && _lanes.Count < PackedRows.MaxLanes)
        {
            index = _lanes.Count;
            _lanes.Add(new Lane(left, right));
        }

        return index;
    }

    private Condition.Test Ordered(SqlCall call, SqlNode a, SqlNode b, string sign)
    {
        TermColumn left = Term(a);
        TermColumn right = Term(b);
        return left.Kind == right.Kind && left.Kind is SqlKind.Number or SqlKind.Date or SqlKind.Timestamp
            ? Test(Shared($"-({a}, {b})", key =>
                new DifferenceFeature(key, new Operands(left, SlotOf(left), right, SlotOf(right)), absolute: false)), sign, 0)
            : Evaluated(call);
    }

    private static Condition.Test Test(Feature feature, string sign, double constant)
    {
        feature.AddConstant(constant);
        return new Condition.Test(feature, sign, constant);
    }

    private Feature Shared(string key, Func<string, Feature> make)
    {
        if (!_features.TryGetValue(key, out Feature? feature))
        {
            _features.Add(key, feature = make(key));
        }

        return feature;
    }
}
