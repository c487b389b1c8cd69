using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Sql;

/// <summary>Returns the value of a column of one of the two records.</summary>
internal delegate SqlValue ColumnReader(SqlColumn column);

/// <summary>
/// Evaluates SQL one value at a time. It defines the meaning of conditions. The hot loops use it only for values of single
/// columns, once per distinct value, and for conditions that have no special form.
/// </summary>
internal static class SqlEvaluator
{
    public static SqlValue Evaluate(SqlNode node, ColumnReader read) => Evaluate(node, read, null);

    private static SqlValue Evaluate(SqlNode node, ColumnReader read, Scope? scope)
    {
        switch (node)
        {
            case SqlLiteral literal:
                return literal.Value;
            case SqlColumn column:
                return read(column);
            case SqlVariable variable:
                return scope!.Find(variable.Name);
            case SqlCall call:
                return Call(call, read, scope);
            default:
                throw new InvalidOperationException($"A {node.GetType().Name} has no value of its own.");
        }
    }

    private static SqlValue Call(SqlCall call, ColumnReader read, Scope? scope)
    {
        IReadOnlyList<SqlNode> arguments = call.Arguments;
        switch (call.Name)
        {
            case "and":
            case "or":
                bool decides = call.Name == "or";
                bool unknown = false;
                foreach (SqlNode argument in arguments)
                {
                    SqlValue value = Evaluate(argument, read, scope);
                    unknown |= value.IsNull;
                    if (!value.IsNull && (value.Number != 0) == decides)
                    {
                        return SqlValue.Of(decides);
                    }
                }

                return unknown ? SqlValue.Null : SqlValue.Of(!decides);
            case "not":
                SqlValue negated = Evaluate(arguments[0], read, scope);
                return negated.IsNull ? negated : SqlValue.Of(negated.Number == 0);
            case "case":
                for (int index = 0; index + 1 < arguments.Count; index += 2)
                {
                    if (Evaluate(arguments[index], read, scope).IsTrue)
                    {
                        return Evaluate(arguments[index + 1], read, scope);
                    }
                }

                return Evaluate(arguments[^1], read, scope);
            case "list_transform":
            case "list_filter":
                SqlValue list = Evaluate(arguments[0], read, scope);
                if (list.Kind != SqlKind.List)
                {
                    return SqlValue.Null;
                }

                SqlLambda lambda = (SqlLambda)arguments[1];
                IEnumerable<(SqlValue Item, SqlValue Result)> results =
                    list.Items.Select(item => (item, Evaluate(lambda.Body, read, new Scope(lambda.Parameter, item, scope))));
                return SqlValue.Of(call.Name == "list_transform"
                    ? [.. results.Select(each => each.Result)]
                    : [.. results.Where(each => each.Result.IsTrue).Select(each => each.Item)]);
        }

        SqlFunction function = SqlFunctions.Find(call.Name)!;
        SqlValue[] values = new SqlValue[arguments.Count];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = Evaluate(arguments[index], read, scope);
            if (values[index].IsNull && !function.AcceptsNull)
            {
                return SqlValue.Null;
            }
        }

        return function.Run(values);
    }

    /// <summary>Returns a column's value by its number.</summary>
    public static SqlValue Read(Column column, int id)
    {
        if (id == 0)
        {
            return SqlValue.Null;
        }

        return column.ListSeparator is { } separator
            ? SqlValue.Of(
                [.. column.Pool.Text(id).Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(SqlValue.Of)])
            : SqlValue.Of(column.Pool[id].ToArray());
    }

    private sealed class Scope(string name, SqlValue value, Scope? outer)
    {
        public SqlValue Find(string variable) =>
            variable == name ? value : outer?.Find(variable) ?? SqlValue.Null;
    }
}
