using System.Text;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads a table out of a file an agency sent, row by row, in bounded memory: <c>.csv</c>, <c>.csv.gz</c>,
/// <c>.xlsx</c>, <c>.parquet</c>. A row that cannot be used is a row with a <see cref="Problem"/>; only a file that
/// cannot be used at all is a <see cref="RefusalException"/>.
/// </summary>
/// <remarks>
/// The spans of one row are valid until the next <see cref="Read"/>. Not safe for use from several threads.
/// The same bytes give the same rows, whatever the machine's locale.
/// </remarks>
public abstract class RowReader : IDisposable
{
    /// <summary>How many lines may stand above the header: title, period, "For Official Use Only", source, footnotes.</summary>
    protected const int HeaderSearchLines = 200;

    /// <summary>Opens <paramref name="path"/> by what its first bytes say and, where they say nothing, by its name.</summary>
    /// <param name="path">A file; not a folder, not a pipe.</param>
    /// <param name="isHeader">Given the cells of a line, says whether that line names the columns. Lines before it are skipped.</param>
    /// <param name="limits">What the file may ask of this machine; null for <see cref="ReadingLimits.Default"/>.</param>
    /// <exception cref="RefusalException">Missing, empty, not one of the kinds above, no header, broken, or larger inside than the limits allow.</exception>
    public static RowReader Open(string path, Func<IReadOnlyList<string>, bool> isHeader, ReadingLimits? limits = null)
    {
        limits ??= ReadingLimits.Default;
        FileStream file = OpenFile(path);
        try
        {
            if (file.Length == 0)
            {
                throw ReadingRefusals.Empty(path);
            }

            return KindOf(path, file) switch
            {
                FileKind.Workbook => new WorkbookRowReader(path, file, isHeader, limits),
                FileKind.Parquet => new ParquetRowReader(path, file, isHeader, limits),
                FileKind.Gzip => new CsvRowReader(path, file, compressed: true, isHeader, limits),
                _ => new CsvRowReader(path, file, compressed: false, isHeader, limits),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The column names as the file has them, outer blanks removed. A name may be empty or occur twice.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>The file was written by <see cref="CsvOutput"/>: the marks it puts before possible formulas are taken off again.</summary>
    public bool IsOurs { get; private protected set; }

    /// <summary>Goes to the next row. Rows in which every cell is blank are passed over.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RefusalException">The file breaks off or expands beyond the limits; the rows before were sound.</exception>
    public abstract bool Read();

    /// <summary>Data row, from 1, counting unusable rows, not counting blank ones.</summary>
    public abstract long RowNumber { get; }

    /// <summary>Line of the text file or row of the sheet where this row begins, from 1: what a person sees in an editor. For Parquet, the row.</summary>
    public abstract long LineNumber { get; }

    /// <summary>Cells of this row; 0 where it has a <see cref="Problem"/> that prevents telling them apart.</summary>
    public abstract int FieldCount { get; }

    /// <summary>A cell in UTF-8, quotes removed, blanks kept; empty where the row is shorter than its header.</summary>
    public abstract ReadOnlySpan<byte> Field(int index);

    public string Text(int index) => Encoding.UTF8.GetString(Field(index));

    /// <summary>
    /// The row as it stood, in UTF-8: of a text file the record without its line break (converted from Windows-1252 where
    /// it was), of other files the cells as one CSV record. Of an overlong line only its beginning.
    /// </summary>
    public abstract ReadOnlySpan<byte> Raw { get; }

    /// <summary>Why this row cannot be used, as a plain clause; null for a usable row.</summary>
    public abstract string? Problem { get; }

    /// <summary>Bytes of the file taken so far; compressed bytes for <c>.gz</c> and <c>.xlsx</c>. For progress.</summary>
    public abstract long BytesRead { get; }

    public abstract long BytesTotal { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw ReadingRefusals.IsFolder(path);
        }

        try
        {
            FileStream file = new(path, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
            if (!file.CanSeek)
            {
                file.Dispose();
                throw ReadingRefusals.NotAFile(path);
            }

            return file;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ReadingRefusals.Missing(path);
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw ReadingRefusals.CannotOpen(path, closed);
        }
    }

    private static FileKind KindOf(string path, FileStream file)
    {
        Span<byte> first = stackalloc byte[8];
        int length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        first = first[..length];
        if (first.StartsWith("PK\x03\x04"u8))
        {
            return FileKind.Workbook;
        }

        if (first.StartsWith("PAR1"u8))
        {
            return FileKind.Parquet;
        }

        if (first.StartsWith<byte>([0x1F, 0x8B]))
        {
            return FileKind.Gzip;
        }

        if (first.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw ReadingRefusals.OldWorkbook(path);
        }

        if (first.StartsWith("%PDF"u8))
        {
            throw ReadingRefusals.Pdf(path);
        }

        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension is ".xlsx" or ".parquet" or ".gz"
            ? throw ReadingRefusals.NotWhatItsNameSays(path, extension)
            : FileKind.Text;
    }

    private enum FileKind
    {
        Text,
        Gzip,
        Workbook,
        Parquet,
    }
}
