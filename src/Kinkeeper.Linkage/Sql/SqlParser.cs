namespace Kinkeeper.Linkage.Sql;

/// <summary>A recursive-descent parser for the conditions of linkage models, with DuckDB's operators and precedence.</summary>
internal sealed partial class SqlParser
{
    // Deeper than any condition that a person writes, and far below what the stack allows.
    private const int DeepestNesting = 200;

    private readonly List<Token> _tokens;
    private readonly bool _suffixes;
    private readonly Stack<string> _variables = new();
    private int _at;
    private int _depth;

    private SqlParser(string sql, bool suffixes)
    {
        _tokens = SqlLexer.Tokens(sql);
        _suffixes = suffixes;
    }

    /// <summary>Parses the condition of a comparison level. Columns end in <c>_l</c> or <c>_r</c>.</summary>
    /// <exception cref="LinkageException">The condition cannot be compiled; the message quotes it.</exception>
    public static SqlNode Condition(string sql, string where) => Parse(sql, where, suffixes: true);

    /// <summary>Parses a blocking rule. Columns are written <c>l.x</c> and <c>r.x</c>.</summary>
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
            throw problem.Of(sql, where);
        }
    }

    private Token Current => _tokens[Math.Min(_at, _tokens.Count - 1)];

    private Token Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

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
        Enter();
        List<SqlNode> parts = [And()];
        while (Take("OR"))
        {
            parts.Add(And());
        }

        _depth--;
        return parts.Count == 1 ? parts[0] : new SqlCall("or", [.. parts]);
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw new SqlException($"it is nested more than {DeepestNesting} deep");
        }
    }

    private SqlNode And()
    {
        List<SqlNode> parts = [Not()];
        while (Take("AND"))
        {
            parts.Add(Not());
        }

        return parts.Count == 1 ? parts[0] : new SqlCall("and", [.. parts]);
    }

    private SqlNode Not()
    {
        if (!Take("NOT"))
        {
            return Comparison();
        }

        Enter();
        SqlCall not = new("not", Not());
        _depth--;
        return not;
    }

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
                    test = new SqlCall(
                        "coalesce", new SqlCall("=", left, new SqlLiteral(SqlValue.Of(value))), new SqlLiteral(SqlValue.Of(false)));
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
            else if (Current.Is("BETWEEN") || (Current.Is("NOT") && Next.Is("BETWEEN")))
            {
                bool not = Take("NOT");
                Expect("BETWEEN");
                SqlNode low = Sum();
                Expect("AND");
                SqlNode both = new SqlCall("and", new SqlCall(">=", left, low), new SqlCall("<=", left, Sum()));
                left = not ? new SqlCall("not", both) : both;
            }
            else if (Current.Is("IN") || (Current.Is("NOT") && Next.Is("IN")))
            {
                bool not = Take("NOT");
                Expect("IN");
                Expect("(");
                SqlNode subject = left;
                List<SqlNode> equals = [new SqlCall("=", subject, Sum())];
                while (Take(","))
                {
                    equals.Add(new SqlCall("=", subject, Sum()));
                }

                Expect(")");
                SqlNode any = equals.Count == 1 ? equals[0] : new SqlCall("or", [.. equals]);
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
        bool minus = Take("-");
        if (!minus && !Take("+"))
        {
            return Suffix();
        }

        Enter();
        SqlNode node = Negation();
        _depth--;
        return !minus ? node
            : node is SqlLiteral { Value.Kind: SqlKind.Number } literal ? new SqlLiteral(SqlValue.Of(-literal.Value.Number))
            : new SqlCall("-", new SqlLiteral(SqlValue.Of(0.0)), node);
    }
}
