namespace Kinkeeper.Linkage.Sql;

/// <summary>DuckDB's list functions that Splink's array comparisons use.</summary>
internal static class SqlLists
{
    public static IEnumerable<SqlFunction> Functions()
    {
        yield return new("list", 0, 99, a => SqlValue.Of([.. a]), AcceptsNull: true);
        yield return new("array_length", 1, 2, a => SqlValue.Of((double)Items(a[0]).Count));
        yield return new("list_intersect", 2, 2,
            a => SqlValue.Of([.. Items(a[0]).Where(item => !item.IsNull).Distinct().Where(Items(a[1]).Contains)]), Symmetric: true);
        yield return new(
            "list_has_any", 2, 2, a => SqlValue.Of(Items(a[0]).Any(item => !item.IsNull && Items(a[1]).Contains(item))), Symmetric: true);
        yield return new("list_contains", 2, 2, a => SqlValue.Of(Items(a[0]).Contains(a[1])));
        yield return new("list_distinct", 1, 1, a => SqlValue.Of([.. Items(a[0]).Where(item => !item.IsNull).Distinct()]));
        yield return new("list_extract", 2, 2, Extract);
        yield return new("flatten", 1, 1, a => SqlValue.Of([.. Items(a[0]).Where(item => !item.IsNull).SelectMany(Items)]));
        yield return new("list_max", 1, 1, a => Extreme(Items(a[0]), order => order > 0));
        yield return new("list_min", 1, 1, a => Extreme(Items(a[0]), order => order < 0));
        yield return new("list_sum", 1, 1, a => SqlValue.Of(Items(a[0]).Sum(item => item.AsNumber() ?? 0)));
        yield return new(
            "str_split", 2, 2, a => SqlValue.Of([.. SqlFunctions.Str(a[0]).Split(SqlFunctions.Str(a[1])).Select(SqlValue.Of)]));
        yield return new("array_cosine_similarity", 2, 2, Cosine, Symmetric: true);
    }

    private static IReadOnlyList<SqlValue> Items(SqlValue value) =>
        value.Kind == SqlKind.List ? value.Items : value.IsNull ? [] : [value];

    private static SqlValue Extract(SqlValue[] a)
    {
        IReadOnlyList<SqlValue> items = Items(a[0]);
        int position = (int)(a[1].AsNumber() ?? 0);
        position = position < 0 ? items.Count + position : position - 1;
        return position >= 0 && position < items.Count ? items[position] : SqlValue.Null;
    }

    private static SqlValue Extreme(IReadOnlyList<SqlValue> items, Func<int, bool> better)
    {
        SqlValue best = SqlValue.Null;
        foreach (SqlValue item in items)
        {
            if (!item.IsNull && (best.IsNull || better(SqlValue.Compare(item, best))))
            {
                best = item;
            }
        }

        return best;
    }

    private static SqlValue Cosine(SqlValue[] a)
    {
        IReadOnlyList<SqlValue> left = Items(a[0]);
        IReadOnlyList<SqlValue> right = Items(a[1]);
        double dot = 0, leftSquare = 0, rightSquare = 0;
        for (int index = 0; index < left.Count && index < right.Count; index++)
        {
            double x = left[index].AsNumber() ?? 0;
            double y = right[index].AsNumber() ?? 0;
            dot += x * y;
            leftSquare += x * x;
            rightSquare += y * y;
        }

        return leftSquare == 0 || rightSquare == 0
            ? SqlValue.Null
            : SqlValue.Of(Math.Clamp(dot / Math.Sqrt(leftSquare * rightSquare), -1, 1));
    }
}
