using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>
/// Runs expectation-maximisation on the pairs of one blocking rule. A comparison that uses the rule's columns is not estimated,
/// because all pairs agree there. It may still separate matches from non-matches (the surname, if a comparison covers both
/// names and the rule only the given name), so it takes part with its probabilities among the levels that the rule leaves.
/// </summary>
internal sealed class EmSession
{
    private readonly LinkageModel _model;
    private readonly Linker _linker;
    private readonly BlockingRule _rule;
    private readonly TrainingOptions _options;
    private readonly HashSet<string> _ruleColumns;
    private long _pairs;
    private int _patterns;

    public EmSession(LinkageModel model, Linker linker, BlockingRule rule, TrainingOptions options)
    {
        _model = model;
        _linker = linker;
        _rule = rule;
        _options = options;
        _ruleColumns = new HashSet<string>(ModelColumns.OfRule(rule.Sql), StringComparer.OrdinalIgnoreCase);
        Active = [.. Enumerable.Range(0, model.Comparisons.Count)
            .Where(index => !_ruleColumns.Overlaps(Columns(model.Comparisons[index])))];
    }

    /// <summary>Positions of the comparisons that are estimated.</summary>
    public IReadOnlyList<int> Active { get; }

    /// <summary>Runs the session; null if the rule finds no pairs.</summary>
    public EmResult? Run(CancellationToken cancellation)
    {
        CompiledModel compiled = _linker.Compiled.With(_model, [_rule]);
        PairScorer scorer = new(compiled);
        PairSource source = new(compiled, _linker.SourceEnds());
        source.Thin(_options.MostPairsPerSession);
        PatternCounts counts = new(scorer, termFrequencies: true);
        int threads = _options.Threads <= 0 ? Environment.ProcessorCount : _options.Threads;
        _pairs = PairRun.Execute(source, scorer, [counts], weigh: false, threads, _options.Progress, cancellation);
        if (_pairs == 0)
        {
            return null;
        }

        List<(byte[] Levels, double TfFactor, long Pairs)> rows = counts.Rows();
        _patterns = rows.Count;
        EmResult result = ExpectationMaximisation.Run(
            [.. _model.Comparisons.Select((comparison, index) => Active.Contains(index) ? comparison : Rescaled(comparison, index, rows))],
            [.. rows.Select(row => new LevelPattern(row.Levels, row.TfFactor, row.Pairs))],
            StartingShare(),
            _model.EmConvergence,
            _model.MaxIterations);
        return result with
        {
            MProbabilities = [.. Active.Select(index => result.MProbabilities[index])],
            UProbabilities = [.. Active.Select(index => result.UProbabilities[index])],
        };
    }

    /// <summary>
    /// Returns a comparison on the rule's columns with its probabilities rescaled to the levels that the rule's pairs take.
    /// </summary>
    private static Comparison Rescaled(Comparison comparison, int index, List<(byte[] Levels, double TfFactor, long Pairs)> rows)
    {
        bool[] taken = new bool[comparison.Levels.Count + 1];
        rows.ForEach(row => taken[row.Levels[index]] = true);
        int[] levels = [.. Enumerable.Range(0, comparison.Levels.Count)
            .Where(level => taken[level] && !comparison.Levels[level].IsNullLevel)];
        double m = levels.Sum(comparison.MProbability);
        double u = levels.Sum(comparison.UProbability);
        return comparison with
        {
            Levels = [.. comparison.Levels.Select((level, at) => !levels.Contains(at) || m == 0 || u == 0
                ? level
                : level with
                {
                    MProbability = comparison.MProbability(at) / m,
                    UProbability = comparison.UProbability(at) / u,
                    FixMProbability = false,
                })],
        };
    }

    public TrainingSession Describe(EmResult result) => new(
        _rule.Sql, [.. Active.Select(index => _model.Comparisons[index].OutputColumnName)], _pairs, _patterns, result.Iterations,
            result.Converged, result.MatchShare);

    /// <summary>
    /// Returns the probability of a match among the rule's pairs: the prior odds times the Bayes factors of the agreements that
    /// the rule requires (Splink 4, em_training_session.py).
    /// </summary>
    private double StartingShare()
    {
        double odds = _model.Prior / (1 - _model.Prior);
        IReadOnlyList<CompiledComparison> compiled = _linker.Compiled.Comparisons;
        HashSet<string> covered = new(StringComparer.OrdinalIgnoreCase);
        foreach (int index in Enumerable.Range(0, _model.Comparisons.Count).Except(Active))
        {
            for (int level = 0; level < compiled[index].Conditions.Count; level++)
            {
                string[] columns = ExactColumns(compiled[index].Conditions[level]);
                if (columns.Length > 0 && columns.All(column => _ruleColumns.Contains(column) && !covered.Contains(column)))
                {
                    covered.UnionWith(columns);
                    odds *= _model.Comparisons[index].BayesFactor(level);
                    break;
                }
            }
        }

        return double.IsFinite(odds) ? Math.Clamp(odds / (1 + odds), 1e-9, 1 - 1e-9) : 0.999;
    }

    /// <summary>Returns the columns of an exact match; none if the condition is anything else.</summary>
    private string[] ExactColumns(Condition condition)
    {
        IReadOnlyList<Condition> parts = condition is Condition.All all ? all.Parts : [condition];
        List<string> columns = [];
        foreach (Condition part in parts)
        {
            if (part is not Condition.Equal equal
                || _linker.Compiled.Lanes[equal.Lane] is not { Crosses: false, Left.PlainColumn: { } column })
            {
                return [];
            }

            columns.Add(column.Name);
        }

        return [.. columns];
    }

    private static IEnumerable<string> Columns(Comparison comparison) => ModelColumns.OfComparison(comparison);
}
