using Kinkeeper.Linkage.Sql;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>
/// A term: an expression over one record, evaluated for every row (once per distinct value if it uses one column). Rows hold
/// numbers of distinct results, 0 for NULL, so that equal results have equal numbers.
/// </summary>
internal sealed class TermColumn
{
    private readonly SqlNode _node;
    private readonly Column[] _inputs;
    private readonly Column? _alias;
    private readonly Dictionary<double, int> _numberIds = [];
    private double[] _numbers = new double[16];
    private int[][] _lists = new int[16][];
    private int[] _ids = [];
    private int[] _byInput = [0];
    private int _inputsKnown;
    private int _count;

    public TermColumn(SqlNode node, Table table)
    {
        _node = node;
        _inputs = [.. node.Descendants().OfType<SqlColumn>().Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => table.Find(name)!)];
        _alias = node is SqlColumn && _inputs[0].ListSeparator is null ? _inputs[0] : null;
        Pool = _alias?.Pool ?? new ValuePool();
    }

    /// <summary>Number of the result, by row.</summary>
    public int[] Ids => _alias?.Ids ?? _ids;

    /// <summary>Text results, by number. For lists, the distinct elements.</summary>
    public ValuePool Pool { get; }

    /// <summary>Kind of the results; <see cref="SqlKind.Null"/> while all are NULL.</summary>
    public SqlKind Kind { get; private set; }

    /// <summary>The column, if the term is a plain column; null for an expression.</summary>
    public Column? PlainColumn => _alias;

    /// <summary>Returns result <paramref name="id"/> as a number; NaN if it is not a number.</summary>
    public double Number(int id) => Kind is SqlKind.Text or SqlKind.Null or SqlKind.List
        ? (id == 0 ? double.NaN : SqlValue.Of(Pool[id].ToArray()).AsNumber() ?? double.NaN)
        : _numbers[id];

    /// <summary>Returns result <paramref name="id"/> as a list: the sorted numbers of its distinct elements.</summary>
    public ReadOnlySpan<int> List(int id) => id == 0 ? [] : _lists[id];

    public int Count => Kind is SqlKind.Text or SqlKind.Null ? Pool.Count : _count;

    /// <summary>Evaluates the rows from <paramref name="from"/> to <paramref name="rows"/> - 1.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    public void Extend(int from, int rows)
    {
        if (_alias is not null)
        {
            Kind = SqlKind.Text;
            return;
        }

        if (_ids.Length < rows)
        {
            Array.Resize(ref _ids, Math.Max(rows, from == 0 ? rows : _ids.Length * 2));
        }

        if (_inputs.Length == 1)
        {
            int[] input = _inputs[0].Ids;
            ExtendByInput(_inputs[0].Pool.Count);
            for (int row = from; row < rows; row++)
            {
                _ids[row] = _byInput[input[row]];
            }

            return;
        }

        int current = 0;
        ColumnReader read = column => SqlEvaluator.Read(_inputs[IndexOf(column.Name)], _inputs[IndexOf(column.Name)].Ids[current]);
        for (current = from; current < rows; current++)
        {
            _ids[current] = Number(SqlEvaluator.Evaluate(_node, read));
        }
    }

    private void ExtendByInput(int count)
    {
        if (_byInput.Length <= count)
        {
            Array.Resize(ref _byInput, Math.Max(count + 1, _byInput.Length * 2));
        }

        SqlValue value = SqlValue.Null;
        ColumnReader read = _ => value;
        for (int id = _inputsKnown == 0 ? 0 : _inputsKnown + 1; id <= count; id++)
        {
            value = SqlEvaluator.Read(_inputs[0], id);
            _byInput[id] = Number(SqlEvaluator.Evaluate(_node, read));
        }

        _inputsKnown = count;
    }

    private int IndexOf(string name) => Array.FindIndex(_inputs, input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the number of a result. A new result gets a new number.</summary>
    private int Number(SqlValue value)
    {
        if (value.IsNull)
        {
            return 0;
        }

        if (Kind == SqlKind.Null)
        {
            Kind = value.Kind;
        }

        if (Kind == SqlKind.Text)
        {
            return Pool.Intern(value.Kind == SqlKind.Text ? value.Bytes : SqlFunctions.Text(value));
        }

        if (Kind == SqlKind.List)
        {
            return AddList(value);
        }

        double number = value.AsNumber() ?? double.NaN;
        if (double.IsNaN(number))
        {
            return 0;
        }

        if (_numberIds.TryGetValue(number, out int id))
        {
            return id;
        }

        id = ++_count;
        if (id >= _numbers.Length)
        {
            Array.Resize(ref _numbers, _numbers.Length * 2);
        }

        _numbers[0] = double.NaN;
        _numbers[id] = number;
        _numberIds.Add(number, id);
        return id;
    }

    private int AddList(SqlValue value)
    {
        int id = ++_count;
        if (id >= _lists.Length)
        {
            Array.Resize(ref _lists, _lists.Length * 2);
        }

        _lists[id] = [.. value.Items.Where(item => !item.IsNull).Select(item => Pool.Intern(SqlFunctions.Text(item))).Distinct().Order()];
        return id;
    }
}
