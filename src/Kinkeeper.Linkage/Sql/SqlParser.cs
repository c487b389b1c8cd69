using System.Globalization;

namespace Kinkeeper.Linkage.Sql;

/// <summary>
/// A recursive-descent parser for the conditions of linkage models: DuckDB's operators in DuckDB's order of binding.
/// </summary>
internal sealed class SqlParser
{
    private readonly List<Token> _tokens;
    private readonly bool _suffixes;
    private readonly Stack<string> _variables = new();
    private int _at;

    private SqlParser(string sql, bool suffixes)
    {
        _tokens = SqlLexer.Tokens(sql);
        _suffixes = suffixes;
    }

    /// <summary>Parses a comparison level's condition, in which columns end in <c>_l</c> or <c>_r</c>.</summary>
    /// <exception cref="LinkageException">The condition cannot be compiled; the message quotes it.</exception>
    public static SqlNode Condition(string sql, string where) => Parse(sql, where, suffixes: true);

    /// <summary>Parses a blocking rule, in which columns are written <c>l.x</c> and <c>r.x</c>.</summary>
    /// <exception cref="LinkageException">The rule cannot be compiled; the message quotes it.</exception>
    public static SqlNode Rule(string sql, string where) => Parse(sql, where, suffixes: false);

    private static SqlNode Parse(string sql, string where, bool suffixes)
    {
        try
        {
            SqlParser parser = new(sql, suffixes);
            SqlNode node = parser.Or();
            return parser.Current.Kind == TokenKind.End
                ? node
                : throw new SqlException($"\"{parser.Current.Text}\" at position {parser.Current.Position + 1} was not expected");
        }
        catch (SqlException problem)
        {
            throw new LinkageException($"The condition {sql} of {where} cannot be compiled: {problem.Message}.", problem);
        }
    }

    private Token Current => _tokens[_at];

    private bool Take(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            string found = Current.Kind == TokenKind.End ? "its end" : $"\"{Current.Text}\" at position {Current.Position + 1}";
            throw new SqlException($"expected \"{text}\" but found {found}");
        }
    }

    private SqlNode Or()
    {
        SqlNode left = And();
        while (Take("OR"))
        {
            left = new SqlCall("or", left, And());
        }

        return left;
    }

    private SqlNode And()
    {
        SqlNode left = Not();
        while (Take("AND"))
        {
            left = new SqlCall("and", left, Not());
        }

        return left;
    }

    private SqlNode Not() => Take("NOT") ? new SqlCall("not", Not()) : Comparison();

    private SqlNode Comparison()
    {
        SqlNode left = Sum();
        while (true)
        {
            if (Take("IS"))
            {
                bool not = Take("NOT");
                SqlNode test;
                if (Take("NULL"))
                {
                    test = new SqlCall("isnull", left);
                }
                else if (Take("TRUE") || Take("FALSE"))
                {
                    bool value = _tokens[_at - 1].Is("TRUE");
                    test = new SqlCall("coalesce", new SqlCall("=", left, new SqlLiteral(SqlValue.Of(value))), new SqlLiteral(SqlValue.Of(false)));
                }
                else if (Take("DISTINCT"))
                {
                    Expect("FROM");
                    test = new SqlCall("distinct", left, Sum());
                }
                else
                {
                    throw new SqlException($"IS must be followed by [NOT] NULL, TRUE, FALSE or DISTINCT FROM, not by \"{Current.Text}\"");
                }

                left = not ? new SqlCall("not", test) : test;
            }
            else if (Current.Is("BETWEEN") || (Current.Is("NOT") && _tokens[_at + 1].Is("BETWEEN")))
            {
                bool not = Take("NOT");
                Expect("BETWEEN");
                SqlNode low = Sum();
                Expect("AND");
                SqlNode both = new SqlCall("and", new SqlCall(">=", left, low), new SqlCall("<=", left, Sum()));
                left = not ? new SqlCall("not", both) : both;
            }
            else if (Current.Is("IN") || (Current.Is("NOT") && _tokens[_at + 1].Is("IN")))
            {
                bool not = Take("NOT");
                Expect("IN");
                Expect("(");
                SqlNode any = new SqlCall("=", left, Sum());
                while (Take(","))
                {
                    any = new SqlCall("or", any, new SqlCall("=", left, Sum()));
                }

                Expect(")");
                left = not ? new SqlCall("not", any) : any;
            }
            else if (Current.Kind == TokenKind.Sign && Current.Text is "=" or "==" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
            {
                string sign = Current.Text switch { "==" => "=", "!=" => "<>", string other => other };
                _at++;
                left = new SqlCall(sign, left, Sum());
            }
            else
            {
                return left;
            }
        }
    }

    private SqlNode Sum()
    {
        SqlNode left = Product();
        while (Current.Kind == TokenKind.Sign && Current.Text is "+" or "-" or "||")
        {
            string sign = Current.Text;
            _at++;
            left = new SqlCall(sign, left, Product());
        }

        return left;
    }

    private SqlNode Product()
    {
        SqlNode left = Negation();
        while (Current.Kind == TokenKind.Sign && Current.Text is "*" or "/" or "%")
        {
            string sign = Current.Text;
            _at++;
            left = new SqlCall(sign, left, Negation());
        }

        return left;
    }

    private SqlNode Negation()
    {
        if (Take("-"))
        {
            SqlNode node = Negation();
            return node is SqlLiteral { Value.Kind: SqlKind.Number } literal
                ? new SqlLiteral(SqlValue.Of(-literal.Value.Number))
                : new SqlCall("-", new SqlLiteral(SqlValue.Of(0.0)), node);
        }

        return Take("+") ? Negation() : Suffix();
    }

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
                throw new SqlException(token.Kind == TokenKind.End ? "it ends too early" : $"\"{token.Text}\" at position {token.Position + 1} was not expected");
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
        if (Current.Kind == TokenKind.Name && _tokens[_at + 1].Is("->"))
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
            throw new SqlException($"the column \"{name}\" does not say which record it is of; write l.\"{name}\" or r.\"{name}\"");
        }

        return name.Length > 2 && name.EndsWith("_l", StringComparison.OrdinalIgnoreCase) ? new SqlColumn(name[..^2], Side.Left)
            : name.Length > 2 && name.EndsWith("_r", StringComparison.OrdinalIgnoreCase) ? new SqlColumn(name[..^2], Side.Right)
            : throw new SqlException($"the column \"{name}\" does not say which record it is of; end it in _l or _r");
    }
}
