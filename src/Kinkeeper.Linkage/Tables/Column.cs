namespace Kinkeeper.Linkage.Tables;

/// <summary>A column: for each row the number of its value in the pool, 0 for NULL.</summary>
internal sealed class Column
{
    private int[] _ids;

    public Column(string name, ValuePool pool, int[] ids)
    {
        Name = name;
        Pool = pool;
        _ids = ids;
    }

    public string Name { get; }

    public ValuePool Pool { get; }

    /// <summary>Value numbers by row. May be longer than the table.</summary>
    public int[] Ids => _ids;

    /// <summary>The separator of the elements, if the column holds lists; null for plain values.</summary>
    public string? ListSeparator { get; init; }

    public void Set(int row, int id)
    {
        if (row >= _ids.Length)
        {
            Array.Resize(ref _ids, Math.Max(row + 1, _ids.Length * 2));
        }

        _ids[row] = id;
    }

    public void Trim(int rows)
    {
        Array.Resize(ref _ids, rows);
        Pool.Trim();
    }
}
