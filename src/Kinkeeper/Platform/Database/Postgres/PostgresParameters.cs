using Npgsql;
using NpgsqlTypes;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>
/// The bound values of a statement. A type once known stays: the server keeps one prepared statement for each combination of types,
/// and a column that is null in some rows must not make it prepare anew.
/// </summary>
internal sealed class PostgresParameters(PostgresSql sql)
{
    private readonly object?[] _values = new object?[sql.Parameters];
    private readonly NpgsqlDbType[] _types = Enumerable.Repeat(NpgsqlDbType.Unknown, sql.Parameters).ToArray();

    public void Set(int parameter, object? value, NpgsqlDbType type)
    {
        _values[parameter - 1] = value;
        if (value is not null)
        {
            _types[parameter - 1] = type;
        }
    }

    /// <summary>Gives the values to a command; they are its own from then on.</summary>
    public void Fill(NpgsqlParameterCollection into, NpgsqlConnection connection)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_types[i] == NpgsqlDbType.Unknown)
            {
                _types[i] = sql.TypeOf(i + 1, connection);
            }

            if (into.Count <= i)
            {
                into.Add(new NpgsqlParameter());
            }

            into[i].NpgsqlDbType = _types[i];
            into[i].Value = _values[i] ?? DBNull.Value;
        }
    }
}
