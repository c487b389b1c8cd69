namespace Kinkeeper.Linkage.Sql;

/// <summary>Tells if a condition stays the same when the two records are exchanged, as far as its form shows.</summary>
internal static class Symmetry
{
    public static bool Holds(SqlNode node) => Canonical(node, swapped: false) == Canonical(node, swapped: true);

    private static string Canonical(SqlNode node, bool swapped)
    {
        switch (node)
        {
            case SqlColumn column:
                Side side = swapped ? (column.Side == Side.Left ? Side.Right : Side.Left) : column.Side;
                return new SqlColumn(column.Name, side).ToString();
            case SqlLambda lambda:
                return $"{lambda.Parameter} -> {Canonical(lambda.Body, swapped)}";
            case SqlCall { Name: "abs" } abs when abs.Arguments[0] is SqlCall { Name: "-" } difference:
                return $"abs(-({Sorted(difference, swapped)}))";
            case SqlCall call:
                IEnumerable<string> arguments = call.Arguments.Select(argument => Canonical(argument, swapped));
                bool commutes = call.Name is "and" or "or" or "+" or "*" or "least" or "greatest"
                    || (SqlFunctions.Find(call.Name)?.Symmetric ?? false);
                return $"{call.Name}({(commutes ? Sorted(call, swapped) : string.Join(", ", arguments))})";
            default:
                return node.ToString();
        }
    }

    private static string Sorted(SqlCall call, bool swapped) =>
        string.Join(", ", Flat(call).Select(argument => Canonical(argument, swapped)).Order(StringComparer.Ordinal));

    private static IEnumerable<SqlNode> Flat(SqlCall call) => call.Name is "and" or "or"
        ? call.Arguments.SelectMany(argument => argument is SqlCall inner && inner.Name == call.Name ? Flat(inner) : [argument])
        : call.Arguments;
}
