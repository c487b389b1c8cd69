using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>A statement as PostgreSQL reads it: <c>?1</c> becomes <c>$1</c>, except within quotes.</summary>
internal sealed class PostgresSql
{
    private static readonly ConcurrentDictionary<string, PostgresSql> Known = new(StringComparer.Ordinal);

    private readonly string _named;
    private NpgsqlDbType[]? _types;

    private PostgresSql(string sql)
    {
        (Text, Parameters) = Mark(sql, '$');
        _named = Mark(sql, '@').Text;
    }

    /// <summary>The statement with <c>$1</c>, <c>$2</c>, ….</summary>
    public string Text { get; }

    /// <summary>The highest number of a parameter.</summary>
    public int Parameters { get; }

    /// <summary>Translates a statement once; the texts that features run are few.</summary>
    public static PostgresSql Of(string sql) => Known.Count < 4_096 ? Known.GetOrAdd(sql, text => new PostgresSql(text)) : new PostgresSql(sql);

    /// <summary>
    /// The type that the server gives a parameter where its value does not say it: a null. Asked once for each statement.
    /// </summary>
    public NpgsqlDbType TypeOf(int parameter, NpgsqlConnection connection)
    {
        if (_types is null)
        {
            using NpgsqlCommand command = new(_named, connection);
            NpgsqlCommandBuilder.DeriveParameters(command);
            NpgsqlDbType[] types = new NpgsqlDbType[Parameters];
            foreach (NpgsqlParameter derived in command.Parameters)
            {
                types[int.Parse(derived.ParameterName.AsSpan(1), CultureInfo.InvariantCulture) - 1] = derived.NpgsqlDbType;
            }

            _types = types;
        }

        return _types[parameter - 1];
    }

    private static (string Text, int Parameters) Mark(string sql, char mark)
    {
        StringBuilder text = new(sql.Length + 16);
        int highest = 0;
        char quote = '\0';
        for (int i = 0; i < sql.Length; i++)
        {
            char letter = sql[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (letter == '?' && i + 1 < sql.Length && char.IsAsciiDigit(sql[i + 1]))
            {
                int number = 0;
                while (i + 1 < sql.Length && char.IsAsciiDigit(sql[i + 1]))
                {
                    number = (number * 10) + (sql[++i] - '0');
                }

                highest = Math.Max(highest, number);
                text.Append(mark == '@' ? "@p" : "$").Append(number);
                continue;
            }

            text.Append(letter);
        }

        return (text.ToString(), highest);
    }
}
