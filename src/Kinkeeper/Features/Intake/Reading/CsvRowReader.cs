using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads the rows of a text file, plain or gzip, without allocating per row.
/// </summary>
/// <remarks>
/// CsvHelper 34 has a faster UTF-8 reader. But there an unclosed quote runs to the end of the input, a record over the limit
/// ends the reading (<c>CsvMalformedDataHandling</c>, <c>CsvReaderOptions.MaxRecordSize</c>), and the whole file has one
/// encoding. Here a bad line loses only itself, and a Windows-1252 row in a UTF-8 file is read correctly. The buffer for one
/// record never exceeds <see cref="ReadingLimits.RecordBytes"/> by much, whatever the file contains.
/// </remarks>
internal sealed class CsvRowReader : RowReader
{
    /// <summary>
    /// The longest multi-line record shortly after an unclosed quote. Quotes are unreliable there, and looking far ahead from every line
    /// would take too long.
    /// </summary>
    private const int SpanningBytesNearUnclosed = 1024;

    /// <summary>The number of bytes of an overlong line that are kept for the reject file.</summary>
    private const int KeptOfOverlong = 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly ReadingLimits _limits;
    private readonly CsvRecord _record;

    private byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;
    private bool _final;
    private long _line;
    private long _offset;
    private long _trustQuotesFrom;

    private byte[] _text;
    private int _textStart;
    private int _rawLength;
    private byte[] _converted = [];
    private byte[] _decoded = [];
    private int _decodedLength;
    private int _fields;
    private string? _problem;
    private long _row;
    private long _rowLine;

    public CsvRowReader(string path, FileStream file, bool compressed, Func<IReadOnlyList<string>, bool> isHeader, ReadingLimits limits)
    {
        _path = path;
        _file = file;
        _limits = limits;
        _text = _buffer;
        _stream = compressed
            ? new BoundedStream(new GzipInput(file), () => file.Position, path, limits)
            : file;
        FillWhole();
        ReadOnlySpan<byte> beginning = _buffer.AsSpan(0, _end);
        if (beginning.IsEmpty)
        {
            throw ReadingRefusals.Empty(path);
        }

        Encoding? wide = beginning.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode
            : beginning.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : LegacyText.GuessUtf16(beginning[..Math.Min(beginning.Length, 4096)]);
        if (wide is not null)
        {
            file.Position = 0;
            _stream = Encoding.CreateTranscodingStream(
                compressed ? new BoundedStream(new GzipInput(file), () => file.Position, path, limits) : file,
                wide,
                Encoding.UTF8);
            _end = 0;
            _final = false;
            FillWhole();
            beginning = _buffer.AsSpan(0, _end);
        }
        else if (beginning.Count((byte)0) > beginning.Length / 10)
        {
            throw ReadingRefusals.NotText(path);
        }

        _start = beginning.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        CsvDialect dialect = CsvDialect.Find(beginning[_start..], _final, isHeader, HeaderSearchLines, limits)
            ?? throw ReadingRefusals.NoHeader(path);
        Header = dialect.Header;
        IsOurs = CsvOutput.Wrote(Header);
        _record = new CsvRecord(dialect.Separator, dialect.LineBreak, limits.Cells);
        _start += dialect.HeaderEnd;
        _line = dialect.LinesToHeader + 1;
    }

    public override IReadOnlyList<string> Header { get; }

    public override long RowNumber => _row;

    public override long LineNumber => _rowLine;

    public override int FieldCount => _fields;

    public override ReadOnlySpan<byte> Raw => _text.AsSpan(_textStart, _rawLength);

    public override string? Problem => _problem;

    public override long BytesRead => _final && _start == _end ? BytesTotal : _file.Position;

    public override long BytesTotal => _file.Length;

    public override bool Read()
    {
        while (true)
        {
            if (_start == _end && !Fill())
            {
                _fields = 0;
                _rawLength = 0;
                _problem = null;
                return false;
            }

            ReadOnlySpan<byte> data = _buffer.AsSpan(_start, _end - _start);
            int spanningBytes = _offset < _trustQuotesFrom ? SpanningBytesNearUnclosed : _limits.RecordBytes;
            switch (_record.Scan(data, _final, spanningBytes))
            {
                case CsvScan.NeedsMore when data.Length <= _limits.RecordBytes:
                    Fill();
                    continue;
                case CsvScan.NeedsMore:
                    TakeBroken(data, "longer");
                    return true;
                case CsvScan.Unclosed:
                    TakeBroken(data, "quote");
                    return true;
                case CsvScan.TooManyCells:
                    TakeBroken(data, "cells");
                    return true;
                default:
                    if (TakeRow(data))
                    {
                        return true;
                    }

                    continue;
            }
        }
    }

