using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Kinkeeper.Linkage.Model;

namespace Kinkeeper.Bench.Linkage;

/// <summary>
/// Runs a model as the SQL that Splink 4 runs on DuckDB: blocking as a UNION ALL in which each rule omits the pairs of earlier
/// rules, levels as CASE, the product of Bayes factors and term frequencies, and its log2. It does less work than Splink: ids are
/// not materialised and joined back, and only the sum of the weights leaves the database.
/// </summary>
internal sealed class SqlOpponent : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly LinkageModel _model;

    public SqlOpponent(LinkageModel model, string csv, int threads)
    {
        _model = model;
        _connection.Open();
        Run($"SET threads = {threads}");
        Run("SET preserve_insertion_order = false");
        Run($"CREATE TABLE records AS SELECT * REPLACE (CAST(\"{model.UniqueIdColumnName}\" AS BIGINT) AS \"{model.UniqueIdColumnName}\") FROM read_csv('{csv}', all_varchar = true, header = true)");
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Blocks and scores.</summary>
    public (long Pairs, double WeightSum) BlockAndScore()
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = Sql();
        using DuckDBDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetDouble(1));
    }

    private void Run(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string Sql()
    {
        string[] tfColumns = [.. _model.Comparisons.SelectMany(c => c.Levels).Select(l => l.TfAdjustmentColumn).OfType<string>().Distinct()];
        StringBuilder sql = new("WITH ");
        foreach (string column in tfColumns)
        {
            sql.Append(CultureInfo.InvariantCulture, $"tf_{column} AS (SELECT \"{column}\", CAST(count(*) AS DOUBLE) / (SELECT count(\"{column}\") FROM records) AS tf FROM records WHERE \"{column}\" IS NOT NULL GROUP BY \"{column}\"), ");
        }

        sql.Append("df AS MATERIALIZED (SELECT records.*");
        foreach (string column in tfColumns)
        {
            sql.Append(CultureInfo.InvariantCulture, $", tf_{column}.tf AS \"tf_{column}\"");
        }

        sql.Append(" FROM records");
        foreach (string column in tfColumns)
        {
            sql.Append(CultureInfo.InvariantCulture, $" LEFT JOIN tf_{column} ON records.\"{column}\" = tf_{column}.\"{column}\"");
        }

        string[] columns = [.. _model.Comparisons.Select(c => c.OutputColumnName)];
        string selected = string.Join(", ", columns.Concat(tfColumns.Select(c => "tf_" + c)).SelectMany(c => (string[])[$"l.\"{c}\" AS \"{c}_l\"", $"r.\"{c}\" AS \"{c}_r\""]));
        sql.Append("), pairs AS (");
        string id = _model.UniqueIdColumnName;
        for (int rule = 0; rule < _model.BlockingRules.Count; rule++)
        {
            sql.Append(rule > 0 ? " UNION ALL " : "");
            sql.Append(CultureInfo.InvariantCulture, $"SELECT {selected} FROM df AS l INNER JOIN df AS r ON ({_model.BlockingRules[rule].Sql}) WHERE l.\"{id}\" < r.\"{id}\"");
            if (rule > 0)
            {
                string earlier = string.Join(" OR ", _model.BlockingRules.Take(rule).Select(r => $"coalesce(({r.Sql}), false)"));
                sql.Append(CultureInfo.InvariantCulture, $" AND NOT ({earlier})");
            }
        }

        sql.Append("), vectors AS (SELECT *");
        foreach (Comparison comparison in _model.Comparisons)
        {
            sql.Append(", CASE ");
            for (int level = 0; level < comparison.Levels.Count; level++)
            {
                sql.Append(comparison.Levels[level].IsElse ? $"ELSE {level} " : $"WHEN {comparison.Levels[level].SqlCondition} THEN {level} ");
            }

            sql.Append(CultureInfo.InvariantCulture, $"END AS \"gamma_{comparison.OutputColumnName}\"");
        }

        sql.Append(" FROM pairs), parts AS (SELECT ");
        List<string> factors = [];
        foreach (Comparison comparison in _model.Comparisons)
        {
            string gamma = $"\"gamma_{comparison.OutputColumnName}\"";
            sql.Append("CASE ");
            for (int level = 0; level < comparison.Levels.Count; level++)
            {
                sql.Append(CultureInfo.InvariantCulture, $"WHEN {gamma} = {level} THEN cast({comparison.BayesFactor(level):R} AS DOUBLE) ");
            }

            sql.Append(CultureInfo.InvariantCulture, $"END AS \"bf_{comparison.OutputColumnName}\", ");
            factors.Add($"\"bf_{comparison.OutputColumnName}\"");
            int exact = comparison.Levels.ToList().FindIndex(level => level.TfAdjustmentColumn is not null);
            if (exact >= 0)
            {
                string tf = comparison.Levels[exact].TfAdjustmentColumn!;
                sql.Append(CultureInfo.InvariantCulture, $"CASE WHEN {gamma} = {exact} THEN (CASE WHEN coalesce(\"tf_{tf}_l\", \"tf_{tf}_r\") IS NOT NULL THEN pow(cast({comparison.UProbability(exact):R} AS DOUBLE) / (CASE WHEN coalesce(\"tf_{tf}_l\", \"tf_{tf}_r\") >= coalesce(\"tf_{tf}_r\", \"tf_{tf}_l\") THEN coalesce(\"tf_{tf}_l\", \"tf_{tf}_r\") ELSE coalesce(\"tf_{tf}_r\", \"tf_{tf}_l\") END), 1.0) ELSE 1.0 END) ELSE cast(1 AS DOUBLE) END AS \"bf_tf_{comparison.OutputColumnName}\", ");
                factors.Add($"\"bf_tf_{comparison.OutputColumnName}\"");
            }
        }

        double prior = _model.Prior / (1 - _model.Prior);
        string product = $"cast({prior.ToString("R", CultureInfo.InvariantCulture)} AS DOUBLE) * {string.Join(" * ", factors)}";
        sql.Append(CultureInfo.InvariantCulture, $"1 AS one FROM vectors), scored AS (SELECT log2({product}) AS match_weight, ({product}) / (1 + ({product})) AS match_probability FROM parts) ");
        sql.Append("SELECT count(*), sum(match_weight) FROM scored WHERE match_probability >= 0");
        return sql.ToString();
    }
}
