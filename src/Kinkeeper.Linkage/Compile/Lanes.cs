using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>One lane of the packed rows: two expressions whose results are compared for equality.</summary>
/// <param name="Left">The left record's expression.</param>
/// <param name="Right">The right record's; the same object where both are the same expression.</param>
internal sealed record Lane(TermColumn Left, TermColumn Right)
{
    private int[] _rightToLeft = [];
    private int _mapped;

    public bool Crosses => !ReferenceEquals(Left, Right);

    /// <summary>The right result's number among the left results, so that equal results have equal numbers; negative where the left cannot have it.</summary>
    public int OnRight(int id) => Crosses ? _rightToLeft[id] : id;

    public void Prepare()
    {
        if (!Crosses)
        {
            return;
        }

        // Texts never equal numbers here: the compiler makes lanes only of results of one kind.
        if (Left.Kind is Sql.SqlKind.Text or Sql.SqlKind.Null)
        {
            _rightToLeft = Lanes.Map(Right.Pool, Left.Pool);
            return;
        }

        Dictionary<double, int> left = [];
        for (int id = 1; id <= Left.Count; id++)
        {
            left[Left.Number(id)] = id;
        }

        _mapped = Right.Count;
        _rightToLeft = new int[_mapped + 1];
        for (int id = 1; id <= _mapped; id++)
        {
            _rightToLeft[id] = left.TryGetValue(Right.Number(id), out int found) ? found : -id;
        }
    }
}

internal static class Lanes
{
    /// <summary>
    /// For each number of <paramref name="from"/> the number of the same text in <paramref name="to"/>, which takes in what it
    /// lacks: numbers once given stay valid when the columns grow.
    /// </summary>
    public static int[] Map(ValuePool from, ValuePool to)
    {
        int[] map = new int[from.Count + 1];
        for (int id = 1; id < map.Length; id++)
        {
            map[id] = to.Intern(from[id]);
        }

        return map;
    }
}
