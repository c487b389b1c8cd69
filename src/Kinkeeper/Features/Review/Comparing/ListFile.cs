using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>One row of a list.</summary>
/// <param name="Row">Its number in the list, from 1.</param>
/// <param name="Cells">What it holds, by column of its format; null where it holds nothing.</param>
public sealed record ListRow(long Row, IReadOnlyList<string?> Cells)
{
    /// <summary>The same cells, wherever the row stands.</summary>
    public bool Equals(ListRow? other) => other is not null && Cells.SequenceEqual(other.Cells, StringComparer.Ordinal);

    public override int GetHashCode() => Cells.Count;
}

/// <summary>What changed in one column of a row.</summary>
/// <param name="Column">Its name.</param>
/// <param name="First">Null: nothing stood there.</param>
/// <param name="Second">Null: nothing stands there any more.</param>
public sealed record CellChange(string Column, string? First, string? Second);

/// <summary>A version of a list as it was read.</summary>
/// <param name="Columns">The columns of its format.</param>
/// <param name="Rows">By what identifies them.</param>
public sealed record ListRead(IReadOnlyList<string> Columns, IReadOnlyDictionary<string, ListRow> Rows)
{
    /// <summary>What is different in two versions of a row.</summary>
    public IReadOnlyList<CellChange> Changes(ListRow first, ListRow second) =>
        [.. Columns.Select((column, i) => new CellChange(column, first.Cells[i], second.Cells[i])).Where(change => change.First != change.Second).OrderBy(change => change.Column, StringComparer.Ordinal)];
}

/// <summary>Reads a version of a list in any format that can be imported, by what identifies its rows.</summary>
internal static class ListFile
{
    /// <summary>What identifies a row where nobody says: the row's own id, or else the people in it. A running number changes from version to version.</summary>
    private static readonly string[] Ids = ["record_id", "decision_id", "removal_id"];

    /// <summary>The format that a version's columns are of: of those that fit, the one that knows the most of them.</summary>
    /// <exception cref="RefusalException">It cannot be read, or its columns fit several formats alike.</exception>
    public static string FormatOf(ListVersion version)
    {
        RowFormat[] all = [.. RowFormat.All];
        using RowReader reader = version.Open(cells => Array.Exists(all, format => format.IsHeader(cells)));
        (RowFormat Format, int Known)[] fitting = [.. all.Where(format => format.IsHeader(reader.Header)).Select(format => (format, Known(format)))];
        string[] best = [.. fitting.Where(one => one.Known == fitting.Max(other => other.Known)).Select(one => one.Format.Name)];
        return best.Length == 1 ? best[0] : throw new RefusalException(new Refusal(
            "list-format-unclear",
            $"The columns of {version.Called} fit several formats alike: {string.Join(", ", best)}. Say which one it is.",
            $"Las columnas de {version.Called} corresponden por igual a varios formatos: {string.Join(", ", best)}. Indique cuál es."));

        int Known(RowFormat format)
        {
            try
            {
                return format.Map(reader, version.Called).Count(field => field >= 0);
            }
            catch (RefusalException)
            {
                // A column without which it would be of no use is missing: not this format.
                return 0;
            }
        }
    }

    /// <param name="version">Where it stands.</param>
    /// <param name="format">A format's name, such as <c>task-force-list</c>.</param>
    /// <param name="key">Columns that identify a row; null for those that the format has for it.</param>
    /// <param name="limits">How much of it is held; null for no limit.</param>
    /// <exception cref="RefusalException">The list or a column cannot be read, two rows are the same by their key, or it is too long.</exception>
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
                    $"{version.Called}, line {reader.LineNumber}: {problem}. Correct that line, or ask its sender for it again.",
                    $"{version.Called}, línea {reader.LineNumber}: no se puede leer. Corrija esa línea o pídala de nuevo a quien la envió."));
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
                    $"{version.Called} has two rows with the same {same}: rows {rows[name].Row} and {reader.RowNumber}. Name columns that tell the rows apart, separated by commas.",
                    $"{version.Called} tiene dos filas con los mismos valores en {same}: las filas {rows[name].Row} y {reader.RowNumber}. Indique columnas que distingan las filas, separadas por comas."));
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
            $"Nothing in {format.Name} identifies a row by itself. Name the columns that do, separated by commas. It has: {string.Join(", ", format.Columns)}",
            $"Nada en {format.Name} identifica una fila por sí solo. Indique las columnas que lo hacen, separadas por comas. Tiene: {string.Join(", ", format.Columns)}"));
    }

    private static RefusalException NoColumn(string column, RowFormat format) => new(new Refusal(
        "list-column-unknown",
        $"{format.Name} has no column \"{column}\". It has: {string.Join(", ", format.Columns)}",
        $"{format.Name} no tiene la columna «{column}». Tiene: {string.Join(", ", format.Columns)}"));
}
