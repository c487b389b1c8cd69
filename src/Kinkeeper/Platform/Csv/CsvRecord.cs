namespace Kinkeeper.Platform.Csv;

/// <summary>The point that <see cref="CsvRecord.Scan"/> reached.</summary>
internal enum CsvScan
{
    /// <summary>One record; <see cref="CsvRecord.Consumed"/> bytes with its line break.</summary>
    Complete,

    /// <summary>The bytes given end within a record.</summary>
    NeedsMore,

    /// <summary>A quote opens and is not closed within the bytes allowed, or not at all.</summary>
    Unclosed,

    TooManyCells,
}

/// <summary>
/// Finds the cells of one CSV record (RFC 4180) in bytes whose separators are ASCII: UTF-8 and Windows-1252 alike. Lenient where
/// real files are: a quote inside an unquoted cell is text, and text after a closing quote belongs to the cell.
/// </summary>
internal sealed class CsvRecord(byte separator, byte lineBreak, int maximumCells)
{
    private Cell[] _cells = new Cell[64];

    public byte Separator { get; } = separator;

    public byte LineBreak { get; } = lineBreak;

    public int Count { get; private set; }

    /// <summary>Bytes of the record with its line break.</summary>
    public int Consumed { get; private set; }

    /// <summary>Bytes of the record without its line break.</summary>
    public int Length { get; private set; }

    /// <summary>A quoted cell was met, so that the record may span lines.</summary>
    public bool HasQuotes { get; private set; }

    public ref Cell this[int index] => ref _cells[index];

    public void Clear() => Count = 0;

    /// <param name="data">From the start of a record.</param>
    /// <param name="final">Nothing follows <paramref name="data"/>.</param>
    /// <param name="spanningBytes">How long a record may be that spans lines.</param>
    public CsvScan Scan(ReadOnlySpan<byte> data, bool final, int spanningBytes)
    {
        byte separator = Separator;
        byte lineBreak = LineBreak;
        Count = 0;
        HasQuotes = false;
        int at = 0;
        while (true)
        {
            Cell cell;
            int end;
            if (at < data.Length && data[at] == '"')
            {
                HasQuotes = true;
                int closed = FindClosingQuote(data, at, final, spanningBytes, out bool doubled);
                if (closed < 0)
                {
                    return closed == NotInReach ? CsvScan.Unclosed : CsvScan.NeedsMore;
                }

                end = closed < data.Length && (data[closed] == separator || data[closed] == lineBreak)
                    ? closed
                    : EndOfCell(data, closed, separator, lineBreak);
                bool bare = end == closed || (end == closed + 1 && data[closed] == '\r' && !IsSeparator(data, end, separator));
                cell = bare
                    ? new Cell(at + 1, closed - at - 2, doubled ? CellForm.Doubled : CellForm.Plain)
                    : new Cell(at, end - at, CellForm.Mixed);
                if (!bare && data[at..closed].Contains(lineBreak))
                {
                    // The quote that closes it is one that opens another cell, lines further down.
                    return CsvScan.Unclosed;
                }
            }
            else
            {
                end = EndOfCell(data, at, separator, lineBreak);
                cell = new Cell(at, end - at, CellForm.Plain);
            }

            if (end == data.Length && !final)
            {
                return CsvScan.NeedsMore;
            }

            bool last = !IsSeparator(data, end, separator);
            if (last && cell.Form != CellForm.Doubled && cell.Length > 0 && end == cell.Start + cell.Length && data[end - 1] == '\r')
            {
                cell.Length--;
            }

            if (Count == maximumCells)
            {
                return CsvScan.TooManyCells;
            }

            if (Count == _cells.Length)
            {
                Array.Resize(ref _cells, _cells.Length * 2);
            }

            _cells[Count++] = cell;
            if (last)
            {
                Length = end > 0 && end <= data.Length && data[end - 1] == '\r' ? end - 1 : end;
                Consumed = end < data.Length ? end + 1 : end;
                return CsvScan.Complete;
            }

            at = end + 1;
        }
    }

    /// <summary>Writes the value of a cell that is not <see cref="CellForm.Plain"/>; never longer than the cell.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> cell, CellForm form, Span<byte> into)
    {
        int written = 0;
        bool quoted = form == CellForm.Doubled;
        int at = form == CellForm.Mixed ? 1 : 0;
        quoted |= form == CellForm.Mixed;
        while (at < cell.Length)
        {
            byte value = cell[at++];
            if (quoted && value == '"')
            {
                if (at < cell.Length && cell[at] == '"')
                {
                    at++;
                }
                else
                {
                    quoted = false;
                    continue;
                }
            }

            into[written++] = value;
        }

        return written;
    }

    private const int NotInReach = -2;

    /// <summary>The index after the closing quote; -1 where more bytes are needed; <see cref="NotInReach"/> where there is none.</summary>
    private int FindClosingQuote(ReadOnlySpan<byte> data, int open, bool final, int spanningBytes, out bool doubled)
    {
        doubled = false;
        int at = open + 1;
        while (true)
        {
            int quote = data[at..].IndexOf((byte)'"');
            int reached = quote < 0 ? data.Length : at + quote;
            if (reached > spanningBytes && data[..reached].Contains(LineBreak))
            {
                return NotInReach;
            }

            if (quote < 0)
            {
                return final ? NotInReach : -1;
            }

            at += quote + 1;
            if (at == data.Length)
            {
                return final ? at : -1;
            }

            if (data[at] != '"')
            {
                return at;
            }

            doubled = true;
            at++;
        }
    }

    private static int EndOfCell(ReadOnlySpan<byte> data, int from, byte separator, byte lineBreak)
    {
        int length = data[from..].IndexOfAny(separator, lineBreak);
        return length < 0 ? data.Length : from + length;
    }

    private static bool IsSeparator(ReadOnlySpan<byte> data, int at, byte separator) => at < data.Length && data[at] == separator;
}

internal enum CellForm : byte
{
    /// <summary>The bytes are the value.</summary>
    Plain,

    /// <summary>Between quotes, with quotes doubled inside.</summary>
    Doubled,

    /// <summary>Quotes and text after them.</summary>
    Mixed,

    /// <summary>Decoded already, into the reader's own memory.</summary>
    Decoded,
}

internal struct Cell(int start, int length, CellForm form)
{
    public int Start = start;
    public int Length = length;
    public CellForm Form = form;
}
