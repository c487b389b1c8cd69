namespace Kinkeeper.Linkage.Model;

/// <summary>
/// A comparison of two records in one field: an ordered list of levels. A pair takes the first level whose condition holds.
/// </summary>
public sealed record Comparison
{
    private const double UnobservedProbability = 1e-6;

    /// <summary>The name in evidence and charts.</summary>
    public required string OutputColumnName { get; init; }

    /// <summary>Free text; null if the model has none.</summary>
    public string? Description { get; init; }

    /// <summary>The levels. The first match wins. At least one.</summary>
    public required IReadOnlyList<ComparisonLevel> Levels { get; init; }

    /// <summary>True for our own comparisons (key <c>kinkeeper</c> of the file), which Splink does not see.</summary>
    public bool IsExtension { get; init; }

    /// <summary>Returns m of a level as scoring uses it: the level's own, or Splink's default for its rank.</summary>
    /// <param name="index">Position in <see cref="Levels"/>.</param>
    /// <returns>0 to 1. 1 for a null level.</returns>
    public double MProbability(int index) =>
        Levels[index].IsNullLevel ? 1 : Levels[index].MProbability ?? DefaultM(Rank(index));

    /// <summary>Returns u of a level as scoring uses it: the level's own, or Splink's default for its rank.</summary>
    /// <param name="index">Position in <see cref="Levels"/>.</param>
    /// <returns>0 to 1. 1 for a null level.</returns>
    public double UProbability(int index) =>
        Levels[index].IsNullLevel ? 1 : Levels[index].UProbability ?? DefaultU(Rank(index));

    /// <summary>Returns m / u of a level: 1 for a null level, positive infinity if u is 0.</summary>
    /// <param name="index">Position in <see cref="Levels"/>.</param>
    public double BayesFactor(int index)
    {
        if (Levels[index].IsNullLevel)
        {
            return 1;
        }

        double u = UProbability(index);
        return u == 0 ? double.PositiveInfinity : MProbability(index) / u;
    }

    /// <summary>The probability that training uses for a level it never saw (Splink: 1e-6).</summary>
    internal static double Unobserved => UnobservedProbability;

    private int LevelCount => Levels.Count(level => !level.IsNullLevel);

    /// <summary>Returns Splink's comparison vector value: 0 for the lowest level, -1 for a null level.</summary>
    internal int Rank(int index)
    {
        if (Levels[index].IsNullLevel)
        {
            return -1;
        }

        int below = 0;
        for (int other = index + 1; other < Levels.Count; other++)
        {
            below += Levels[other].IsNullLevel ? 0 : 1;
        }

        return below;
    }

    // Splink 4, comparison_level.py, _default_m_values: 0.95 for the highest level, the rest divided evenly.
    private double DefaultM(int rank)
    {
        const double exact = 0.95;
        int count = LevelCount;
        return rank == count - 1 ? exact : (1 - exact) / (count - 1);
    }

    // Splink 4, comparison_level.py, _default_u_values: weights from -5 to 3 in even steps, 10 for the highest level.
    private double DefaultU(int rank)
    {
        int count = LevelCount;
        double weight = rank == count - 1 ? 10
            : count <= 2 ? -5
            : -5 + rank * (8.0 / (count - 2));
        return DefaultM(rank) / Math.Pow(2, weight);
    }
}
