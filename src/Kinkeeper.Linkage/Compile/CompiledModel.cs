using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>A compiled comparison.</summary>
/// <param name="Comparison">The comparison it was compiled from.</param>
/// <param name="Conditions">The compiled conditions of its levels.</param>
/// <param name="Table">The table that gives a pair's level.</param>
internal sealed record CompiledComparison(Comparison Comparison, IReadOnlyList<Condition> Conditions, DecisionTable Table);

/// <summary>A model compiled for the columns of a table, with the table's rows packed for it.</summary>
internal sealed class CompiledModel
{
    private readonly ConditionCompiler _compiler;
    private readonly int[]? _order;

    private CompiledModel(LinkageModel model, Table table, ConditionCompiler compiler, int[]? order)
    {
        Model = model;
        Table = table;
        _compiler = compiler;
        _order = order;
    }

    public LinkageModel Model { get; }

    public Table Table { get; }

    public IReadOnlyList<CompiledComparison> Comparisons { get; private set; } = [];

    /// <summary>The compiled blocking rules.</summary>
    public IReadOnlyList<Condition> Rules { get; private set; } = [];

    /// <summary>The table that gives the first rule that finds a pair.</summary>
    public DecisionTable FirstRule { get; private set; } = null!;

    public IReadOnlyList<Lane> Lanes => _compiler.Lanes;

    public PackedRows Rows { get; private set; } = null!;

    /// <summary>The table's row at each place of <see cref="Rows"/>; null if they are the same.</summary>
    public int[]? Order => _order;

    public ConditionCompiler Compiler => _compiler;

    /// <summary>Compiles a model and packs the rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">All records.</param>
    /// <param name="order">The order in which records become the left record; null for the table's order.</param>
    /// <param name="rules">Blocking rules; null for the model's.</param>
    public static CompiledModel Create(LinkageModel model, Table table, int[]? order = null, IReadOnlyList<BlockingRule>? rules = null)
    {
        CompiledModel compiled = new(model, table, new ConditionCompiler(table, order), order);
        rules ??= model.BlockingRules;
        rules = rules.Count == 0 ? [new BlockingRule("1=1")] : rules;

        // The first pass counts the lanes. The second pass then knows the slots of the values behind them.
        compiled.CompileAll(rules);
        compiled._compiler.Restart();
        compiled.CompileAll(rules);
        compiled.PrepareFeatures();

        bool twoSided = compiled.Lanes.Any(lane => lane.Crosses);
        int stride = (compiled._compiler.LaneWidth + 2 + compiled._compiler.Payload.Count + 7) & ~7;
        compiled.Rows = new PackedRows(compiled._compiler.LaneWidth, stride, twoSided);
        compiled.Pack(0, table.Rows);
        return compiled;
    }

    /// <summary>
    /// Returns the same conditions with other probabilities and rules. Reuses the packed rows if they hold everything the rules
    /// need; otherwise packs anew.
    /// </summary>
    /// <param name="model">The model. Its levels must have the same conditions.</param>
    /// <param name="rules">Blocking rules; null to keep the current ones.</param>
    public CompiledModel With(LinkageModel model, IReadOnlyList<BlockingRule>? rules)
    {
        using Lock.Scope _ = _compiler.Gate.EnterScope();
        (int lanes, int missing, int payload) = (_compiler.Lanes.Count, _compiler.Missing.Count, _compiler.Payload.Count);
        CompiledModel other = new(model, Table, _compiler, _order) { Rows = Rows, Rules = Rules, FirstRule = FirstRule };
        if (rules is not null)
        {
            _compiler.NewSet();
            other.Rules = [.. rules.Select(_compiler.CompileRule)];
            other.FirstRule = DecisionTable.Build(other.Rules);
            _compiler.NewSet();
        }

        if (_compiler.Lanes.Count != lanes || _compiler.Missing.Count != missing || _compiler.Payload.Count != payload)
        {
            _compiler.Forget(lanes, missing, payload);
            return Create(model, Table, _order, rules);
        }

        other.Comparisons = [.. Comparisons.Zip(model.Comparisons, (compiled, comparison) => compiled with { Comparison = comparison })];
        other.PrepareFeatures();
        return other;
    }

    public PairBatch NewBatch() => new(Rows.Stride, Rows.TwoSided);

    /// <summary>Returns the table's row at a place.</summary>
    public int RowAt(int place) => _order is null ? place : _order[place];

    private void CompileAll(IReadOnlyList<BlockingRule> rules)
    {
        Rules = [.. rules.Select(_compiler.CompileRule)];
        FirstRule = DecisionTable.Build(Rules);
        _compiler.NewSet();
        List<CompiledComparison> comparisons = [];
        foreach (Comparison comparison in Model.Comparisons)
        {
            List<Condition> conditions = [.. comparison.Levels.Select(level => _compiler.CompileLevel(level, comparison.OutputColumnName))];
            comparisons.Add(new CompiledComparison(comparison, conditions, DecisionTable.Build(conditions)));
            foreach (string column in comparison.Levels.Select(level => level.TfAdjustmentColumn).OfType<string>())
            {
                _compiler.SlotOf(_compiler.TermFrequencyTerm(column, comparison.OutputColumnName));
            }

            _compiler.NewSet();
        }

        Comparisons = comparisons;
    }

    private void PrepareFeatures()
    {
        foreach (Lane lane in Lanes)
        {
            lane.Prepare();
        }

        foreach (DecisionTable.Node node in Comparisons.SelectMany(comparison => comparison.Table.Nodes).Concat(FirstRule.Nodes))
        {
            node.Feature.Prepare();
        }
    }

    /// <summary>Adds rows that the table has gained.</summary>
    public void Extend(int from, int rows)
    {
        foreach (TermColumn term in _compiler.Terms)
        {
            term.Extend(from, rows);
        }

        PrepareFeatures();
        Pack(from, rows);
    }

    private void Pack(int from, int rows)
    {
        Rows.Grow(rows);
        RowPacking packing = new(this);
        packing.Pack(from, rows);
    }
}
