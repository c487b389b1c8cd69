namespace Kinkeeper.Linkage.Model;

/// <summary>How two records are compared on one matter: an ordered list of levels, of which a pair takes the first that holds.</summary>
public sealed record Comparison
{
    private const double UnobservedProbability = 1e-6;

    /// <summary>The name under which evidence and charts show it.</summary>
    public required string OutputColumnName { get; init; }

    /// <summary>Free text; null where the model gives none.</summary>
    public string? Description { get; init; }

    /// <summary>The levels, first match wins. At least one.</summary>
    public required IReadOnlyList<ComparisonLevel> Levels { get; init; }

    /// <summary>Our own comparison (key <c>kinkeeper</c> of the file), which Splink does not see.</summary>
    public bool IsExtension { get; init; }

    /// <summary>m of level <paramref name="index"/> as scoring uses it: the level's own, or Splink's default for its rank.</summary>
    /// <param name="index">Position in <see cref="Levels"/>.</param>
    /// <returns>0 to 1. For a null level 1.</returns>
    public double MProbability(int index) =>
        Levels[index].IsNullLevel ? 1 : Levels[index].MProbability ?? DefaultM(Rank(index));

    /// <summary>u of level <paramref name="index"/> as scoring uses it: the level's own, or Splink's default for its rank.</summary>
    /// <param name="index">Position in <see cref="Levels"/>.</param>
    /// <returns>0 to 1. For a null level 1.</returns>
    public double UProbability(int index) =>
        Levels[index].IsNullLevel ? 1 : Levels[index].UProbability ?? DefaultU(Rank(index));

    /// <summary>m / u of a level; 1 for a null level, positive infinity where u is 0.</summary>
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

    /// <summary>What training writes where a level was never seen and a probability is needed all the same (Splink: 1e-6).</summary>
    internal static double Unobserved => UnobservedProbability;

    private int LevelCount => Levels.Count(level => !level.IsNullLevel);

    /// <summary>Splink's comparison vector value: the lowest level is 0, a null level -1.</summary>
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

    // Splink 4, comparison_level.py, _default_m_values: 0.95 for the highest level, the rest shared out evenly.
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
