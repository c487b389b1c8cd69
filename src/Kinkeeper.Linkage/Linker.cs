using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage;

/// <summary>The number of pairs that a blocking rule brings together.</summary>
/// <param name="Rule">The rule's SQL.</param>
/// <param name="Pairs">Pairs by its equalities alone, before earlier rules, other conditions and sources are considered.</param>
/// <param name="LargestBlock">Number of records in its largest block.</param>
/// <param name="LargestBlockExample">The id of a record in the largest block; null if the rule finds nothing.</param>
public sealed record RuleCount(string Rule, long Pairs, int LargestBlock, string? LargestBlockExample);

/// <summary>Applies a model to records: finds the pairs that its blocking rules bring together and scores them.</summary>
/// <remarks>
/// Results are the same, in the same order, for any number of threads. Memory holds the records' distinct values and packed
/// rows, never the list of pairs. Several threads may use an instance, except during training.
/// </remarks>
public sealed class Linker
{
    private Linker(LinkageModel model, Records records, CompiledModel compiled)
    {
        Model = model;
        Records = records;
        Compiled = compiled;
        Scorer = new PairScorer(compiled);
    }

    /// <summary>The model.</summary>
    public LinkageModel Model { get; }

    /// <summary>Number of records over all inputs.</summary>
    public int RecordCount => Records.Table.Rows;

    internal Records Records { get; }

    internal CompiledModel Compiled { get; }

    internal PairScorer Scorer { get; }

    /// <summary>Compiles a model for records.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">One table to deduplicate, or several to link.</param>
    /// <exception cref="LinkageException">
    /// The model does not fit the records: a column is missing, a condition cannot be compiled, an id occurs twice.
    /// </exception>
    public static Linker Create(LinkageModel model, params IReadOnlyList<Table> inputs)
    {
        Records records = Records.Of(model, inputs);
        return new Linker(model, records, CompiledModel.Create(model, records.Table, records.Order));
    }

    /// <summary>Returns a linker for the same records with another model, for example the trained one.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="LinkageException">The model does not fit the records.</exception>
    public Linker With(LinkageModel model)
    {
        bool sameInputs = model.LinkType == Model.LinkType && model.UniqueIdColumnName == Model.UniqueIdColumnName
            && model.SourceDatasetColumnName == Model.SourceDatasetColumnName;
        if (!sameInputs)
        {
            throw new LinkageException(
                "A model for the same records must keep link_type, unique_id_column_name and source_dataset_column_name.");
        }

        return new Linker(model, Records,
            HasSameConditions(model) ? Compiled.With(model, null) : CompiledModel.Create(model, Records.Table, Records.Order));
    }

    private bool HasSameConditions(LinkageModel model) => model.BlockingRules.SequenceEqual(Model.BlockingRules)
        && model.Comparisons.Count == Model.Comparisons.Count
        && model.Comparisons.Zip(Model.Comparisons, HasSameConditions).All(same => same);

    private static bool HasSameConditions(Comparison one, Comparison other) => one.Levels.Count == other.Levels.Count
        && one.Levels.Zip(other.Levels, (a, b) => a.SqlCondition == b.SqlCondition && a.IsNullLevel == b.IsNullLevel
            && a.TfAdjustmentColumn == b.TfAdjustmentColumn).All(same => same);

    /// <summary>Returns the id of a record as outputs write it; in link jobs with its source in front: <c>A|17</c>.</summary>
    /// <param name="row">Its row over all inputs, from 0.</param>
    public string Id(int row) => Records.Id(row);

    /// <summary>Counts the pairs of each blocking rule from the sizes of its blocks. Compares no pair.</summary>
    public IReadOnlyList<RuleCount> CountPairs() => Count(Source());

    internal IReadOnlyList<RuleCount> Count(PairSource source)
    {
        List<RuleCount> counts = [];
        for (int rule = 0; rule < source.Rules.Count; rule++)
        {
            RuleBlocks blocks = source.Rules[rule];
            int largest = -1;
            for (int block = 0; block < blocks.Count; block++)
            {
                largest = largest < 0 || blocks.PairsOf(block) > blocks.PairsOf(largest) ? block : largest;
            }

            counts.Add(new RuleCount(
                Model.BlockingRules.Count == 0 ? "1=1" : Model.BlockingRules[rule].Sql,
                blocks.Pairs(),
                largest < 0 ? 0 : blocks.Starts[largest + 1] - blocks.Starts[largest],
                largest < 0 ? null : Id(Compiled.RowAt(blocks.Members[blocks.Starts[largest]]))));
        }

        return counts;
    }

    /// <summary>Scores all pairs and returns those at or above a probability, in a fixed order.</summary>
    /// <param name="thresholdProbability">The lowest probability to return, 0 to 1; 0 returns all.</param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public IReadOnlyList<ScoredPair> Score(double thresholdProbability = 0, int threads = 0, CancellationToken cancellation = default)
    {
        PairList list = new(new InputOrder(Records.Order), thresholdProbability);
        Execute(Source(), [list], weigh: true, threads, null, cancellation);
        return list.Pairs;
    }

    /// <summary>Scores one pair with reasons, even if no blocking rule finds it.</summary>
    /// <param name="first">A record's row over all inputs, from 0.</param>
    /// <param name="second">The other record's row.</param>
    public Explanation Explain(int first, int second)
    {
        int[]? places = Records.Order is null ? null : Places(first, second);
        int left = places is null ? Math.Min(first, second) : places.Min();
        int right = places is null ? Math.Max(first, second) : places.Max();
        PairExplainer explainer = new(Scorer);
        return explainer.Explain(left, right);
    }

    /// <summary>Returns a function that tells if two records' own score is below a probability. For one thread.</summary>
    internal Func<int, int, bool> ContradictionsBelow(double probability)
    {
        PairExplainer explainer = new(Scorer);
        int[] places = PlacesOfRows();
        return (first, second) =>
        {
            (int left, int right) = (Math.Min(places[first], places[second]), Math.Max(places[first], places[second]));
            return explainer.Score(left, [right]).Probabilities[0] < probability;
        };
    }

    /// <summary>Returns, for each row of the input, its place among the packed rows.</summary>
    internal int[] PlacesOfRows()
    {
        int[] places = new int[RecordCount];
        for (int place = 0; place < places.Length; place++)
        {
            places[Compiled.RowAt(place)] = place;
        }

        return places;
    }

    private int[] Places(params int[] rows) => [.. rows.Select(row => Array.IndexOf(Records.Order!, row))];

    internal PairSource Source() => new(Compiled, SourceEnds());

    internal long Execute(
        PairSource source,
        IReadOnlyList<IPairSink> sinks,
        bool weigh,
        int threads,
        IProgress<LinkageProgress>? progress,
        CancellationToken cancellation) =>
        PairRun.Execute(source, Scorer, sinks, weigh, threads <= 0 ? Environment.ProcessorCount : threads, progress, cancellation);

    internal int[]? SourceEnds()
    {
        if (Model.LinkType != LinkType.LinkOnly)
        {
            return null;
        }

        int rows = Records.Table.Rows;
        int[] ends = new int[rows];
        int end = rows;
        for (int place = rows - 1; place >= 0; place--)
        {
            if (place + 1 < rows && Records.Sources![Compiled.RowAt(place)] != Records.Sources[Compiled.RowAt(place + 1)])
            {
                end = place + 1;
            }

            ends[place] = end;
        }

        return ends;
    }
}
