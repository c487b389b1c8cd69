using Kinkeeper.Linkage.Model;

namespace Kinkeeper.Bench.Linkage;

/// <summary>The models of the benchmarks: the comparisons that Splink's library makes for persons.</summary>
internal static class BenchModels
{
    /// <summary>Tight rules: about two pairs per record.</summary>
    public static LinkageModel Sparse => Model(
        """l."a_number" = r."a_number" """,
        """l."given_name" = r."given_name" AND l."surname_1" = r."surname_1" """,
        """l."date_of_birth" = r."date_of_birth" AND l."surname_1" = r."surname_1" """,
        """l."date_of_birth" = r."date_of_birth" AND l."given_name" = r."given_name" """);

    /// <summary>Loose rules: about ten pairs per record.</summary>
    public static LinkageModel Dense => Model(
        """l."a_number" = r."a_number" """,
        """l."given_name" = r."given_name" AND l."surname_1" = r."surname_1" """,
        """l."surname_1" = r."surname_1" AND l."surname_2" = r."surname_2" """,
        """l."date_of_birth" = r."date_of_birth" AND l."citizenship" = r."citizenship" """,
        """l."surname_1" = r."surname_1" AND l."sex" = r."sex" AND SUBSTR(l."date_of_birth", 1, 4) = SUBSTR(r."date_of_birth", 1, 4) """);

    private static LinkageModel Model(params string[] rules) => new()
    {
        UniqueIdColumnName = "record_id",
        ProbabilityTwoRandomRecordsMatch = 1e-6,
        BlockingRules = [.. rules.Select(rule => new BlockingRule(rule.Trim()))],
        Comparisons =
        [
            Name("given_name", 0.004), Name("surname_1", 0.001), Name("surname_2", 0.001), Date(),
            Exact("sex", 0.95, 0.52, tf: false), Exact("citizenship", 0.95, 0.2, tf: true), Exact("sector", 0.7, 0.05, tf: false), Exact("a_number", 0.9, 1e-6, tf: false),
        ],
    };

    private static Comparison Name(string column, double u) => new()
    {
        OutputColumnName = column,
        Levels =
        [
            Missing(column),
            new() { SqlCondition = $"\"{column}_l\" = \"{column}_r\"", MProbability = 0.75, UProbability = u, TfAdjustmentColumn = column },
            new() { SqlCondition = $"jaro_winkler_similarity(\"{column}_l\", \"{column}_r\") >= 0.92", MProbability = 0.15, UProbability = 0.002 },
            new() { SqlCondition = $"jaro_winkler_similarity(\"{column}_l\", \"{column}_r\") >= 0.88", MProbability = 0.03, UProbability = 0.003 },
            new() { SqlCondition = $"jaro_winkler_similarity(\"{column}_l\", \"{column}_r\") >= 0.7", MProbability = 0.02, UProbability = 0.03 },
            new() { SqlCondition = "ELSE", MProbability = 0.05, UProbability = 0.96 },
        ],
    };

    private static Comparison Date()
    {
        const string difference = "ABS(EPOCH(try_strptime(\"date_of_birth_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"date_of_birth_r\", '%Y-%m-%d')))";
        return new Comparison
        {
            OutputColumnName = "date_of_birth",
            Levels =
            [
                new() { SqlCondition = "try_strptime(\"date_of_birth_l\", '%Y-%m-%d') IS NULL OR try_strptime(\"date_of_birth_r\", '%Y-%m-%d') IS NULL", IsNullLevel = true },
                new() { SqlCondition = "\"date_of_birth_l\" = \"date_of_birth_r\"", MProbability = 0.9, UProbability = 0.00005 },
                new() { SqlCondition = "damerau_levenshtein(\"date_of_birth_l\", \"date_of_birth_r\") <= 1", MProbability = 0.04, UProbability = 0.001 },
                new() { SqlCondition = $"{difference} <= 2629800.0", MProbability = 0.02, UProbability = 0.002 },
                new() { SqlCondition = $"{difference} <= 31557600.0", MProbability = 0.02, UProbability = 0.03 },
                new() { SqlCondition = $"{difference} <= 315576000.0", MProbability = 0.01, UProbability = 0.3 },
                new() { SqlCondition = "ELSE", MProbability = 0.01, UProbability = 0.6 },
            ],
        };
    }

    private static Comparison Exact(string column, double m, double u, bool tf) => new()
    {
        OutputColumnName = column,
        Levels =
        [
            Missing(column),
            new() { SqlCondition = $"\"{column}_l\" = \"{column}_r\"", MProbability = m, UProbability = u, TfAdjustmentColumn = tf ? column : null },
            new() { SqlCondition = "ELSE", MProbability = 1 - m, UProbability = 1 - u },
        ],
    };

    private static ComparisonLevel Missing(string column) => new() { SqlCondition = $"\"{column}_l\" IS NULL OR \"{column}_r\" IS NULL", IsNullLevel = true };
}
