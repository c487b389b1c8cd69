using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>A statement that PostgreSQL runs. Its rows are streamed, until another statement of the same connection needs it.</summary>
internal sealed class PostgresStatement(PostgresDatabase database, string sql) : SqlStatement
{
    private readonly PostgresSql _sql = PostgresSql.Of(sql);
    private readonly PostgresParameters _parameters = new(PostgresSql.Of(sql));
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;
    private Queue<object[]>? _rest;
    private object[]? _row;

    /// <inheritdoc/>
    public override void Bind(int parameter, long value) => _parameters.Set(parameter, value, NpgsqlDbType.Bigint);

    /// <inheritdoc/>
    public override void BindText(int parameter, ReadOnlySpan<byte> utf8) => BindText(parameter, Encoding.UTF8.GetString(utf8));

    /// <inheritdoc/>
    public override void BindText(int parameter, string? text) => _parameters.Set(parameter, text, NpgsqlDbType.Text);

    /// <inheritdoc/>
    public override void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => _parameters.Set(parameter, bytes.ToArray(), NpgsqlDbType.Bytea);

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<long> numbers) =>
        _parameters.Set(parameter, numbers.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<string> texts) =>
        _parameters.Set(parameter, texts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>Binds an array whose elements are of <paramref name="element"/>.</summary>
    internal void BindArray(int parameter, Array values, NpgsqlDbType element) => _parameters.Set(parameter, values, NpgsqlDbType.Array | element);

    /// <inheritdoc/>
    public override void BindNull(int parameter) => _parameters.Set(parameter, null, NpgsqlDbType.Unknown);

    /// <inheritdoc/>
    public override int Execute()
    {
        database.MakeWay();
        int changed = database.Run(Command(), command => command.ExecuteNonQuery());
        return Math.Max(changed, 0);
    }

    /// <inheritdoc/>
    public override void Enqueue()
    {
        NpgsqlBatchCommand command = new(_sql.Text);
        _parameters.Fill(command.Parameters, database.Raw);
        database.Enqueue(command);
    }

    /// <inheritdoc/>
    protected override bool MoveToNextRow()
    {
        if (_rest is not null)
        {
            return StepInMemory();
        }

        if (_reader is null)
        {
            database.MakeWay();
            _reader = database.Run(Command(), command => command.ExecuteReader());
            database.Reading = this;
        }

        if (database.Run(_reader, reader => reader.Read()))
        {
            return true;
        }

        Reset();
        return false;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        (_rest, _row) = (null, null);
        if (_reader is not null)
        {
            database.Reading = null;
            database.Run(_reader, reader =>
            {
                reader.Dispose();
                return true;
            });
            _reader = null;
        }
    }

    /// <inheritdoc/>
    public override long Number(int column) => Value(column) switch
    {
        long number => number,
        int number => number,
        short number => number,
        bool truth => truth ? 1 : 0,
        decimal sum => (long)sum,
        null => 0,
        object other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override bool IsNull(int column) => _row is null ? _reader!.IsDBNull(column) : _row[column] is DBNull;

    /// <inheritdoc/>
    public override string? Text(int column) => Value(column) switch
    {
        null => null,
        string text => text,
        object other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int column) => Value(column) switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    /// <summary>Takes the present row and all that follow into memory, so that another statement can use the connection.</summary>
    internal void Buffer()
    {
        NpgsqlDataReader reader = _reader!;
        _row = Values(reader);
        Queue<object[]> rest = [];
        database.Run(reader, rows =>
        {
            while (rows.Read())
            {
                rest.Enqueue(Values(rows));
            }

            rows.Dispose();
            return true;
        });
        (_rest, _reader, database.Reading) = (rest, null, null);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Reset();
            _command?.Dispose();
        }
    }

    private static object[] Values(NpgsqlDataReader reader)
    {
        object[] values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private bool StepInMemory()
    {
        if (_rest!.TryDequeue(out _row))
        {
            return true;
        }

        _rest = null;
        return false;
    }

    private NpgsqlCommand Command()
    {
        _command ??= new NpgsqlCommand(_sql.Text, database.Raw);
        _parameters.Fill(_command.Parameters, database.Raw);
        return _command;
    }

    private object? Value(int column)
    {
        object value = _row is null ? _reader!.GetValue(column) : _row[column];
        return value is DBNull ? null : value;
    }
}
