using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kinkeeper.Linkage.Tables;

/// <summary>
/// Reads comma-separated UTF-8 files (RFC 4180: quotes, doubled quotes, line breaks within quotes). Skips a byte-order mark.
/// </summary>
/// <remarks>
/// The file is read in pieces. Memory holds the distinct values and one number per field, never the file. Only requested
/// columns are kept. Empty fields, quoted or not, are NULL.
/// </remarks>
public static class CsvTable
{
    private const int PieceSize = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its name without extension becomes <see cref="Table.Name"/>.</param>
    /// <param name="columns">The columns to keep; null for all. A name that the file lacks is not an error here.</param>
    /// <param name="arrays">Columns that hold lists, with the separator of their elements; null for none.</param>
    /// <param name="cancellation">Stops reading between pieces.</param>
    /// <exception cref="LinkageException">
    /// The file cannot be read, has no header, or a row has the wrong number of fields; the message names the line.
    /// </exception>
    public static Table Read(
        string path,
        IReadOnlyCollection<string>? columns = null,
        IReadOnlyDictionary<string, string>? arrays = null,
        CancellationToken cancellation = default)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            return Read(stream, Path.GetFileNameWithoutExtension(path), columns, arrays, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw LinkageException.OfFile("The input", path, "read", problem);
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">UTF-8 text; left open.</param>
    /// <param name="name">Becomes <see cref="Table.Name"/>.</param>
    /// <param name="columns">The columns to keep; null for all.</param>
    /// <param name="arrays">Columns that hold lists, with the separator of their elements; null for none.</param>
    /// <param name="cancellation">Stops reading between pieces.</param>
    /// <exception cref="LinkageException">
    /// There is no header, or a row has the wrong number of fields; the message names the line.
    /// </exception>
    public static Table Read(
        Stream stream,
        string name,
        IReadOnlyCollection<string>? columns = null,
        IReadOnlyDictionary<string, string>? arrays = null,
        CancellationToken cancellation = default)
    {
        CsvReading reading = new(name, columns, arrays);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            int held = 0;
            bool first = true;
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (held == piece.Length)
                {
                    // One record is longer than the buffer.
                    byte[] larger = ArrayPool<byte>.Shared.Rent(checked(piece.Length * 2));
                    piece.AsSpan(0, held).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(piece, clearArray: true);
                    piece = larger;
                }

                int read = stream.ReadAtLeast(piece.AsSpan(held), piece.Length - held, throwOnEndOfStream: false);
                bool last = held + read < piece.Length;
                Span<byte> text = piece.AsSpan(0, held + read);
                if (first && text.StartsWith("\uFEFF"u8))
                {
                    text = text[3..];
                }

                first = false;
                int used = reading.Take(text, last);
                held = text.Length - used;
                text[used..].CopyTo(piece);
                if (last)
                {
                    return reading.Finish();
                }
            }
        }
        finally
        {
            // The buffer held names.
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    /// <summary>The state while reading: first the header, then rows.</summary>
    private sealed class CsvReading(string name, IReadOnlyCollection<string>? wanted, IReadOnlyDictionary<string, string>? arrays)
    {
        private static readonly SearchValues<byte> Stops = SearchValues.Create(",\"\r\n"u8);

        private Table? _table;
        private Column?[] _fields = [];
        private byte[] _unquoted = new byte[256];
        private readonly List<string> _header = [];
        private long _line = 1;
        private int _row;

        /// <summary>Reads all complete records of <paramref name="text"/> and returns their number of bytes.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public int Take(ReadOnlySpan<byte> text, bool last)
        {
            int at = 0;
            while (at < text.Length)
            {
                int end = Record(text, at, last);
                if (end < 0)
                {
                    return at;
                }

                at = end;
            }

            return at;
        }

        public Table Finish()
        {
            if (_table is null)
            {
                throw new LinkageException($"The input {name} is empty; it needs a line with column names.");
            }

            _table.SetRows(_row);
            _table.Trim();
            return _table;
        }

        /// <summary>
        /// Reads one record from <paramref name="at"/> and returns the start of the next; -1 if the record is not complete yet.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Record(ReadOnlySpan<byte> text, int at, bool last)
        {
            // Values of an incomplete record may be stored more than once. That is harmless, because the row is written again.
            int field = 0;
            long line = _line;
            int start = at;
            while (true)
            {
                int end;
                ReadOnlySpan<byte> value;
                if (at < text.Length && text[at] == (byte)'"')
                {
                    int length = Quoted(text[(at + 1)..], out int consumed, ref line);
                    if (length < 0 || (at + 1 + consumed >= text.Length && !last))
                    {
                        return last ? throw Unclosed() : -1;
                    }

                    value = _unquoted.AsSpan(0, length);
                    end = at + 1 + consumed;
                    if (end < text.Length && text[end] is not ((byte)',' or (byte)'\n' or (byte)'\r'))
                    {
                        throw new LinkageException(
                            $"Line {line} of {name} has text after a closing quote; write a quote within a field as two quotes.");
                    }
                }
                else
                {
                    int length = text[at..].IndexOfAny(Stops);
                    while (length >= 0 && text[at + length] == (byte)'"')
                    {
                        // A quote inside an unquoted field is an ordinary character.
                        int more = text[(at + length + 1)..].IndexOfAny(Stops);
                        length = more < 0 ? -1 : length + 1 + more;
                    }

                    if (length < 0)
                    {
                        if (!last)
                        {
                            return -1;
                        }

                        length = text.Length - at;
                    }

                    value = text.Slice(at, length);
                    end = at + length;
                }

                byte stop = end < text.Length ? text[end] : (byte)'\n';
                if (stop == (byte)'\r' && end + 1 >= text.Length && !last)
                {
                    return -1;
                }

                if (field == 0 && stop != (byte)',' && value.IsEmpty && text[start..].Length > 0 && text[start] != (byte)'"'
                    && (_table is null || _header.Count > 1))
                {
                    // A blank line.
                    _line = line + 1;
                    return Next(text, end);
                }

                Store(field++, value, line);
                if (stop == (byte)',')
                {
                    at = end + 1;
                    continue;
                }

                EndRecord(field, line);
                _line = line + 1;
                return Next(text, end);
            }
        }

        private static int Next(ReadOnlySpan<byte> text, int end) =>
            end >= text.Length ? text.Length
            : text[end] == (byte)'\r' && end + 1 < text.Length && text[end + 1] == (byte)'\n' ? end + 2
            : end + 1;

        private LinkageException Unclosed() =>
            new($"A quoted field of {name} that begins on line {_line} is never closed; add the closing quote.");

        /// <summary>
        /// Copies a quoted field without its quotes and returns its length; -1 if the closing quote is not in <paramref
        /// name="text"/>.
        /// </summary>
        private int Quoted(ReadOnlySpan<byte> text, out int consumed, ref long line)
        {
            int length = 0;
            consumed = 0;
            while (true)
            {
                int quote = text[consumed..].IndexOf((byte)'"');
                if (quote < 0)
                {
                    return -1;
                }

                ReadOnlySpan<byte> part = text.Slice(consumed, quote);
                if (length + quote + 1 > _unquoted.Length)
                {
                    Array.Resize(ref _unquoted, Math.Max(length + quote + 1, _unquoted.Length * 2));
                }

                part.CopyTo(_unquoted.AsSpan(length));
                line += part.Count((byte)'\n');
                length += quote;
                consumed += quote + 1;
                if (consumed < text.Length && text[consumed] == (byte)'"')
                {
                    _unquoted[length++] = (byte)'"';
                    consumed++;
                    continue;
                }

                return length;
            }
        }

        private void Store(int field, ReadOnlySpan<byte> value, long line)
        {
            if (_table is null)
            {
                if (field == 0)
                {
                    _header.Clear();
                }

                _header.Add(Encoding.UTF8.GetString(value).Trim());
                return;
            }

            if (field >= _fields.Length)
            {
                throw new LinkageException(
                    $"Line {line} of {name} has more fields than the header's {_fields.Length}; quote values that hold commas.");
            }

            Column? column = _fields[field];
            column?.Set(_row, value.IsEmpty ? 0 : column.Pool.Intern(value));
        }

        private void EndRecord(int fields, long line)
        {
            if (_table is null)
            {
                HashSet<string>? keep = wanted is null ? null : new(wanted, StringComparer.OrdinalIgnoreCase);
                _table = new Table(name, _header.Where(column => keep is null || keep.Contains(column)), arrays);
                _fields = [.. _header.Select(column => keep is null || keep.Contains(column) ? _table.Find(column) : null)];
                return;
            }

            if (fields != _fields.Length)
            {
                throw new LinkageException($"Line {line} of {name} has {fields} fields; the header has {_fields.Length}.");
            }

            _row = checked(_row + 1);
        }
    }
}
