using System.Globalization;
using System.Text.Json.Nodes;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>
/// Splink 4's scoring as SQL in DuckDB, written from a settings file alone: an independent, slow answer for every pair.
/// It shares no code with the library's parser, compiler or scorer.
/// </summary>
internal sealed class SplinkSql : IDisposable
{
    private readonly DuckDb _database = new();
    private readonly JsonNode _settings;
    private readonly string _id;
    private readonly string[] _columns;
    private readonly JsonArray[] _comparisons;
    private readonly string[] _termFrequencyColumns;

    public SplinkSql(string settings, Table table)
    {
        _settings = JsonNode.Parse(settings)!;
        _id = (string)_settings["unique_id_column_name"]!;
        _columns = [.. table.ColumnNames];
        _comparisons = [.. _settings["comparisons"]!.AsArray().Select(comparison => comparison!["comparison_levels"]!.AsArray())];
        _termFrequencyColumns = [.. _comparisons.SelectMany(levels => levels).Select(TermFrequencyColumn).OfType<string>().Distinct()];
        _database.Create("records", _columns,
            Enumerable.Range(0, table.Rows).Select(row => _columns.Select(column => table.Value(row, column)).ToArray()));
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Scores the pairs of the blocking rules. NaN for a pair at a level without m or u.</summary>
    public List<ReferencePair> Score()
    {
        string factor = string.Join(
            " * ", _comparisons.Select((levels, number) => $"{BayesFactor(levels, number)} * {TermFrequencyFactor(levels, number)}"));
        string prior = Number((double)_settings["probability_two_random_records_match"]!);
        return [.. _database.Rows(
            $"{Levels(Rules())}, scored AS (SELECT id_l, id_r, {prior} / (1 - {prior}) * {factor} AS odds FROM levels) "
            + "SELECT id_l, id_r, log2(odds), odds / (1 + odds) FROM scored")
            .Select(row =>
                new ReferencePair((string)row[0]!, (string)row[1]!, row[2] as double? ?? double.NaN, row[3] as double? ?? double.NaN))];
    }

    /// <summary>Counts pairs by comparison and level, separately for pairs with the same and with different values in a column.</summary>
    public List<(int Comparison, int Level, bool Same, long Pairs)> CountLevels(string truth)
    {
        string counts = string.Join(" UNION ALL ", _comparisons.Select((_, number) =>
            $"SELECT {number}, level_{number}, \"{truth}_l\" = \"{truth}_r\", COUNT(*) FROM levels GROUP BY ALL"));
        return [.. _database.Rows($"{Levels("TRUE")} {counts}")
            .Select(row => (Convert.ToInt32(row[0], CultureInfo.InvariantCulture), Convert.ToInt32(row[1], CultureInfo.InvariantCulture),
                (bool)row[2]!, (long)row[3]!))];
    }

    private string Rules() =>
        string.Join(" OR ", _settings["blocking_rules_to_generate_predictions"]!.AsArray().Select(rule => $"({rule!["blocking_rule"]})"));

    /// <summary>
    /// Returns a WITH clause that ends in a table <c>levels</c>: ids, values, term frequencies, and the level of each
    /// comparison.
    /// </summary>
    private string Levels(string condition)
    {
        string frequencies = string.Concat(_termFrequencyColumns.Select(column =>
            $"\"tf_{column}\" AS (SELECT \"{column}\" AS value, COUNT(*) / (SELECT COUNT(\"{column}\") FROM records) AS share FROM "
                + $"records WHERE \"{column}\" IS NOT NULL GROUP BY ALL), "));
        string shares = string.Concat(_termFrequencyColumns.Select(column => $", \"tf_{column}\".share AS \"tf_{column}\""));
        string joins = string.Concat(
            _termFrequencyColumns.Select(column => $" LEFT JOIN \"tf_{column}\" ON records.\"{column}\" = \"tf_{column}\".value"));
        IEnumerable<string> values = [.. _columns, .. _termFrequencyColumns.Select(column => $"tf_{column}")];
        string both = string.Concat(values.Select(column => $", l.\"{column}\" AS \"{column}_l\", r.\"{column}\" AS \"{column}_r\""));
        string levels = string.Concat(_comparisons.Select((each, number) => $", CASE {Cases(each)} END AS level_{number}"));
        return $"WITH {frequencies}known AS (SELECT records.*{shares} FROM records{joins}), "
            +
                $"pairs AS (SELECT l.\"{_id}\" AS id_l, r.\"{_id}\" AS id_r{both} FROM known l JOIN known r ON l.place < r.place AND "
                + $"({condition})), "
            + $"levels AS (SELECT *{levels} FROM pairs)";
    }

    private static string Cases(JsonArray levels) =>
        string.Join(' ', levels.Select((level, at) => Condition(level!) is { } sql ? $"WHEN {sql} THEN {at}" : $"ELSE {at}"));

    private static string BayesFactor(JsonArray levels, int number) => Case(number, levels.Select((level, at) =>
        (at, IsNull(level!) ? "1" : $"{Number((double?)level!["m_probability"])} / {Number((double?)level["u_probability"])}")));

    /// <summary>
    /// Returns (u of the exact match / the larger term frequency) to the power of the level's weight (comparison_level.py).
    /// </summary>
    private static string TermFrequencyFactor(JsonArray levels, int number) => Case(number, levels.Select((level, at) =>
    {
        if (TermFrequencyColumn(level) is not { } column)
        {
            return (at, "1");
        }

        double exact = (double)levels.First(
            other => (string?)other!["sql_condition"] == $"\"{column}_l\" = \"{column}_r\"")!["u_probability"]!;
        double least = (double?)level!["tf_minimum_u_value"] ?? 0;
        double weight = (double?)level["tf_adjustment_weight"] ?? 1;
        return (at, $"pow({Number(exact)} / greatest(\"tf_{column}_l\", \"tf_{column}_r\", {Number(least)}), {Number(weight)})");
    }));

    private static string Case(int number, IEnumerable<(int Level, string Sql)> cases) =>
        $"(CASE level_{number} {string.Join(' ', cases.Select(each => $"WHEN {each.Level} THEN {each.Sql}"))} END)";

    private static string? Condition(JsonNode level) => (string)level["sql_condition"]! is var sql && sql == "ELSE" ? null : sql;

    private static bool IsNull(JsonNode level) => (bool?)level["is_null_level"] ?? false;

    private static string? TermFrequencyColumn(JsonNode? level) => (string?)level!["tf_adjustment_column"];

    /// <summary>Writes a number; NULL, and so an unknown score, for a probability that the model lacks.</summary>
    private static string Number(double? number) =>
        number is { } known ? $"CAST('{known.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)" : "NULL";
}
