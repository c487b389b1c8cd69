using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>
/// An insert whose rows are gathered in the form in which COPY takes them (postgresql.org/docs/15/sql-copy.html, "Binary Format"),
/// and sent before the next statement that the connection runs. Each row binds all its columns, in order; a row that begins anew
/// forgets what was bound before.
/// </summary>
internal sealed class PostgresCopy(PostgresDatabase database, string table, IReadOnlyList<string> columns) : SqlStatement
{
    /// <summary>More is not kept in memory.</summary>
    private const int MostBytes = 16 << 20;

    private const int Null = -1;

    private readonly string _sql = $"COPY {table} ({BulkShape.Quoted(columns)}) FROM STDIN (FORMAT BINARY)";
    private byte[] _bytes = new byte[1 << 16];
    private ColumnType[]? _types;
    private int _sound;
    private int _length;
    private int _bound;

    private static ReadOnlySpan<byte> Header =>
    [
        (byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0,
        0, 0, 0, 0, // flags
        0, 0, 0, 0, // length of the header's extension
    ];

    private enum ColumnType
    {
        Short,
        Integer,
        Long,
        Bytes,
    }

    /// <inheritdoc/>
    public override void Bind(int parameter, long value)
    {
        switch (Begin(parameter))
        {
            case ColumnType.Long:
                BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);
                break;
            case ColumnType.Integer:
                BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), checked((int)value));
                break;
            case ColumnType.Short:
                BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), checked((short)value));
                break;
            default:
                throw new InvalidOperationException($"{table}.{columns[parameter - 1]} is not a number.");
        }
    }

    /// <inheritdoc/>
    public override void BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Begin(parameter);
        utf8.CopyTo(Field(utf8.Length));
    }

    /// <inheritdoc/>
    public override void BindText(int parameter, string? text)
    {
        if (text is null)
        {
            BindNull(parameter);
            return;
        }

        Begin(parameter);
        Encoding.UTF8.GetBytes(text, Field(Encoding.UTF8.GetByteCount(text)));
    }

    /// <inheritdoc/>
    public override void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => BindText(parameter, bytes);

    /// <inheritdoc/>
    public override void BindNull(int parameter)
    {
        Begin(parameter);
        BinaryPrimitives.WriteInt32BigEndian(Space(sizeof(int)), Null);
    }

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<long> numbers) => throw NoLists();

    /// <inheritdoc/>
    public override void BindList(int parameter, IReadOnlyCollection<string> texts) => throw NoLists();

    /// <inheritdoc/>
    public override void Enqueue()
    {
        if (_bound != columns.Count)
        {
            throw new InvalidOperationException($"A row of {table} needs {columns.Count} values, not {_bound}.");
        }

        if (_sound == 0)
        {
            database.Await(this);
        }

        (_sound, _bound) = (_length, 0);
        if (_sound > MostBytes)
        {
            database.MakeWay();
        }
    }

    /// <inheritdoc/>
    public override int Execute()
    {
        Enqueue();
        database.MakeWay();
        return 1;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
    }

    /// <inheritdoc/>
    public override long Number(int column) => throw NoAnswer();

    /// <inheritdoc/>
    public override bool IsNull(int column) => throw NoAnswer();

    /// <inheritdoc/>
    public override string? Text(int column) => throw NoAnswer();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int column) => throw NoAnswer();

    /// <summary>Sends what was gathered.</summary>
    internal void Send()
    {
        database.Hear(_sql);
        database.Run(database.Raw, connection =>
        {
            using NpgsqlRawCopyStream stream = connection.BeginRawBinaryCopy(_sql);
            stream.Write(Header);
            stream.Write(_bytes.AsSpan(0, _sound));
            Span<byte> end = stackalloc byte[sizeof(short)];
            BinaryPrimitives.WriteInt16BigEndian(end, -1);
            stream.Write(end);
            return true;
        });

        // What is bound of the next row stays.
        _bytes.AsSpan(_sound, _length - _sound).CopyTo(_bytes);
        (_sound, _length) = (0, _length - _sound);
    }

    /// <summary>Forgets the rows that were not sent.</summary>
    internal void Forget() => (_sound, _length, _bound) = (0, 0, 0);

    /// <inheritdoc/>
    protected override bool MoveToNextRow()
    {
        Execute();
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private static InvalidOperationException NoAnswer() => new("An insert in bulk has no answer.");

    private static NotSupportedException NoLists() => new("A column holds no list.");

    private ColumnType Begin(int parameter)
    {
        if (parameter == 1)
        {
            (_length, _bound) = (_sound, 0);
            BinaryPrimitives.WriteInt16BigEndian(Space(sizeof(short)), (short)columns.Count);
        }

        if (parameter != ++_bound)
        {
            throw new InvalidOperationException($"The values of a row of {table} are bound in order: {_bound}, not {parameter}.");
        }

        return (_types ??= ReadTypes())[parameter - 1];
    }

    private Span<byte> Field(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(sizeof(int)), length);
        return Space(length);
    }

    private Span<byte> Space(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }

    private ColumnType[] ReadTypes()
    {
        using SqlStatement types = database.Prepare("SELECT CAST(atttypid AS bigint) FROM pg_attribute WHERE attrelid = CAST(?1 AS regclass) AND attname = ?2");
        return [.. columns.Select(TypeOf)];

        ColumnType TypeOf(string column)
        {
            types.BindText(1, table);
            types.BindText(2, column);

            // The numbers of the types that the model uses: pg_type.dat.
            return types.ReadNumber() switch
            {
                21 => ColumnType.Short,
                23 => ColumnType.Integer,
                20 => ColumnType.Long,
                17 or 25 or 1043 => ColumnType.Bytes,
                long other => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{table}.{column} has a type that is not inserted in bulk ({other}).")),
            };
        }
    }
}
