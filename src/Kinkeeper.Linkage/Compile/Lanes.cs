using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Compile;

/// <summary>A lane of the packed rows: two expressions whose results are compared for equality.</summary>
/// <param name="Left">The expression over the left record.</param>
/// <param name="Right">The expression over the right record; the same object if both are the same expression.</param>
internal sealed record Lane(TermColumn Left, TermColumn Right)
{
    private int[] _rightToLeft = [];

    public bool Crosses => !ReferenceEquals(Left, Right);

    /// <summary>
    /// Returns the right result's number among the left results, so that equal results have equal numbers; negative if no left
    /// record has it.
    /// </summary>
    public int OnRight(int id) => Crosses ? _rightToLeft[id] : id;

    public void Prepare()
    {
        if (!Crosses)
        {
            return;
        }

        // Texts never equal numbers here, because the compiler makes lanes only for results of one kind. An expression that is always
        // null has no kind of its own: beside numbers it must not be looked up among texts.
        if (Left.Kind is Sql.SqlKind.Text || Right.Kind is Sql.SqlKind.Text || (Left.Kind is Sql.SqlKind.Null && Right.Kind is Sql.SqlKind.Null))
        {
            Lanes.Map(ref _rightToLeft, Right.Pool, Left.Pool);
            return;
        }

        Dictionary<double, int> left = [];
        for (int id = 1; id <= Left.Count; id++)
        {
            left[Left.Number(id)] = id;
        }

        _rightToLeft = new int[Right.Count + 1];
        for (int id = 1; id < _rightToLeft.Length; id++)
        {
            _rightToLeft[id] = left.TryGetValue(Right.Number(id), out int found) ? found : -id;
        }
    }
}

internal static class Lanes
{
    /// <summary>
    /// Extends <paramref name="map"/> to the values that <paramref name="from"/> has gained. The map gives, for each number of
    /// <paramref name="from"/>, the number of the same text in <paramref name="to"/>. Texts missing in <paramref name="to"/>
    /// are added to it, so that numbers stay valid.
    /// </summary>
    public static void Map(ref int[] map, ValuePool from, ValuePool to)
    {
        int known = Math.Max(1, map.Length);
        Array.Resize(ref map, from.Count + 1);
        for (int id = known; id < map.Length; id++)
        {
            map[id] = to.Intern(from[id]);
        }
    }
}
