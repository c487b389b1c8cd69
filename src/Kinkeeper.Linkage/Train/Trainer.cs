using Kinkeeper.Linkage.Blocking;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Train;

/// <summary>
/// Estimates what a model lacks: the probability that two random records match; u from random pairs; m by
/// expectation-maximisation on the pairs of several blocking rules, or from labels. Probabilities that are known or fixed stay.
/// The same records, options and seed give the same model for any number of threads.
/// </summary>
public static class Trainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="model">The model. Its known probabilities stay.</param>
    /// <param name="inputs">The records.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="LinkageException">The model does not fit the records, or a training rule finds no pairs.</exception>
    public static TrainingResult Train(
        LinkageModel model, IReadOnlyList<Table> inputs, TrainingOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TrainingOptions();
        if (options.Recall is not (> 0 and <= 1))
        {
            throw new LinkageException($"The recall of the deterministic rules is {options.Recall}; it must be above 0 and at most 1.");
        }

        Linker linker = Linker.Create(model, inputs);
        if (linker.RecordCount < 2)
        {
            throw new LinkageException($"There are {linker.RecordCount} records; training needs at least two.");
        }

        List<string> notes = [];
        model = model with { ProbabilityTwoRandomRecordsMatch = Prior(model, linker, options, notes, cancellation) };
        LinkageModel before = model;
        (model, HashSet<(int Comparison, int Level)> guessed) = RandomPairs.EstimateU(model, linker, options, cancellation);
        List<TrainingSession> sessions = [];
        model = options.Labels.Any(label => label.Matches)
            ? LabelledPairs.EstimateM(model, linker, options.Labels)
            : EstimateM(model, linker, options, sessions, notes, cancellation);
        model = WithoutGuesses(model, before, guessed);
        foreach (Comparison comparison in model.Comparisons)
        {
            notes.AddRange(comparison.Levels
                .Where(level => !level.IsNullLevel && (level.MProbability is null || level.UProbability is null))
                .Select(level =>
                    $"Comparison \"{comparison.OutputColumnName}\": no pair showed the level \"{level.Label}\", so it keeps the default."));
        }

        return new TrainingResult(model, linker.With(model), sessions, notes);
    }

    /// <summary>
    /// Keeps both defaults for a level that neither random nor matching pairs showed. A guessed u with a default m would be
    /// evidence from nothing.
    /// </summary>
    private static LinkageModel WithoutGuesses(
        LinkageModel model, LinkageModel before, HashSet<(int Comparison, int Level)> guessed)
    {
        ComparisonLevel Kept(ComparisonLevel level, int comparison, int at) =>
            level.MProbability is null && guessed.Contains((comparison, at))
            ? level with { UProbability = before.Comparisons[comparison].Levels[at].UProbability }
            : level;
        return model with
        {
            Comparisons = [.. model.Comparisons.Select((comparison, index) =>
                comparison with { Levels = [.. comparison.Levels.Select((level, at) => Kept(level, index, at))] })],
        };
    }

    private static double Prior(
        LinkageModel model, Linker linker, TrainingOptions options, List<string> notes, CancellationToken cancellation)
    {
        if (options.DeterministicRules.Count == 0 && model.ProbabilityTwoRandomRecordsMatch is { } known)
        {
            return known;
        }

        List<BlockingRule> rules = [.. options.DeterministicRules.Select(sql => new BlockingRule(sql))];
        for (int first = 0; rules.Count < 10 && options.DeterministicRules.Count == 0 && first < model.BlockingRules.Count; first++)
        {
            rules.AddRange(model.BlockingRules.Skip(first + 1)
                .Select(second => new BlockingRule($"({model.BlockingRules[first].Sql}) AND ({second.Sql})")));
        }

        if (rules.Count == 0)
        {
            notes.Add("The chance that two random records match could not be estimated without deterministic rules; 0.0001 is kept.");
            return model.Prior;
        }

        CompiledModel compiled = linker.Compiled.With(model, rules);
        PairScorer scorer = new(compiled);
        PairSource source = new(compiled, linker.SourceEnds());
        long pairs = PairRun.Execute(source, scorer, [], weigh: false, Threads(options), options.Progress, cancellation);
        if (pairs == 0)
        {
            throw new LinkageException(
                $"The deterministic rules find no pairs ({string.Join("; ", rules.Select(rule => rule.Sql))}); give looser ones.");
        }

        return Math.Min(pairs / options.Recall / RandomPairs.Total(linker.Records, model.LinkType), 0.999_999);
    }

    private static int Threads(TrainingOptions options) => options.Threads <= 0 ? Environment.ProcessorCount : options.Threads;

    private static LinkageModel EstimateM(
        LinkageModel model, Linker linker, TrainingOptions options, List<TrainingSession> sessions, List<string> notes,
            CancellationToken cancellation)
    {
        List<double>[][] estimates =
            [.. model.Comparisons.Select(comparison => comparison.Levels.Select(_ => new List<double>()).ToArray())];
        IReadOnlyList<BlockingRule> rules = options.EmRules.Count > 0 ? [.. options.EmRules.Select(sql => new BlockingRule(sql))]
            : model.BlockingRules;
        LinkageModel current = model;
        foreach (BlockingRule rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            EmSession session = new(current, linker, rule, options);
            if (session.Active.Count == 0)
            {
                notes.Add($"The training rule {rule.Sql} uses the columns of every comparison, so nothing can be learnt from its pairs.");
                continue;
            }

            if (session.Run(cancellation) is not { } result)
            {
                if (options.EmRules.Count > 0)
                {
                    throw new LinkageException($"The training rule {rule.Sql} finds no pairs; give one that does.");
                }

                notes.Add($"The rule {rule.Sql} finds no pairs to train on.");
                continue;
            }

            sessions.Add(session.Describe(result));
            for (int active = 0; active < session.Active.Count; active++)
            {
                int comparison = session.Active[active];
                for (int level = 0; level < estimates[comparison].Length; level++)
                {
                    double m = result.MProbabilities[active][level];
                    if (!double.IsNaN(m) && !model.Comparisons[comparison].Levels[level].IsNullLevel)
                    {
                        estimates[comparison][level].Add(m);
                    }
                }
            }

            current = WithMedians(model, estimates);
        }

        return current;
    }

    /// <summary>Sets each m to its median over the sessions, as Splink does, so that one bad block does not decide.</summary>
    private static LinkageModel WithMedians(LinkageModel model, List<double>[][] estimates) => model with
    {
        Comparisons = [.. model.Comparisons.Select((comparison, index) => comparison with
        {
            Levels = [.. comparison.Levels.Select((level, at) =>
                level.IsNullLevel || level.FixMProbability || level.MProbability is not null || estimates[index][at].Count == 0
                    ? level
                    : level with { MProbability = Median(estimates[index][at]) })],
        })],
    };

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
