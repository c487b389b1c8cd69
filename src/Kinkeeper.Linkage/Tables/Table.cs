using System.Text;

namespace Kinkeeper.Linkage.Tables;

/// <summary>
/// Records as columns of text. Each distinct value is kept once. Made by <see cref="CsvTable"/>, <see cref="ParquetTable"/>, or
/// row by row with <see cref="Add"/>. Empty text is NULL: nobody recorded a value.
/// </summary>
/// <remarks>Several threads may read at once; adding is for one thread.</remarks>
public sealed class Table
{
    private readonly List<Column> _columns = [];
    private readonly Dictionary<string, Column> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates an empty table.</summary>
    /// <param name="name">The input's name: the prefix of its records in link jobs, and its name in messages.</param>
    /// <param name="columns">Column names. Letter case does not matter.</param>
    /// <param name="arrays">Columns that hold lists, with the separator of their elements; null for none.</param>
    /// <exception cref="LinkageException">A name is given twice.</exception>
    public Table(string name, IEnumerable<string> columns, IReadOnlyDictionary<string, string>? arrays = null)
    {
        Name = name;
        foreach (string column in columns)
        {
            Column added = new(column, new ValuePool(), new int[16]) { ListSeparator = arrays?.GetValueOrDefault(column) };
            if (!_byName.TryAdd(column, added))
            {
                throw new LinkageException($"{name} has the column \"{column}\" twice; rename one of them.");
            }

            _columns.Add(added);
        }
    }

    /// <summary>The input's name.</summary>
    public string Name { get; }

    /// <summary>Number of records.</summary>
    public int Rows { get; private set; }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<string> ColumnNames => [.. _columns.Select(column => column.Name)];

    internal IReadOnlyList<Column> Columns => _columns;

    /// <summary>Adds a record.</summary>
    /// <param name="values">One value per column, in the columns' order. Null and empty text are NULL.</param>
    /// <exception cref="LinkageException">There are more or fewer values than columns.</exception>
    public void Add(IReadOnlyList<string?> values)
    {
        if (values.Count != _columns.Count)
        {
            throw new LinkageException($"A record for {Name} has {values.Count} values; the table has {_columns.Count} columns.");
        }

        for (int index = 0; index < values.Count; index++)
        {
            string? value = values[index];
            _columns[index].Set(Rows, string.IsNullOrEmpty(value) ? 0 : _columns[index].Pool.Intern(Encoding.UTF8.GetBytes(value)));
        }

        Rows++;
    }

    /// <summary>Returns a value as text; null for NULL.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    /// <param name="column">The column's name.</param>
    /// <exception cref="LinkageException">There is no such column.</exception>
    public string? Value(int row, string column)
    {
        Column found = Find(column) ?? throw new LinkageException(
            $"{Name} has no column \"{column}\"; it has {string.Join(", ", ColumnNames)}.");
        int id = found.Ids[row];
        return id == 0 ? null : found.Pool.Text(id);
    }

    internal Column? Find(string name) => _byName.GetValueOrDefault(name);

    internal void SetRows(int rows) => Rows = rows;

    internal void Trim()
    {
        foreach (Column column in _columns)
        {
            column.Trim(Rows);
        }
    }

    /// <summary>Concatenates inputs into one table with the columns of the first. Returns a single input unchanged.</summary>
    internal static Table Concatenate(IReadOnlyList<Table> inputs)
    {
        if (inputs.Count == 1)
        {
            return inputs[0];
        }

        foreach (Table input in inputs)
        {
            string? missing = inputs[0].ColumnNames.FirstOrDefault(column => input.Find(column) is null);
            if (missing is not null)
            {
                throw new LinkageException(
                    $"{input.Name} has no column \"{missing}\", which {inputs[0].Name} has; give both inputs the same columns.");
            }
        }

        Table all = new(string.Join("+", inputs.Select(input => input.Name)), inputs[0].ColumnNames);
        int rows = checked(inputs.Sum(input => input.Rows));
        for (int index = 0; index < all._columns.Count; index++)
        {
            Column first = inputs[0]._columns[index];
            ValuePool pool = new();
            int[] ids = new int[rows];
            int at = 0;
            foreach (Table input in inputs)
            {
                Column source = input.Find(first.Name)!;
                int[] map = new int[source.Pool.Count + 1];
                for (int id = 1; id < map.Length; id++)
                {
                    map[id] = pool.Intern(source.Pool[id]);
                }

                for (int row = 0; row < input.Rows; row++)
                {
                    ids[at++] = map[source.Ids[row]];
                }
            }

            pool.Trim();
            Column joined = new(first.Name, pool, ids) { ListSeparator = first.ListSeparator };
            all._columns[index] = joined;
            all._byName[first.Name] = joined;
        }

        all.Rows = rows;
        return all;
    }
}
