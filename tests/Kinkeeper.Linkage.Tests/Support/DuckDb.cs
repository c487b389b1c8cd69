using DuckDB.NET.Data;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>DuckDB in memory, the oracle for the meaning of SQL.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDb() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    /// <summary>Creates a table of text columns; null is NULL.</summary>
    public void Create(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        Run($"CREATE OR REPLACE TABLE {name} (place BIGINT, {string.Join(", ", columns.Select(column => $"\"{column}\" VARCHAR"))})");
        using DuckDBAppender appender = _connection.CreateAppender(name);
        long place = 0;
        foreach (IReadOnlyList<string?> values in rows)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(place++);
            foreach (string? value in values)
            {
                row = value is null ? row.AppendNullValue() : row.AppendValue(value);
            }

            row.EndRow();
        }
    }

    public void Run(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Returns all rows of a query; NULL is null.</summary>
    public List<object?[]> Rows(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<object?[]> rows = [];
        while (reader.Read())
        {
            object?[] row = new object?[reader.FieldCount];
            for (int field = 0; field < row.Length; field++)
            {
                row[field] = reader.IsDBNull(field) ? null : reader.GetValue(field);
            }

            rows.Add(row);
        }

        return rows;
    }
}
