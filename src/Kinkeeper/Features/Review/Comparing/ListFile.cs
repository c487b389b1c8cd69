using Kinkeeper.Features.Intake;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One row of a list, by its format's own column names; empty cells are left out.</summary>
/// <param name="Row">Its number in the file, from 1.</param>
/// <param name="Cells">What it holds.</param>
public sealed record ListRow(long Row, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The same cells, wherever the row stands.</summary>
    public bool Equals(ListRow? other) =>
        other is not null && Cells.Count == other.Cells.Count && Cells.All(cell => other.Cells.TryGetValue(cell.Key, out string? value) && value == cell.Value);

    public override int GetHashCode() => Cells.Count;
}

/// <summary>Reads a version of a list in any format that can be imported, by what identifies its rows.</summary>
public static class ListFile
{
    /// <summary>What identifies a row where nobody says: the row's own id, or else the people in it. A running number changes from version to version.</summary>
    private static readonly string[] Ids = ["record_id", "decision_id", "removal_id"];

    /// <param name="path">The file.</param>
    /// <param name="format">A format's name, such as <c>task-force-list</c>.</param>
    /// <param name="key">Columns that identify a row; null for those that the format has for it.</param>
    /// <exception cref="RefusalException">The file or a column cannot be read, or two rows are the same by their key.</exception>
    public static IReadOnlyDictionary<string, ListRow> Read(string path, string format, IReadOnlyList<string>? key)
    {
        RowFormat known = RowFormat.Find(format);
        string[] columns = [.. known.Columns];
        int[] keyed = [.. (key ?? Default(known)).Select(column => Array.IndexOf(columns, column) is >= 0 and int index ? index : throw NoColumn(column, known))];
        using RowReader reader = RowReader.Open(path, known.IsHeader);
        int[] fields = known.Map(reader, path);
        Dictionary<string, ListRow> rows = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.Problem is { } problem)
            {
                throw new RefusalException("list-unreadable", $"{Path.GetFileName(path)}, line {reader.LineNumber}: {problem}");
            }

            Dictionary<string, string> cells = new(StringComparer.Ordinal);
            for (int column = 0; column < columns.Length; column++)
            {
                string text = fields[column] >= 0 && fields[column] < reader.FieldCount ? reader.Text(fields[column]).Trim() : string.Empty;
                if (text.Length > 0)
                {
                    cells[columns[column]] = text;
                }
            }

            string name = string.Join(" / ", keyed.Select(column => cells.GetValueOrDefault(columns[column], "-")));
            if (!rows.TryAdd(name, new ListRow(reader.RowNumber, cells)))
            {
                throw new RefusalException(
                    "list-key-twice",
                    $"{Path.GetFileName(path)} has two rows with the same {string.Join(" and ", keyed.Select(column => columns[column]))}: rows {rows[name].Row} and {reader.RowNumber}. Name columns that tell them apart with --key.");
            }
        }

        return rows;
    }

    /// <summary>The columns in which two versions of a row differ.</summary>
    public static IReadOnlyList<string> ChangedColumns(ListRow first, ListRow second) =>
        [.. first.Cells.Keys.Union(second.Cells.Keys).Where(column => first.Cells.GetValueOrDefault(column) != second.Cells.GetValueOrDefault(column)).Order(StringComparer.Ordinal)];

    private static string[] Default(RowFormat format)
    {
        string? id = Ids.FirstOrDefault(format.Columns.Contains);
        string[] people = [.. format.Columns.Where(column => column.EndsWith("a_number", StringComparison.Ordinal))];
        return id is not null ? [id] : people.Length > 0 ? people : throw new RefusalException(
            "list-key-unknown", $"Nothing in {format.Name} identifies a row by itself. Name the columns that do with --key, separated by commas: {string.Join(", ", format.Columns)}");
    }

    private static RefusalException NoColumn(string column, RowFormat format) =>
        new("list-column-unknown", $"{format.Name} has no column \"{column}\". It has: {string.Join(", ", format.Columns)}");
}
