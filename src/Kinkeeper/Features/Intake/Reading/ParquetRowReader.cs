using System.Globalization;
using Kinkeeper.Platform;
using Parquet;
using Parquet.Schema;
using ConvertedType = Parquet.Meta.ConvertedType;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads the rows of a Parquet file, with one row group in memory at a time. Values become text as in a careful CSV export:
/// ISO 8601 dates; instants with Z if the file says that they are UTC, otherwise without an offset.
/// </summary>
internal sealed class ParquetRowReader : RowReader
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly ReadingLimits _limits;
    private readonly ParquetReader _parquet;
    private readonly DataField[] _fields;
    private readonly RowCells _cells = new();
    private Action<int, RowCells>[] _columns = [];
    private int _group;
    private int _rowsInGroup;
    private int _rowInGroup;
    private long _row;
    private long _line;

    public ParquetRowReader(string path, FileStream file, Func<IReadOnlyList<string>, bool> isHeader, ReadingLimits limits)
    {
        _path = path;
        _file = file;
        _limits = limits;
        if (!ParquetFooter.IsSound(file, limits.HeldBytes / 8))
        {
            throw ReadingRefusals.Broken(path, 0, new InvalidDataException("the metadata at its end is damaged"));
        }

        try
        {
            _parquet = ParquetReader.CreateAsync(file, new ParquetOptions { TreatByteArrayAsString = true, UseDateOnlyTypeForDates = true }, leaveStreamOpen: true).GetAwaiter().GetResult();
            _fields = [.. _parquet.Schema.DataFields];
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw ReadingRefusals.Broken(path, 0, broken);
        }

        Header = [.. _fields.Select(field => field.Name)];
        if (!isHeader(Header))
        {
            throw ReadingRefusals.NoHeader(path);
        }

        if (Array.Find(_fields, field => field.MaxRepetitionLevel > 0 || field.Path.Length > 1) is { } nested)
        {
            throw ReadingRefusals.Unwieldy(path, $"its column {nested.Path} holds lists or structures, not single values");
        }
    }

    public override IReadOnlyList<string> Header { get; }

    public override long RowNumber => _row;

    public override long LineNumber => _line;

    public override int FieldCount => Problem is null ? _cells.Count : 0;

    public override ReadOnlySpan<byte> Raw => _cells.ToCsv();

    public override string? Problem =>
        _cells.Bytes > _limits.RecordBytes ? string.Create(CultureInfo.InvariantCulture, $"it is longer than {_limits.RecordBytes:N0} bytes") : null;

    public override long BytesRead => _group == 0 ? 0 : (long)((_group - 1 + ((double)_rowInGroup / Math.Max(1, _rowsInGroup))) / Math.Max(1, _parquet.RowGroupCount) * BytesTotal);

    public override long BytesTotal => _file.Length;

    public override bool Read()
    {
        while (true)
        {
            if (_rowInGroup == _rowsInGroup)
            {
                if (_group == _parquet.RowGroupCount)
                {
                    _cells.Clear();
                    return false;
                }

                LoadGroup(_group++);
                continue;
            }

            _cells.Clear();
            foreach (Action<int, RowCells> column in _columns)
            {
                column(_rowInGroup, _cells);
                _cells.EndCell();
            }

            _rowInGroup++;
            _line++;
            if (!_cells.IsBlank)
            {
                _row++;
                return true;
            }
        }
    }

    public override ReadOnlySpan<byte> Field(int index) => Problem is null ? _cells[index] : default;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _parquet.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _file.Dispose();
        }
    }

    private void LoadGroup(int group)
    {
        ParquetRowGroupReader reader = _parquet.OpenRowGroupReader(group);
        if (reader.RowGroup.TotalByteSize > _limits.HeldBytes || reader.RowCount > _limits.HeldBytes / (8 * Math.Max(1, _fields.Length)))
        {
            throw ReadingRefusals.Unwieldy(_path, string.Create(CultureInfo.InvariantCulture, $"its row group {group + 1} needs more than {_limits.HeldBytes:N0} bytes in memory"));
        }

        try
        {
            _rowsInGroup = checked((int)reader.RowCount);
            _rowInGroup = 0;
            _columns = [.. _fields.Select(field => Load(reader, field, _rowsInGroup))];
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or RefusalException))
        {
            throw ReadingRefusals.Broken(_path, _row, broken);
        }
    }

    private Action<int, RowCells> Load(ParquetRowGroupReader group, DataField field, int rows)
    {
        Type type = field.ClrType;
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>))
        {
            string?[] texts = new string?[rows];
            group.ReadAsync(field, texts.AsMemory()!).AsTask().GetAwaiter().GetResult();
            return (row, into) => into.Append(texts[row].AsSpan());
        }

        return type switch
        {
            _ when type == typeof(bool) => Values<bool>(group, field, rows, (value, into) => into.Append(value ? "true"u8 : "false"u8)),
            _ when type == typeof(sbyte) => Numbers<sbyte>(group, field, rows),
            _ when type == typeof(byte) => Numbers<byte>(group, field, rows),
            _ when type == typeof(short) => Numbers<short>(group, field, rows),
            _ when type == typeof(ushort) => Numbers<ushort>(group, field, rows),
            _ when type == typeof(int) => Numbers<int>(group, field, rows),
            _ when type == typeof(uint) => Numbers<uint>(group, field, rows),
            _ when type == typeof(long) => Numbers<long>(group, field, rows),
            _ when type == typeof(ulong) => Numbers<ulong>(group, field, rows),
            _ when type == typeof(float) => Numbers<float>(group, field, rows),
            _ when type == typeof(double) => Numbers<double>(group, field, rows),
            _ when type == typeof(decimal) => Numbers<decimal>(group, field, rows),
            _ when type == typeof(Guid) => Numbers<Guid>(group, field, rows),
            _ when type == typeof(DateOnly) => Numbers<DateOnly>(group, field, rows, "yyyy-MM-dd"),
            _ when type == typeof(TimeOnly) => Numbers<TimeOnly>(group, field, rows, "HH:mm:ss"),
            _ when type == typeof(TimeSpan) => Numbers<TimeSpan>(group, field, rows, "c"),
            _ when type == typeof(DateTime) => Numbers<DateTime>(group, field, rows, IsUtc(field) ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF"),
            _ => throw ReadingRefusals.Unwieldy(_path, $"its column {field.Name} holds values of a type that such tables never have ({type.Name})"),
        };
    }

    private static Action<int, RowCells> Numbers<T>(ParquetRowGroupReader group, DataField field, int rows, string? format = null)
        where T : struct, IUtf8SpanFormattable =>
        Values<T>(group, field, rows, (value, into) =>
        {
            Span<byte> text = stackalloc byte[64];
            value.TryFormat(text, out int length, format, CultureInfo.InvariantCulture);
            into.Append(text[..length]);
        });

    private static Action<int, RowCells> Values<T>(ParquetRowGroupReader group, DataField field, int rows, Action<T, RowCells> append)
        where T : struct
    {
        if (!field.IsNullable)
        {
            T[] sure = new T[rows];
            group.ReadAsync(field, sure.AsMemory()).AsTask().GetAwaiter().GetResult();
            return (row, into) => append(sure[row], into);
        }

        T?[] values = new T?[rows];
        group.ReadAsync(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return (row, into) =>
        {
            if (values[row] is { } value)
            {
                append(value, into);
            }
        };
    }

    private static bool IsUtc(DataField field) => field.SchemaElement switch
    {
        { LogicalType.TIMESTAMP: { } timestamp } => timestamp.IsAdjustedToUTC,
        { ConvertedType: ConvertedType.TIMESTAMP_MILLIS or ConvertedType.TIMESTAMP_MICROS } => true,
        _ => false,
    };
}
