using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One row of a list.</summary>
/// <param name="Row">Its number in the list, from 1.</param>
/// <param name="Cells">Its cells by column of the format. Null for an empty cell.</param>
public sealed record ListRow(long Row, IReadOnlyList<string?> Cells)
{
    /// <summary>Compares only the cells, not the row's number.</summary>
    public bool Equals(ListRow? other) => other is not null && Cells.SequenceEqual(other.Cells, StringComparer.Ordinal);

    public override int GetHashCode() => Cells.Count;
}

/// <summary>A change in one column of a row.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="First">The old value. Null if the cell was empty.</param>
/// <param name="Second">The new value. Null if the cell is now empty.</param>
public sealed record CellChange(string Column, string? First, string? Second);

/// <summary>A version of a list that was read.</summary>
/// <param name="Columns">The columns of its format.</param>
/// <param name="Rows">Rows by key.</param>
public sealed record ListRead(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, ListRow> Rows)
{
    /// <summary>Returns the differences between two versions of a row.</summary>
    public IReadOnlyList<CellChange> Changes(ListRow first, ListRow second) =>
        [.. Columns.Select((column, i) => new CellChange(column, first.Cells[i], second.Cells[i])).Where(change => change.First != change.Second).OrderBy(change => change.Column, StringComparer.Ordinal)];
}

/// <summary>Reads a version of a list in any importable format, with a key for each row.</summary>
internal static class ListFile
{
    /// <summary>
    /// The default key columns. A row's id comes first, otherwise the people in it. A running number would change between versions.
    /// </summary>
    private static readonly string[] Ids = ["record_id", "decision_id", "removal_id"];

    /// <summary>Finds the format of a version from its columns: of the formats that fit, the one that knows the most columns.</summary>
    /// <exception cref="RefusalException">It cannot be read, or its columns fit several formats equally well.</exception>
    public static string FormatOf(ListVersion version)
    {
        RowFormat[] all = [.. RowFormat.All];
        using RowReader reader = version.Open(cells => Array.Exists(all, format => format.IsHeader(cells)));
        (RowFormat Format, int Known)[] fitting = [.. all.Where(format => format.IsHeader(reader.Header)).Select(format => (format, Known(format)))];
        string[] best = [.. fitting.Where(one => one.Known == fitting.Max(other => other.Known)).Select(one => one.Format.Name)];
        return best.Length == 1 ? best[0] : throw new RefusalException(new Refusal(
            "list-format-unclear",
            $"The columns of {version.Called} fit several formats: {string.Join(", ", best)}. Choose one.",
            $"Las columnas de {version.Called} corresponden por igual a varios formatos: {string.Join(", ", best)}. Indique cuál es."));

        int Known(RowFormat format)
        {
            try
            {
                return format.Map(reader, version.Called).Count(field => field >= 0);
            }
            catch (RefusalException)
            {
                // A required column is missing, so it is not this format.
                return 0;
            }
        }
    }

    /// <param name="version">The version to read.</param>
    /// <param name="format">A format's name, such as <c>task-force-list</c>.</param>
    /// <param name="key">Columns that identify a row; null for the format's own.</param>
    /// <param name="limits">Limits on its size; null for no limit.</param>
    /// <exception cref="RefusalException">The list or a column cannot be read, two rows have the same key, or the list is too
    /// long.</exception>
    public static ListRead Read(ListVersion version, string format, IReadOnlyList<string>? key, ListLimits? limits = null)
    {
        RowFormat known = RowFormat.Find(format);
        string[] columns = [.. known.Columns];
        int[] keyed = [.. (key ?? Default(known)).Select(column => Array.IndexOf(columns, column) is >= 0 and int index ? index : throw NoColumn(column, known))];
        using RowReader reader = version.Open(known.IsHeader);
        int[] fields = known.Map(reader, version.Called);
        Dictionary<string, ListRow> rows = new(StringComparer.Ordinal);
        long characters = 0;
        while (reader.Read())
        {
            if (reader.Problem is { } problem)
            {
                throw new RefusalException(new Refusal(
                    "list-unreadable",
                    $"{version.Called}, line {reader.LineNumber}: {problem}. Correct that line, or ask the sender for the list again.",
                    $"{version.Called}, línea {reader.LineNumber}: no se puede leer. Corrija esa línea o pida la lista de nuevo a quien la envió."));
            }

            string?[] cells = new string?[columns.Length];
            for (int column = 0; column < columns.Length; column++)
            {
                string text = fields[column] >= 0 && fields[column] < reader.FieldCount ? reader.Text(fields[column]).Trim() : string.Empty;
                cells[column] = text.Length > 0 ? text : null;
                characters += text.Length;
            }

            if (limits is not null && (rows.Count == limits.Rows || characters > limits.Characters))
            {
                throw limits.Exceeded(version.Called);
            }

            string name = string.Join(" / ", keyed.Select(column => cells[column] ?? "-"));
            if (!rows.TryAdd(name, new ListRow(reader.RowNumber, cells)))
            {
                string same = string.Join(", ", keyed.Select(column => columns[column]));
                throw new RefusalException(new Refusal(
                    "list-key-twice",
                    $"{version.Called} has two rows with the same {same}: rows {rows[name].Row} and {reader.RowNumber}. Name columns that identify each row, separated by commas.",
                    $"{version.Called} tiene dos filas con los mismos valores en {same}: las filas {rows[name].Row} y {reader.RowNumber}. Indique columnas que identifiquen cada fila, separadas por comas."));
            }
        }

        return new ListRead(columns, rows);
    }

    private static string[] Default(RowFormat format)
    {
        string? id = Ids.FirstOrDefault(format.Columns.Contains);
        string[] people = [.. format.Columns.Where(column => column.EndsWith("a_number", StringComparison.Ordinal))];
        return id is not null ? [id] : people.Length > 0 ? people : throw new RefusalException(new Refusal(
            "list-key-unknown",
            $"No single column of {format.Name} identifies a row. Name the columns that do, separated by commas. It has: {string.Join(", ", format.Columns)}",
            $"Ninguna columna de {format.Name} identifica una fila por sí sola. Indique las columnas que la identifican, separadas por comas. Tiene: {string.Join(", ", format.Columns)}"));
    }

    private static RefusalException NoColumn(string column, RowFormat format) => new(new Refusal(
        "list-column-unknown",
        $"{format.Name} has no column \"{column}\". It has: {string.Join(", ", format.Columns)}",
        $"{format.Name} no tiene la columna «{column}». Tiene: {string.Join(", ", format.Columns)}"));
}
