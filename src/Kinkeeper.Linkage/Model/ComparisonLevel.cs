namespace Kinkeeper.Linkage.Model;

/// <summary>One degree of agreement within a <see cref="Comparison"/>, decided by the first condition that is true.</summary>
/// <remarks>
/// The fields are those of a level in a Splink 4 settings file. A level without a probability takes Splink's default for
/// its rank (<see cref="Comparison.MProbability"/>, <see cref="Comparison.UProbability"/>).
/// </remarks>
public sealed record ComparisonLevel
{
    /// <summary>The condition, in DuckDB's SQL over columns ending in <c>_l</c> and <c>_r</c>; or <c>ELSE</c>.</summary>
    public required string SqlCondition { get; init; }

    /// <summary>What charts and evidence call the level; null for the condition itself.</summary>
    public string? LabelForCharts { get; init; }

    /// <summary>Share of matching pairs that fall into this level, 0 to 1; null where nobody has estimated it.</summary>
    public double? MProbability { get; init; }

    /// <summary>Share of non-matching pairs that fall into this level, 0 to 1; null where nobody has estimated it.</summary>
    public double? UProbability { get; init; }

    /// <summary>The level says that a value is missing: its Bayes factor is 1 whatever the probabilities.</summary>
    public bool IsNullLevel { get; init; }

    /// <summary>Training leaves <see cref="MProbability"/> as it is.</summary>
    public bool FixMProbability { get; init; }

    /// <summary>Training leaves <see cref="UProbability"/> as it is.</summary>
    public bool FixUProbability { get; init; }

    /// <summary>The column whose value's frequency replaces the average u; null for none.</summary>
    public string? TfAdjustmentColumn { get; init; }

    /// <summary>How much of the adjustment is applied: the exponent of (u / frequency). 1 is all, 0 none.</summary>
    public double TfAdjustmentWeight { get; init; } = 1;

    /// <summary>Frequencies below this count as this, so that a single odd value is not overrated. 0 for no floor.</summary>
    public double TfMinimumUValue { get; init; }

    /// <summary>The adjustment is measured against this level's own u, not against the exact-match level's.</summary>
    public bool DisableTfExactMatchDetection { get; init; }

    /// <summary>The condition is <c>ELSE</c>.</summary>
    public bool IsElse => SqlCondition.AsSpan().Trim().Equals("ELSE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The label, or the condition where there is none.</summary>
    public string Label => LabelForCharts ?? SqlCondition;
}
