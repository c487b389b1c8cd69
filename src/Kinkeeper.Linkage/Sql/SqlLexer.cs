using System.Globalization;

namespace Kinkeeper.Linkage.Sql;

internal enum TokenKind
{
    End,
    Name,
    QuotedName,
    Number,
    Text,
    Sign,
}

internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool Is(string keyword) =>
        Kind is TokenKind.Name or TokenKind.Sign && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Splits a condition into tokens.</summary>
internal static class SqlLexer
{
    private const int MostTokens = 10_000;

    private static readonly string[] Signs =
        ["<=", ">=", "<>", "!=", "==", "||", "::", "->", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", ",", ".", "[", "]"];

    public static List<Token> Tokens(string sql)
    {
        List<Token> tokens = [];
        int at = 0;
        while (at < sql.Length)
        {
            char c = sql[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '"' or '\'' or '`')
            {
                int start = at;
                string text = Quoted(sql, ref at, c);
                tokens.Add(new Token(c == '\'' ? TokenKind.Text : TokenKind.QuotedName, text, start));
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])))
            {
                int start = at;
                while (at < sql.Length && (char.IsAsciiDigit(sql[at]) || sql[at] == '.'
                    || (sql[at] is 'e' or 'E' && at + 1 < sql.Length && (char.IsAsciiDigit(sql[at + 1]) || sql[at + 1] is '-' or '+'))
                    || (sql[at] is '-' or '+' && sql[at - 1] is 'e' or 'E' && at > start)))
                {
                    at++;
                }

                string number = sql[start..at];
                if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                {
                    throw new SqlException($"\"{number}\" is not a number");
                }

                tokens.Add(new Token(TokenKind.Number, number, start));
            }
            else if (char.IsLetter(c) || c == '_')
            {
                int start = at;
                while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
                {
                    at++;
                }

                tokens.Add(new Token(TokenKind.Name, sql[start..at], start));
            }
            else
            {
                string sign = Signs.FirstOrDefault(sign => string.CompareOrdinal(sql, at, sign, 0, sign.Length) == 0)
                    ?? throw new SqlException($"the character {c} at position {at + 1} is not known");
                tokens.Add(new Token(TokenKind.Sign, sign, at));
                at += sign.Length;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", sql.Length));
        return tokens.Count <= MostTokens ? tokens : throw new SqlException($"it has more than {MostTokens:N0} words");
    }

    private static string Quoted(string sql, ref int at, char quote)
    {
        System.Text.StringBuilder text = new();
        int start = at++;
        while (at < sql.Length)
        {
            if (sql[at] == quote)
            {
                if (at + 1 < sql.Length && sql[at + 1] == quote)
                {
                    text.Append(quote);
                    at += 2;
                    continue;
                }

                at++;
                return text.ToString();
            }

            text.Append(sql[at++]);
        }

        throw new SqlException($"the quote at position {start + 1} is never closed");
    }
}
