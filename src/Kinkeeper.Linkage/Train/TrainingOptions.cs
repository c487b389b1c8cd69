using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>A pair of which somebody knows whether it matches.</summary>
/// <param name="First">A record's id, as outputs write it.</param>
/// <param name="Second">The other record's id.</param>
/// <param name="Matches">Whether the two belong together.</param>
public readonly record struct LabelledPair(string First, string Second, bool Matches);

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Rules that hardly ever join two different persons. With <see cref="Recall"/> they give the chance that two random
    /// records match; empty: the model's own, or where it has none the conjunctions of any two of its blocking rules.
    /// </summary>
    public IReadOnlyList<string> DeterministicRules { get; init; } = [];

    /// <summary>The share of all matching pairs that the deterministic rules find, above 0 and at most 1. A guess is enough.</summary>
    public double Recall { get; init; } = 0.7;

    /// <summary>The rules on whose pairs m is estimated, one session each; empty: the model's blocking rules.</summary>
    public IReadOnlyList<string> EmRules { get; init; } = [];

    /// <summary>How many random pairs u is estimated from. All pairs are used where there are no more than this.</summary>
    public long MostRandomPairs { get; init; } = 1_000_000;

    /// <summary>A session looks at about this many pairs of its rule; more are thinned out evenly.</summary>
    public long MostPairsPerSession { get; init; } = 1_000_000;

    /// <summary>The seed of the random pairs. The same seed gives the same model.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Known pairs. Where there are some that match, m comes from them and not from expectation-maximisation.</summary>
    public IReadOnlyList<LabelledPair> Labels { get; init; } = [];

    /// <summary>How many threads; 0 for one per processor. The result is the same for any number.</summary>
    public int Threads { get; init; }

    /// <summary>Told how far training is; null for nobody.</summary>
    public IProgress<LinkageProgress>? Progress { get; init; }
}

/// <summary>What training did.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="Linker">The records under the trained model, ready to score.</param>
/// <param name="Sessions">The expectation-maximisation sessions.</param>
/// <param name="Notes">What could not be estimated, in plain sentences.</param>
public sealed record TrainingResult(LinkageModel Model, Linker Linker, IReadOnlyList<TrainingSession> Sessions, IReadOnlyList<string> Notes);

/// <summary>One session of expectation-maximisation.</summary>
/// <param name="Rule">The blocking rule whose pairs it saw.</param>
/// <param name="Comparisons">The comparisons whose m it estimated.</param>
/// <param name="Pairs">How many pairs it saw.</param>
/// <param name="Patterns">How many different combinations of levels and frequencies there were.</param>
/// <param name="Iterations">How many rounds it took.</param>
/// <param name="Converged">Whether it came to rest.</param>
/// <param name="MatchShare">The share of its pairs that match.</param>
public sealed record TrainingSession(string Rule, IReadOnlyList<string> Comparisons, long Pairs, int Patterns, int Iterations, bool Converged, double MatchShare);
