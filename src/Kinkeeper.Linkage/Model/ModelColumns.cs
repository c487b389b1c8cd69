using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Model;

/// <summary>Lists the input columns that a model uses.</summary>
public static class ModelColumns
{
    /// <summary>Returns the id, the source, and every column that a rule, a condition or a term-frequency adjustment names.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="LinkageException">A condition cannot be compiled.</exception>
    public static IReadOnlyCollection<string> Of(LinkageModel model)
    {
        HashSet<string> columns = new(StringComparer.OrdinalIgnoreCase) { model.UniqueIdColumnName };
        if (model.LinkType != LinkType.DedupeOnly)
        {
            columns.Add(model.SourceDatasetColumnName);
        }

        foreach (BlockingRule rule in model.BlockingRules)
        {
            Add(columns, SqlParser.Rule(rule.Sql, "the blocking rules"));
        }

        foreach (Comparison comparison in model.Comparisons)
        {
            columns.UnionWith(OfComparison(comparison));
        }

        return columns;
    }

    /// <summary>Returns the columns that a blocking rule names.</summary>
    /// <param name="sql">The rule.</param>
    public static IReadOnlyCollection<string> OfRule(string sql)
    {
        HashSet<string> columns = new(StringComparer.OrdinalIgnoreCase);
        Add(columns, SqlParser.Rule(sql, "the training rules"));
        return columns;
    }

    /// <summary>Returns the columns that a comparison names.</summary>
    internal static IReadOnlyCollection<string> OfComparison(Comparison comparison)
    {
        HashSet<string> columns = new(StringComparer.OrdinalIgnoreCase);
        foreach (ComparisonLevel level in comparison.Levels)
        {
            if (!level.IsElse)
            {
                Add(columns, SqlParser.Condition(level.SqlCondition, $"comparison \"{comparison.OutputColumnName}\""));
            }

            if (level.TfAdjustmentColumn is { } tf)
            {
                columns.Add(tf);
            }
        }

        return columns;
    }

    private static void Add(HashSet<string> columns, SqlNode node) =>
        columns.UnionWith(node.Descendants().OfType<SqlColumn>().Select(column => column.Name));
}
