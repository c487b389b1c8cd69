namespace Kinkeeper.Linkage.Model;

/// <summary>One degree of agreement in a <see cref="Comparison"/>. The first level whose condition is true applies.</summary>
/// <remarks>
/// The fields are those of a level in a Splink 4 settings file. A level without a probability takes Splink's default for
/// its rank (<see cref="Comparison.MProbability"/>, <see cref="Comparison.UProbability"/>).
/// </remarks>
public sealed record ComparisonLevel
{
    /// <summary>The condition, in DuckDB's SQL over columns ending in <c>_l</c> and <c>_r</c>; or <c>ELSE</c>.</summary>
    public required string SqlCondition { get; init; }

    /// <summary>The name in charts and evidence; null to use the condition.</summary>
    public string? LabelForCharts { get; init; }

    /// <summary>Share of matching pairs in this level, 0 to 1; null if not estimated.</summary>
    public double? MProbability { get; init; }

    /// <summary>Share of non-matching pairs in this level, 0 to 1; null if not estimated.</summary>
    public double? UProbability { get; init; }

    /// <summary>True if the level means that a value is missing. Its Bayes factor is 1 whatever the probabilities.</summary>
    public bool IsNullLevel { get; init; }

    /// <summary>True if training keeps <see cref="MProbability"/>.</summary>
    public bool FixMProbability { get; init; }

    /// <summary>True if training keeps <see cref="UProbability"/>.</summary>
    public bool FixUProbability { get; init; }

    /// <summary>The column whose term frequency replaces the average u; null for none.</summary>
    public string? TfAdjustmentColumn { get; init; }

    /// <summary>Strength of the adjustment: the exponent of (u / frequency). 1 is full, 0 is none.</summary>
    public double TfAdjustmentWeight { get; init; } = 1;

    /// <summary>The lowest term frequency to use, so that a single rare value is not overrated. 0 for none.</summary>
    public double TfMinimumUValue { get; init; }

    /// <summary>True if the adjustment uses this level's own u, not the u of the exact-match level.</summary>
    public bool DisableTfExactMatchDetection { get; init; }

    /// <summary>True if the condition is <c>ELSE</c>.</summary>
    public bool IsElse => SqlCondition.AsSpan().Trim().Equals("ELSE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The label, or the condition if there is no label.</summary>
    public string Label => LabelForCharts ?? SqlCondition;
}
