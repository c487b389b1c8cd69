using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Train;

/// <summary>A pair with a known answer.</summary>
/// <param name="First">The id of one record, as outputs write it.</param>
/// <param name="Second">The id of the other record.</param>
/// <param name="Matches">True if the two match.</param>
public readonly record struct LabelledPair(string First, string Second, bool Matches);

/// <summary>Options of training.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Rules that hardly ever join two different persons. With <see cref="Recall"/> they give the probability that two random
    /// records match. If empty, the model's own is used; if it has none, the conjunctions of any two of its blocking rules.
    /// </summary>
    public IReadOnlyList<string> DeterministicRules { get; init; } = [];

    /// <summary>Share of all matching pairs that the deterministic rules find, above 0 and at most 1. A guess is enough.</summary>
    public double Recall { get; init; } = 0.7;

    /// <summary>Rules on whose pairs m is estimated, one session each. If empty, the model's blocking rules.</summary>
    public IReadOnlyList<string> EmRules { get; init; } = [];

    /// <summary>Number of random pairs for estimating u. If there are no more pairs than this, all are used.</summary>
    public long MostRandomPairs { get; init; } = 1_000_000;

    /// <summary>Approximate number of pairs that a session uses. More pairs are thinned out evenly.</summary>
    public long MostPairsPerSession { get; init; } = 1_000_000;

    /// <summary>Seed of the random pairs. The same seed gives the same model.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Known pairs. If any of them match, m comes from them instead of expectation-maximisation.</summary>
    public IReadOnlyList<LabelledPair> Labels { get; init; } = [];

    /// <summary>Number of threads; 0 for one per processor. The result is the same for any number.</summary>
    public int Threads { get; init; }

    /// <summary>Receives the progress of training; null for nobody.</summary>
    public IProgress<LinkageProgress>? Progress { get; init; }
}

/// <summary>The result of training.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="Linker">The records with the trained model, ready to score.</param>
/// <param name="Sessions">The expectation-maximisation sessions.</param>
/// <param name="Notes">What could not be estimated, one sentence each.</param>
public sealed record TrainingResult(
    LinkageModel Model, Linker Linker, IReadOnlyList<TrainingSession> Sessions, IReadOnlyList<string> Notes);

/// <summary>One session of expectation-maximisation.</summary>
/// <param name="Rule">The blocking rule whose pairs it used.</param>
/// <param name="Comparisons">The comparisons whose m it estimated.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Patterns">Number of distinct combinations of levels and term frequencies.</param>
/// <param name="Iterations">Number of iterations.</param>
/// <param name="Converged">True if it converged.</param>
/// <param name="MatchShare">Share of its pairs that match.</param>
public sealed record TrainingSession(
    string Rule, IReadOnlyList<string> Comparisons, long Pairs, int Patterns, int Iterations, bool Converged, double MatchShare);