    public override ReadOnlySpan<byte> Field(int index)
    {
        if ((uint)index >= (uint)_fields)
        {
            return default;
        }

        ref Cell cell = ref _record[index];
        if (cell.Form is CellForm.Doubled or CellForm.Mixed)
        {
            Decode(ref cell);
        }

        ReadOnlySpan<byte> value = (cell.Form == CellForm.Decoded ? _decoded : _text.AsSpan(_textStart)).Slice(cell.Start, cell.Length);
        return IsOurs ? CsvOutput.Unguard(value) : value;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _file.Dispose();
        }
    }

    private bool TakeRow(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> raw = data[.._record.Length];
        int consumed = _record.Consumed;
        _rowLine = _line;
        _line += _record.HasQuotes ? Math.Max(1, data[..consumed].Count(_record.LineBreak)) : 1;
        _text = _buffer;
        _textStart = _start;
        _rawLength = raw.Length;
        _fields = _record.Count;
        _decodedLength = 0;
        _problem = null;
        _start += consumed;
        _offset += consumed;
        if (IsBlank())
        {
            return false;
        }

        _row++;
        if (!Utf8.IsValid(raw))
        {
            ConvertFromWindows1252(raw);
        }

        if (_record.Length > _limits.RecordBytes)
        {
            _problem = TooLong();
        }
        else if (raw.Contains((byte)0))
        {
            _problem = "it contains NUL bytes, which text never has: the file was damaged on its way";
        }
        else if (_fields > Header.Count && HasTextBeyondHeader())
        {
            _problem = string.Create(CultureInfo.InvariantCulture, $"it has {_fields} cells where the header names {Header.Count}: a separator inside a cell is not quoted");
        }

        return true;
    }

    private bool IsBlank()
    {
        for (int index = 0; index < _fields; index++)
        {
            ref Cell cell = ref _record[index];
            if (cell.Length > 0 && _text.AsSpan(_textStart + cell.Start, cell.Length).ContainsAnyExcept(" \t\r\n"u8))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasTextBeyondHeader()
    {
        for (int index = Header.Count; index < _fields; index++)
        {
            if (Field(index).ContainsAnyExcept(" \t\r\n"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Turns one physical line that cannot be split into cells into an unusable row, and continues with the next line.</summary>
    private void TakeBroken(ReadOnlySpan<byte> data, string why)
    {
        int lineEnd = data.IndexOf(_record.LineBreak);
        _row++;
        _rowLine = _line++;
        _fields = 0;
        _record.Clear();
        _problem = why switch
        {
            "quote" => "a quotation mark opens a cell and is never closed: close it, or remove it",
            "cells" => string.Create(CultureInfo.InvariantCulture, $"it has more than {_limits.Cells:N0} cells"),
            _ => TooLong(),
        };
        _trustQuotesFrom = _offset + data.Length;
        if (lineEnd >= 0)
        {
            Keep(data[..lineEnd].TrimEnd((byte)'\r'));
            _start += lineEnd + 1;
            _offset += lineEnd + 1;
            return;
        }

        Keep(data[..Math.Min(data.Length, KeptOfOverlong)]);
        SkipLine();
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        Grow(ref _converted, line.Length * 3);
        _rawLength = Utf8.IsValid(line) || line.Length == 0 ? Copy(line, _converted) : LegacyText.ToUtf8(line, _converted);
        _text = _converted;
        _textStart = 0;

        static int Copy(ReadOnlySpan<byte> from, byte[] into)
        {
            from.CopyTo(into);
            return from.Length;
        }
    }

    private void SkipLine()
    {
        while (true)
        {
            int lineEnd = _buffer.AsSpan(_start, _end - _start).IndexOf(_record.LineBreak);
            if (lineEnd >= 0)
            {
                _start += lineEnd + 1;
                _offset += lineEnd + 1;
                return;
            }

            _offset += _end - _start;
            _start = _end = 0;
            if (!Fill())
            {
                return;
            }
        }
    }

    private void ConvertFromWindows1252(ReadOnlySpan<byte> raw)
    {
        Grow(ref _converted, raw.Length * 3);
        int length = LegacyText.ToUtf8(raw, _converted);
        _text = _converted;
        _textStart = 0;
        _rawLength = length;
        _record.Scan(_converted.AsSpan(0, length), final: true, length);
        _fields = _record.Count;
    }

    private void Decode(ref Cell cell)
    {
        if (_decoded.Length < _decodedLength + cell.Length)
        {
            // Spans returned earlier keep the old memory alive and stay valid.
            byte[] larger = new byte[Math.Max(4096, Math.Max(_rawLength, (_decodedLength + cell.Length) * 2))];
            _decoded.AsSpan(0, _decodedLength).CopyTo(larger);
            _decoded = larger;
        }

        int length = CsvRecord.Decode(_text.AsSpan(_textStart + cell.Start, cell.Length), cell.Form, _decoded.AsSpan(_decodedLength));
        cell = new Cell(_decodedLength, length, CellForm.Decoded);
        _decodedLength += length;
    }

    private string TooLong() =>
        string.Create(CultureInfo.InvariantCulture, $"it is longer than {_limits.RecordBytes:N0} bytes");

    /// <summary>Moves the unread bytes to the front and reads more after them.</summary>
    /// <returns>False at the end of the file.</returns>
    private bool Fill()
    {
        if (_final)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _final = read == 0;
            return read > 0;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw ReadingRefusals.Broken(_path, _row, broken);
        }
    }

    private void FillWhole()
    {
        while (_end < _buffer.Length && Fill())
        {
        }
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[length];
        }
    }
}
