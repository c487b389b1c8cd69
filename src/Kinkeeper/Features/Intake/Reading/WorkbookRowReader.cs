using System.Globalization;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads the rows of an <c>.xlsx</c> workbook: from the first sheet with the header, then from every later sheet with the same
/// header, because long tables continue on the next sheet. Cells come as stored, so a date is its serial number.
/// </summary>
/// <remarks>
/// MiniExcel and ExcelDataReader read sheets well. But they trust the archive's declared sizes, collect a cell or an attribute of
/// any length, and support neither a preamble nor continuation sheets. This reader stays within <see cref="ReadingLimits"/>.
/// </remarks>
internal sealed class WorkbookRowReader : RowReader
{
    private readonly FileStream _file;
    private readonly ReadingLimits _limits;
    private readonly Workbook _book;
    private readonly List<(string Name, System.IO.Compression.ZipArchiveEntry Part, long HeaderRow)> _sheets = [];
    private readonly RowCells _cells = new();
    private readonly RowCells _code = new();
    private readonly RowCells _passedOver = new();
    private int _sheet = -1;
    private WorkbookPart? _part;
    private long _sheetRow;
    private long _row;
    private bool _fits;
    private bool _tooManyCells;

    public WorkbookRowReader(string path, FileStream file, Func<IReadOnlyList<string>, bool> isHeader, ReadingLimits limits)
    {
        _file = file;
        _limits = limits;
        _book = new Workbook(path, file, limits);
        try
        {
            Header = FindHeaders(path, isHeader);
        }
        catch
        {
            Dispose(disposing: true);
            throw;
        }

        IsOurs = CsvOutput.Wrote(Header);
        BytesTotal = _sheets.Sum(sheet => sheet.Part.CompressedLength);
    }

    public override IReadOnlyList<string> Header { get; }

    public override long RowNumber => _row;

    public override long LineNumber => _sheetRow;

    public override int FieldCount => Problem is null ? _cells.Count : 0;

    public override ReadOnlySpan<byte> Raw => _cells.ToCsv();

    public override string? Problem =>
        _tooManyCells ? string.Create(CultureInfo.InvariantCulture, $"it has more than {_limits.Cells:N0} cells")
        : !_fits ? string.Create(CultureInfo.InvariantCulture, $"it is longer than {_limits.RecordBytes:N0} bytes")
        : null;

    public override long BytesRead
    {
        get
        {
            long done = _sheets.Take(_sheet).Sum(sheet => sheet.Part.CompressedLength);
            return _part is not null && _sheets[_sheet].Part is { Length: > 0 } current
                ? done + (long)((double)_part.Position / current.Length * current.CompressedLength)
                : done;
        }
    }

    public override long BytesTotal { get; }

    public override bool Read()
    {
        while (true)
        {
            if (_part is null && !OpenNextSheet())
            {
                return false;
            }

            if (ReadSheetRow(_part!))
            {
                if (_sheetRow > _sheets[_sheet].HeaderRow && !_cells.IsBlank)
                {
                    _row++;
                    return true;
                }

                continue;
            }

            _part!.Dispose();
            _part = null;
        }
    }

    public override ReadOnlySpan<byte> Field(int index) =>
        Problem is not null ? default : IsOurs ? CsvOutput.Unguard(_cells[index]) : _cells[index];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part?.Dispose();
            _book.Dispose();
            _file.Dispose();
        }
    }

    private bool OpenNextSheet()
    {
        if (_sheet + 1 >= _sheets.Count)
        {
            _sheet = _sheets.Count;
            _cells.Clear();
            return false;
        }

        _sheet++;
        _sheetRow = 0;
        _part = _book.Open(_sheets[_sheet].Part);
        _part.Row = _row;
        return true;
    }

    private string[] FindHeaders(string path, Func<IReadOnlyList<string>, bool> isHeader)
    {
        string[]? header = null;
        foreach ((string name, System.IO.Compression.ZipArchiveEntry part) in _book.Sheets)
        {
            using WorkbookPart sheet = _book.Open(part);
            _sheetRow = 0;
            for (int rows = 0; rows < HeaderSearchLines && ReadSheetRow(sheet); rows++)
            {
                string[] cells = _cells.ToStrings();
                if (_cells.IsBlank || !isHeader(cells))
                {
                    continue;
                }

                if (header is not null && !header.SequenceEqual(cells, StringComparer.OrdinalIgnoreCase))
                {
                    throw ReadingRefusals.DifferentSheets(path, _sheets[0].Name, name);
                }

                header ??= cells;
                _sheets.Add((name, part, _sheetRow));
                break;
            }
        }

        _sheetRow = 0;
        return header ?? throw ReadingRefusals.NoHeader(path, string.Join(", ", _book.Sheets.Select(sheet => sheet.Name).Take(20)));
    }

    private bool ReadSheetRow(WorkbookPart sheet)
    {
        _cells.Clear();
        _fits = true;
        _tooManyCells = false;
        while (sheet.Read())
        {
            if (!sheet.IsElement("row"))
            {
                continue;
            }

            _sheetRow = long.TryParse(sheet.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > _sheetRow
                ? number
                : _sheetRow + 1;
            sheet.Row = _row;
            if (sheet.IsEmpty)
            {
                return true;
            }

            while (sheet.Read() && !sheet.IsEndOf("row"))
            {
                if (sheet.IsElement("c"))
                {
                    ReadCell(sheet);
                }
            }

            return true;
        }

        return false;
    }

    private void ReadCell(WorkbookPart sheet)
    {
        int column = ColumnOf(sheet.Attribute("r")) ?? _cells.Count;
        string? type = sheet.Attribute("t");
        if (column >= _limits.Cells)
        {
            _tooManyCells = true;
        }
        else
        {
            _cells.PadTo(column);
        }

        bool stored = column == _cells.Count;
        RowCells into = stored ? _cells : _passedOver;
        _passedOver.Clear();
        if (!sheet.IsEmpty)
        {
            while (sheet.Read() && !sheet.IsEndOf("c"))
            {
                if (sheet.IsElement("is"))
                {
                    _fits &= sheet.ReadRichText("is", into);
                }
                else if (sheet.IsElement("v"))
                {
                    _fits &= ReadValue(sheet, type, into);
                }
            }
        }

        if (stored)
        {
            _cells.EndCell();
        }
    }

    private bool ReadValue(WorkbookPart sheet, string? type, RowCells into)
    {
        if (type is not ("s" or "b"))
        {
            return sheet.ReadText("v", into);
        }

        _code.Clear();
        bool fits = sheet.ReadText("v", _code);
        _code.EndCell();
        if (type == "b")
        {
            into.Append(_code[0].SequenceEqual("1"u8) ? "TRUE"u8 : "FALSE"u8);
            return fits;
        }

        ReadOnlySpan<byte> text = int.TryParse(_code[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? _book.SharedTexts[number]
            : default;
        if (into.Bytes + text.Length > _limits.RecordBytes)
        {
            return false;
        }

        into.Append(text);
        return fits;
    }

    /// <summary>Returns the column, from 0, of a reference such as <c>AB12</c>.</summary>
    private static int? ColumnOf(string? reference)
    {
        int column = 0;
        int letters = 0;
        while (reference is not null && letters < reference.Length && letters < 4 && char.IsAsciiLetter(reference[letters]))
        {
            column = (column * 26) + (char.ToUpperInvariant(reference[letters++]) - 'A' + 1);
        }

        return letters == 0 ? null : column - 1;
    }
}
