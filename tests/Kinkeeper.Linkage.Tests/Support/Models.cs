using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>Small models and tables.</summary>
internal static class Models
{
    /// <summary>Returns a comparison of three levels: null, exact match, anything else. Without probabilities unless given.</summary>
    public static Comparison Exact(string column, double? m = null, double? u = null, string? tf = null) => new()
    {
        OutputColumnName = column,
        Levels =
        [
            new() { SqlCondition = $"{column}_l IS NULL OR {column}_r IS NULL", IsNullLevel = true },
            new() { SqlCondition = $"{column}_l = {column}_r", LabelForCharts = "exact", MProbability = m, UProbability = u,
                TfAdjustmentColumn = tf },
            new() { SqlCondition = "ELSE", LabelForCharts = "other", MProbability = 1 - m, UProbability = 1 - u },
        ],
    };

    public static LinkageModel Of(IEnumerable<string> rules, params Comparison[] comparisons) => new()
    {
        UniqueIdColumnName = "id",
        ProbabilityTwoRandomRecordsMatch = 0.01,
        BlockingRules = [.. rules.Select(rule => new BlockingRule(rule))],
        Comparisons = comparisons,
    };

    /// <summary>Returns a table whose first column is the id, numbered from 1.</summary>
    public static Table Numbered(string name, string[] columns, IEnumerable<string?[]> rows)
    {
        Table table = new(name, ["id", .. columns]);
        foreach (string?[] row in rows)
        {
            table.Add([(table.Rows + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), .. row]);
        }

        return table;
    }
}
