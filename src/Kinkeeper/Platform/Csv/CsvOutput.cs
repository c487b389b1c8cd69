using System.Buffers;
using System.Text;
using Kinkeeper.Features.Intake.Reading;

namespace Kinkeeper.Platform.Csv;

/// <summary>
/// Writes CSV (RFC 4180, UTF-8, line feeds) that people open in spreadsheet programs and that <see cref="RowReader"/> reads back to
/// the same values.
/// </summary>
/// <remarks>
/// A spreadsheet runs a cell that begins with <c>= + - @</c>, a tab or a carriage return as a formula (OWASP, "CSV
/// Injection"), and what stands in an agency's file may have been typed by anyone. Such a cell gets an apostrophe in front,
/// and so does one that begins with apostrophes followed by one of these, so that taking one apostrophe off is exact. It is
/// taken off only in files whose header has the column <see cref="ReasonColumn"/>: in an agency's own file an apostrophe may
/// belong to a name (<c>'Aqab'al</c>).
/// </remarks>
public sealed class CsvOutput : IDisposable
{
    /// <summary>The last column of a reject file: why the row was rejected. Its presence says that the file is ours. Ignored on import.</summary>
    public const string ReasonColumn = "kinkeeper_reason";

    private const byte Mark = (byte)'\'';
    private static readonly SearchValues<byte> MustQuote = SearchValues.Create(",\"\r\n"u8);

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly bool _guard;
    private byte[] _buffer = new byte[64 << 10];
    private int _length;
    private bool _rowBegun;

    /// <param name="stream">Where to write.</param>
    /// <param name="guard">Mark cells that a spreadsheet would run. Off only for exchange files between programs, whose form is fixed.</param>
    /// <param name="leaveOpen">Do not dispose <paramref name="stream"/>.</param>
    public CsvOutput(Stream stream, bool guard = true, bool leaveOpen = false)
    {
        _stream = stream;
        _guard = guard;
        _leaveOpen = leaveOpen;
    }

    /// <summary>True if a file with this header was written here.</summary>
    public static bool Wrote(IReadOnlyList<string> header) => header.Contains(ReasonColumn, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value as it was before the mark.</summary>
    public static ReadOnlySpan<byte> Unguard(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && cell[0] == Mark && IsFormula(cell) ? cell[1..] : cell;

    public CsvOutput Add(ReadOnlySpan<byte> utf8)
    {
        bool marked = _guard && IsFormula(utf8);
        Reserve((utf8.Length * 2) + 4);
        if (_rowBegun)
        {
            _buffer[_length++] = (byte)',';
        }

        _rowBegun = true;
        if (!marked && !utf8.ContainsAny(MustQuote))
        {
            utf8.CopyTo(_buffer.AsSpan(_length));
            _length += utf8.Length;
            return this;
        }

        _buffer[_length++] = (byte)'"';
        if (marked)
        {
            _buffer[_length++] = Mark;
        }

        foreach (byte value in utf8)
        {
            _buffer[_length++] = value;
            if (value == '"')
            {
                _buffer[_length++] = value;
            }
        }

        _buffer[_length++] = (byte)'"';
        return this;
    }

    public CsvOutput Add(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 1024)
        {
            Span<byte> bytes = stackalloc byte[most];
            return Add(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Add(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>Adds a date, number or instant in the invariant culture's format.</summary>
    public CsvOutput Add<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Span<byte> bytes = stackalloc byte[64];
        return value.TryFormat(bytes, out int length, format, System.Globalization.CultureInfo.InvariantCulture)
            ? Add(bytes[..length])
            : Add(value.ToString().AsSpan());
    }

    public void EndRow()
    {
        Reserve(1);
        _buffer[_length++] = (byte)'\n';
        _rowBegun = false;
    }

    public void Row(params ReadOnlySpan<string?> cells)
    {
        foreach (string? cell in cells)
        {
            Add(cell.AsSpan());
        }

        EndRow();
    }

    public void Flush()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
        _stream.Flush();
    }

    public void Dispose()
    {
        Flush();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private static bool IsFormula(ReadOnlySpan<byte> cell)
    {
        int first = cell.IndexOfAnyExcept(Mark);
        return first >= 0 && cell[first] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
    }

    private void Reserve(int length)
    {
        if (_buffer.Length - _length >= length)
        {
            return;
        }

        _stream.Write(_buffer, 0, _length);
        _length = 0;
        if (_buffer.Length < length)
        {
            _buffer = new byte[length * 2];
        }
    }
}
