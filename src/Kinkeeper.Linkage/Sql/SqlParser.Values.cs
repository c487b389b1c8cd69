using System.Globalization;

namespace Kinkeeper.Linkage.Sql;

/// <summary>Parses operands: literals, columns, calls, CASE, casts.</summary>
internal sealed partial class SqlParser
{
    private SqlNode Suffix()
    {
        SqlNode node = Primary();
        while (true)
        {
            if (Take("::"))
            {
                node = new SqlCall("cast:" + TypeName(), node);
            }
            else if (Take("["))
            {
                node = new SqlCall("list_extract", node, Or());
                Expect("]");
            }
            else
            {
                return node;
            }
        }
    }

    private SqlNode Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return new SqlLiteral(SqlValue.Of(double.Parse(token.Text, CultureInfo.InvariantCulture)));
            case TokenKind.Text:
                _at++;
                return new SqlLiteral(SqlValue.Of(token.Text));
            case TokenKind.Sign when Take("("):
                SqlNode inner = Or();
                Expect(")");
                return inner;
            case TokenKind.Sign when Take("["):
                List<SqlNode> items = [];
                while (!Take("]"))
                {
                    items.Add(Or());
                    Take(",");
                }

                return new SqlCall("list", [.. items]);
            case TokenKind.QuotedName:
                _at++;
                return Take(".") ? SidedColumn(token.Text) : Column(token.Text);
            case TokenKind.Name:
                _at++;
                return Named(token);
            default:
                throw new SqlException(token.Kind == TokenKind.End ? "it ends too early"
                    : $"\"{token.Text}\" at position {token.Position + 1} was not expected");
        }
    }

    private SqlNode Named(Token token)
    {
        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                return new SqlLiteral(SqlValue.Null);
            case "TRUE":
                return new SqlLiteral(SqlValue.Of(true));
            case "FALSE":
                return new SqlLiteral(SqlValue.Of(false));
            case "CASE":
                return Case();
            case "CAST" or "TRY_CAST":
                Expect("(");
                SqlNode value = Or();
                Expect("AS");
                string type = TypeName();
                Expect(")");
                return new SqlCall("cast:" + type, value);
            case "DATE" or "TIMESTAMP" when Current.Kind == TokenKind.Text:
                return new SqlCall($"cast:{token.Text.ToLowerInvariant()}", Primary());
        }

        if (Take("("))
        {
            List<SqlNode> arguments = [];
            if (!Take(")"))
            {
                do
                {
                    arguments.Add(Argument());
                }
                while (Take(","));
                Expect(")");
            }

            return SqlFunctions.Call(token.Text, arguments);
        }

        return Take(".") ? SidedColumn(token.Text) : Column(token.Text);
    }

    private SqlNode Argument()
    {
        if (Current.Kind == TokenKind.Name && Next.Is("->"))
        {
            string parameter = Current.Text;
            _at += 2;
            _variables.Push(parameter);
            SqlNode body = Or();
            _variables.Pop();
            return new SqlLambda(parameter, body);
        }

        return Or();
    }

    private SqlCall Case()
    {
        List<SqlNode> arguments = [];
        SqlNode? subject = Current.Is("WHEN") ? null : Or();
        while (Take("WHEN"))
        {
            SqlNode condition = Or();
            arguments.Add(subject is null ? condition : new SqlCall("=", subject, condition));
            Expect("THEN");
            arguments.Add(Or());
        }

        arguments.Add(Take("ELSE") ? Or() : new SqlLiteral(SqlValue.Null));
        Expect("END");
        return new SqlCall("case", [.. arguments]);
    }

    private string TypeName()
    {
        string type = Current.Text.ToLowerInvariant();
        _at++;
        if (Take("("))
        {
            while (!Take(")"))
            {
                if (Current.Kind == TokenKind.End)
                {
                    throw new SqlException("it ends too early");
                }

                _at++;
            }
        }

        return type switch
        {
            "varchar" or "text" or "string" or "char" => "varchar",
            "date" => "date",
            "timestamp" or "datetime" => "timestamp",
            "int" or "integer" or "int4" => "integer",
            "bigint" or "hugeint" or "int8" => "bigint",
            "smallint" or "int2" => "smallint",
            "tinyint" or "int1" => "tinyint",
            "float" or "float8" or "double" or "real" or "decimal" or "numeric" or "float4" => "double",
            "boolean" or "bool" => "boolean",
            _ => throw new SqlException($"the type {type} is not supported"),
        };
    }

    private SqlColumn SidedColumn(string table)
    {
        if (Current.Kind is not (TokenKind.Name or TokenKind.QuotedName))
        {
            throw new SqlException($"a column must follow \"{table}.\"");
        }

        string column = Current.Text;
        _at++;
        return table.ToLowerInvariant() switch
        {
            "l" => new SqlColumn(column, Side.Left),
            "r" => new SqlColumn(column, Side.Right),
            _ => throw new SqlException($"\"{table}\" is not a record; write l. or r. before a column"),
        };
    }

    private SqlNode Column(string name)
    {
        if (_variables.Contains(name))
        {
            return new SqlVariable(name);
        }

        if (!_suffixes)
        {
            throw new SqlException($"the column \"{name}\" does not say which record it belongs to; write l.\"{name}\" or r.\"{name}\"");
        }

        return name.Length > 2 && name.EndsWith("_l", StringComparison.OrdinalIgnoreCase) ? new SqlColumn(name[..^2], Side.Left)
            : name.Length > 2 && name.EndsWith("_r", StringComparison.OrdinalIgnoreCase) ? new SqlColumn(name[..^2], Side.Right)
            : throw new SqlException($"the column \"{name}\" does not say which record it belongs to; end it in _l or _r");
    }
}
