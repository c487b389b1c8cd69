using Kinkeeper.Linkage.Sql;

namespace Kinkeeper.Linkage.Compile;

/// <summary>Chooses the measurement for an expression over both records.</summary>
internal sealed partial class ConditionCompiler
{
    /// <summary>Returns the measurement for a numeric expression over both records.</summary>
    private Feature Measurement(SqlNode node)
    {
        string key = node.ToString();
        if (node is SqlCall { Name: "abs" } abs && abs.Arguments[0] is SqlCall { Name: "-" } inside
            && OneSidedArguments(inside) is { } difference && IsNumeric(difference))
        {
            return Shared(key, k => new DifferenceFeature(k, difference, absolute: true));
        }

        if (node is SqlCall { Name: "array_length" } length && length.Arguments[0] is SqlCall { Name: "list_intersect" } intersect
            && OneSidedArguments(intersect) is { } lists && lists.Left.Kind == SqlKind.List && lists.Right.Kind == SqlKind.List)
        {
            return Shared(key, k => new OverlapFeature(k, lists));
        }

        if (node is not SqlCall call || OneSidedArguments(call) is not { } operands)
        {
            return Shared(key, k => new ExpressionFeature(k, node, _table, _order));
        }

        bool texts = operands.Left.Kind is SqlKind.Text or SqlKind.Null && operands.Right.Kind is SqlKind.Text or SqlKind.Null;
        return call.Name switch
        {
            "-" when IsNumeric(operands) => Shared(key, k => new DifferenceFeature(k, operands, absolute: false)),
            "jaro_similarity" or "jaro_winkler_similarity" when texts =>
                Shared(key, k => new JaroFeature(k, operands, call.Name == "jaro_winkler_similarity", _slotTables)),
            "levenshtein" or "damerau_levenshtein" when texts =>
                Shared(key, k => new DistanceFeature(k, operands, call.Name == "damerau_levenshtein", _slotTables)),
            _ when texts && SqlFunctions.Find(call.Name) is { AcceptsNull: false } function && call.Arguments[0].Sides == Sides.Left
                => Shared(key, k => new FunctionFeature(k, operands, function)),
            _ => Shared(key, k => new ExpressionFeature(k, node, _table, _order)),
        };
    }

    private static bool IsNumeric(Operands operands) =>
        operands.Left.Kind is SqlKind.Number or SqlKind.Text or SqlKind.Null or SqlKind.Date
        && (operands.Right.Kind == operands.Left.Kind || operands.Left.Kind == SqlKind.Null || operands.Right.Kind == SqlKind.Null);

    /// <summary>Returns the two one-sided arguments of a call; null if the call has another form.</summary>
    private Operands? OneSidedArguments(SqlCall call)
    {
        if (call.Arguments.Count != 2)
        {
            return null;
        }

        (SqlNode a, SqlNode b) = (call.Arguments[0], call.Arguments[1]);
        if (a.Sides == Sides.Right && b.Sides == Sides.Left && (SqlFunctions.Find(call.Name)?.Symmetric ?? false))
        {
            (a, b) = (b, a);
        }

        if (a.Sides != Sides.Left || b.Sides != Sides.Right)
        {
            return null;
        }

        TermColumn left = Term(a);
        TermColumn right = Term(b);
        return new Operands(left, SlotOf(left), right, SlotOf(right));
    }

    private static SqlNode OnLeft(SqlNode node) => node switch
    {
        SqlColumn column => new SqlColumn(column.Name, Side.Left),
        SqlLambda lambda => new SqlLambda(lambda.Parameter, OnLeft(lambda.Body)),
        SqlCall call => new SqlCall(call.Name, [.. call.Arguments.Select(OnLeft)]),
        _ => node,
    };
}
