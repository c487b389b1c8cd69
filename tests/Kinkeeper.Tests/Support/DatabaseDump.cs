using System.Globalization;
using System.Text;
using Kinkeeper.Features.Intake.Storing;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Support;

/// <summary>The content of an embedded database as comparable text.</summary>
public sealed class DatabaseDump
{
    private readonly string _file;

    private DatabaseDump(string file) => _file = file;

    public static DatabaseDump Of(string dataFolder) => new(Path.Combine(dataFolder, "kinkeeper.db"));

    /// <summary>Columns filled from the clock or random numbers, which differ in every run.</summary>
    private static readonly string[] OfTheRunItself = ["started_at", "finished_at", "record", "entry", "leaf_hash", "salt", "log_index"];

    /// <summary>Returns every table's rows in key order, without the columns filled from clock and random numbers.</summary>
    public string Everything()
    {
        StringBuilder text = new();
        foreach (string table in Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name"))
        {
            string[] columns = [.. Query($"SELECT name FROM pragma_table_info('{table}')").Where(column => !OfTheRunItself.Contains(column))];
            text.AppendLine(CultureInfo.InvariantCulture, $"== {table}");
            foreach (string row in Query($"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM {table} ORDER BY 1, 2"))
            {
                text.AppendLine(row);
            }
        }

        text.AppendLine("== indexes");
        foreach (string index in Query("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name"))
        {
            text.AppendLine(index);
        }

        return text.ToString();
    }

    public IReadOnlyList<string> Rows(string table) => Query($"SELECT * FROM {table} ORDER BY 1");

    public IReadOnlyList<string> Column(string table, string column) => Query($"SELECT \"{column}\" FROM {table} ORDER BY rowid");

    public IReadOnlyList<string> RawRows()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM raw_blocks ORDER BY import_id, first_row";
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.AddRange(RawBlockReader.Rows((byte[])reader.GetValue(0)).Select(row => Encoding.UTF8.GetString(row.Span)));
        }

        return rows;
    }

    private List<string> Query(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                object value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }

    private SqliteConnection Open()
    {
        SqliteConnection connection = new($"Data Source={_file};Pooling=False");
        connection.Open();
        return connection;
    }
}
