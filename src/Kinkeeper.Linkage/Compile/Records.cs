using System.Globalization;
using System.Text;
using Kinkeeper.Linkage.Model;
using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>The records of all inputs as one table, with their ids, sources and left-right order.</summary>
internal sealed class Records
{
    private readonly Column _ids;
    private readonly string[]? _sourceNames;
    private readonly byte[][] _prefixes;

    private Records(Table table, Column ids, string[]? sourceNames, int[]? sources, int[]? order)
    {
        Table = table;
        _ids = ids;
        _sourceNames = sourceNames;
        _prefixes = [.. (sourceNames ?? []).Select(name => Encoding.UTF8.GetBytes(name + "|"))];
        Sources = sources;
        Order = order;
    }

    public Table Table { get; }

    /// <summary>The source of each row, as a number from 0; null in dedupe jobs.</summary>
    public int[]? Sources { get; }

    /// <summary>Number of sources.</summary>
    public int SourceCount => _sourceNames?.Length ?? 1;

    /// <summary>Rows in the order in which they become the left record; null for the table's order.</summary>
    public int[]? Order { get; }

    /// <summary>Returns the id of a row; in link jobs with its source in front: <c>A|17</c>.</summary>
    public string Id(int row) => Sources is null
        ? _ids.Pool.Text(_ids.Ids[row])
        : $"{_sourceNames![Sources[row]]}|{_ids.Pool.Text(_ids.Ids[row])}";

    /// <summary>Returns the parts of <see cref="Id"/>: the prefix, and the number of the id's value.</summary>
    public (ReadOnlyMemory<byte> Prefix, int Value) IdParts(int row) =>
        (Sources is null ? default : _prefixes[Sources[row]], _ids.Ids[row]);

    public ReadOnlySpan<byte> IdBytes(int value) => _ids.Pool[value];

    /// <summary>Returns the row of each <see cref="Id"/>.</summary>
    public Dictionary<string, int> ById()
    {
        Dictionary<string, int> rows = new(Table.Rows, StringComparer.Ordinal);
        for (int row = 0; row < Table.Rows; row++)
        {
            rows.Add(Id(row), row);
        }

        return rows;
    }

    public static Records Of(LinkageModel model, IReadOnlyList<Table> inputs)
    {
        if (inputs.Count == 0)
        {
            throw new LinkageException("There is no input; give at least one file.");
        }

        Table table = Table.Concatenate(inputs);
        Column ids = table.Find(model.UniqueIdColumnName)
            ?? throw new LinkageException(
                $"{inputs[0].Name} has no column \"{model.UniqueIdColumnName}\", which the model names as unique_id_column_name; it has "
                + $"{string.Join(", ", table.ColumnNames)}.");
        string[]? names = null;
        int[]? sources = null;
        if (model.LinkType != LinkType.DedupeOnly)
        {
            (names, sources) = SourcesOf(model, inputs, table);
        }

        CheckIds(table, ids, sources, names);
        return new Records(table, ids, names, sources, OrderOf(model, table, ids, sources));
    }

    private static (string[] Names, int[] Sources) SourcesOf(LinkageModel model, IReadOnlyList<Table> inputs, Table table)
    {
        int[] sources = new int[table.Rows];
        if (table.Find(model.SourceDatasetColumnName) is { } column && inputs.Count == 1)
        {
            List<string> names = [];
            int[] numbers = new int[column.Pool.Count + 1];
            Array.Fill(numbers, -1);
            for (int row = 0; row < table.Rows; row++)
            {
                int id = column.Ids[row];
                if (numbers[id] < 0)
                {
                    numbers[id] = names.Count;
                    names.Add(column.Pool.Text(id));
                }

                sources[row] = numbers[id];
            }

            return ([.. names], sources);
        }

        if (inputs.Count == 1 && model.LinkType == LinkType.LinkOnly)
        {
            throw new LinkageException(
                $"The model links different sources (link_only) but there is one input, {inputs[0].Name}, without a column "
                    + $"\"{model.SourceDatasetColumnName}\"; give a second --input.");
        }

        string[] inputNames = [.. inputs.Select((input, at) =>
            inputs.Take(at).Any(other => other.Name == input.Name) ? $"{input.Name}_{at + 1}" : input.Name)];
        int start = 0;
        for (int input = 0; input < inputs.Count; input++)
        {
            Array.Fill(sources, input, start, inputs[input].Rows);
            start += inputs[input].Rows;
        }

        return (inputNames, sources);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private static void CheckIds(Table table, Column ids, int[]? sources, string[]? names)
    {
        int[] lastRow = new int[ids.Pool.Count + 1];
        HashSet<(int, int)>? seen = null;
        for (int row = 0; row < table.Rows; row++)
        {
            int id = ids.Ids[row];
            if (id == 0)
            {
                throw new LinkageException($"Record {row + 1} of {table.Name} has no \"{ids.Name}\"; every record needs one.");
            }

            if (lastRow[id] != 0)
            {
                // Two sources may have the same id. One source may not.
                seen ??= [.. Enumerable.Range(0, row).Select(earlier => (sources?[earlier] ?? 0, ids.Ids[earlier]))];
            }

            lastRow[id] = row + 1;
            if (seen is not null && !seen.Add((sources?[row] ?? 0, id)))
            {
                string where = sources is null ? table.Name : names![sources[row]];
                throw new LinkageException($"{where} has the \"{ids.Name}\" {ids.Pool.Text(id)} more than once; ids must be unique.");
            }
        }
    }

    /// <summary>
    /// Returns the rows in Splink's left-right order: the record with the smaller id is on the left. Returns null, for the
    /// table's order, if no condition distinguishes left from right.
    /// </summary>
    private static int[]? OrderOf(LinkageModel model, Table table, Column ids, int[]? sources)
    {
        bool sided = model.Comparisons.Any(comparison => comparison.Levels.Any(level => !level.IsElse
                && !Symmetry.Holds(SqlParser.Condition(level.SqlCondition, $"comparison \"{comparison.OutputColumnName}\""))))
            || model.BlockingRules.Any(rule => !Symmetry.Holds(SqlParser.Rule(rule.Sql, "the blocking rules")));
        bool bySource = sources is not null && !IsAscending(sources);
        if (!sided && !bySource)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, table.Rows)];
        long[]? numbers = Numbers(ids.Pool);
        Array.Sort(order, (a, b) =>
        {
            int bySourceOrder = sources is null ? 0 : sources[a].CompareTo(sources[b]);
            if (bySourceOrder != 0 || !sided)
            {
                return bySourceOrder != 0 ? bySourceOrder : a.CompareTo(b);
            }

            int left = ids.Ids[a];
            int right = ids.Ids[b];
            return numbers is null ? ids.Pool[left].SequenceCompareTo(ids.Pool[right]) : numbers[left].CompareTo(numbers[right]);
        });
        return IsAscending(order) ? null : order;
    }

    private static bool IsAscending(int[] values)
    {
        for (int at = 1; at < values.Length; at++)
        {
            if (values[at] < values[at - 1])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Returns the ids as numbers if all of them are numbers, because databases then compare them as numbers; otherwise null.
    /// </summary>
    private static long[]? Numbers(ValuePool pool)
    {
        long[] numbers = new long[pool.Count + 1];
        for (int id = 1; id <= pool.Count; id++)
        {
            if (!long.TryParse(pool[id], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[id]))
            {
                return null;
            }
        }

        return numbers;
    }
}
