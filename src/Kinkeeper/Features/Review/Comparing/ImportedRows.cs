using System.Text.Json;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Csv;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>
/// Reads the stored raw rows of a past import: every row that the agency sent, including rejected rows and rows that a later import
/// replaced. Skips an expunged row, and keeps its number free.
/// </summary>
internal sealed class ImportedRows : RowReader
{
    private readonly DatabaseConnection _connection;
    private readonly SqlStatement _blocks;
    private readonly List<byte[]> _cells = [];
    private CsvRecord? _record;
    private IReadOnlyList<ReadOnlyMemory<byte>> _block = [];
    private int _inBlock;
    private ReadOnlyMemory<byte> _raw;
    private long _row;
    private string? _problem;

    public ImportedRows(Store store, Import import, Func<IReadOnlyList<string>, bool> isHeader)
    {
        Header = JsonSerializer.Deserialize<string[]>(import.Header)!;
        if (!isHeader(Header))
        {
            throw new RefusalException(new Refusal(
                "list-import-other-format",
                $"Import {import.Id.Value} does not have the same columns as the other one. Compare two imports of the same format.",
                $"La importación {import.Id.Value} no tiene las columnas de la otra. Compare dos importaciones del mismo formato."));
        }

        IsOurs = CsvOutput.Wrote(Header);
        BytesTotal = import.Rows;
        _connection = store.Connect();
        _blocks = _connection.Prepare("SELECT content FROM raw_blocks WHERE import_id = ?1 ORDER BY first_row");
        _blocks.Bind(1, import.Id.Value);
    }

    private static ReadOnlySpan<byte> Separators => ",|;\t"u8;

    public override IReadOnlyList<string> Header { get; }

    public override long RowNumber => _row;

    public override long LineNumber => _row;

    public override int FieldCount => Problem is null ? _cells.Count : 0;

    public override ReadOnlySpan<byte> Raw => _raw.Span;

    public override string? Problem => _problem;

    /// <summary>Progress in rows, as in <see cref="BytesTotal"/>.</summary>
    public override long BytesRead => _row;

    public override long BytesTotal { get; }

    public override bool Read()
    {
        while (true)
        {
            if (_inBlock == _block.Count)
            {
                if (!_blocks.Step())
                {
                    _cells.Clear();
                    return false;
                }

                _block = [.. RawBlockReader.Rows(_blocks.Bytes(0).ToArray())];
                _inBlock = 0;
                continue;
            }

            _raw = _block[_inBlock++];
            _row++;
            if (!_raw.IsEmpty)
            {
                Take();
                return true;
            }
        }
    }

    public override ReadOnlySpan<byte> Field(int index) =>
        index >= FieldCount ? default : IsOurs ? CsvOutput.Unguard(_cells[index]) : _cells[index];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _blocks.Dispose();
            _connection.Dispose();
        }
    }

    private void Take()
    {
        _record ??= FindSeparator();
        _cells.Clear();
        _problem = _record.Scan(_raw.Span, final: true, _raw.Length) == CsvScan.Complete ? null : "it cannot be split into cells";
        for (int index = 0; _problem is null && index < _record.Count; index++)
        {
            ref Cell cell = ref _record[index];
            byte[] value = _raw.Slice(cell.Start, cell.Length).ToArray();
            _cells.Add(cell.Form == CellForm.Plain ? value : value[..CsvRecord.Decode(value, cell.Form, value)]);
        }
    }

    /// <summary>Finds the separator of the raw rows, which was not stored: the one with which the first rows fit the header best.</summary>
    private CsvRecord FindSeparator()
    {
        (CsvRecord? best, long most) = (null, -1);
        foreach (byte separator in Separators)
        {
            CsvRecord record = new(separator, (byte)'\n', ReadingLimits.Default.Cells);
            long filled = 0;
            foreach (ReadOnlyMemory<byte> row in _block)
            {
                filled += record.Scan(row.Span, final: true, row.Length) == CsvScan.Complete && record.Count <= Header.Count ? record.Count : 0;
            }

            (best, most) = filled > most ? (record, filled) : (best, most);
        }

        return best!;
    }
}
