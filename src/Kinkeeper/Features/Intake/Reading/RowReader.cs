using System.Text;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Reads a table from an agency's file, row by row, in bounded memory: <c>.csv</c>, <c>.csv.gz</c>,
/// <c>.xlsx</c>, <c>.parquet</c>. An unusable row has a <see cref="Problem"/>. Only a file that cannot be used at all causes a
/// <see cref="RefusalException"/>.
/// </summary>
/// <remarks>
/// The spans of one row are valid until the next <see cref="Read"/>. Not thread-safe.
/// The same bytes give the same rows, whatever the machine's locale.
/// </remarks>
public abstract class RowReader : IDisposable
{
    /// <summary>The most lines above the header: title, period, "For Official Use Only", source, footnotes.</summary>
    protected const int HeaderSearchLines = 200;

    /// <summary>Opens <paramref name="path"/>. Tells its kind by its first bytes, or by its name if they do not tell.</summary>
    /// <param name="path">A file, not a folder or pipe.</param>
    /// <param name="isHeader">Says if a line with these cells is the header. Earlier lines are skipped.</param>
    /// <param name="limits">The limits on memory and time; null for <see cref="ReadingLimits.Default"/>.</param>
    /// <exception cref="RefusalException">The file is missing, empty, of another kind, without a header, broken, or expands beyond the
    /// limits.</exception>
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

    /// <summary>The file's column names without outer blanks. A name may be empty or occur twice.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>True if the file was written by <see cref="CsvOutput"/>. Its marks before possible formulas are then removed.</summary>
    public bool IsOurs { get; private protected set; }

    /// <summary>Moves to the next row. Skips rows in which every cell is blank.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RefusalException">The file breaks off or expands beyond the limits. The earlier rows were sound.</exception>
    public abstract bool Read();

    /// <summary>Number of the data row, from 1. Counts unusable rows but not blank ones.</summary>
    public abstract long RowNumber { get; }

    /// <summary>
    /// Line of the text file or row of the sheet where this row begins, from 1, as seen in an editor. For Parquet, the row number.
    /// </summary>
    public abstract long LineNumber { get; }

    /// <summary>Number of cells in this row; 0 if a <see cref="Problem"/> prevents splitting it.</summary>
    public abstract int FieldCount { get; }

    /// <summary>Returns a cell in UTF-8, without quotes but with its blanks. Empty if the row is shorter than the header.</summary>
    public abstract ReadOnlySpan<byte> Field(int index);

    public string Text(int index) => Encoding.UTF8.GetString(Field(index));

    /// <summary>
    /// The raw row in UTF-8. For a text file, the record without its line break (converted from Windows-1252 if needed). For other
    /// files, the cells as one CSV record. For an overlong line, only its beginning.
    /// </summary>
    public abstract ReadOnlySpan<byte> Raw { get; }

    /// <summary>The reason why this row cannot be used, as a plain clause. Null for a usable row.</summary>
    public abstract string? Problem { get; }

    /// <summary>Bytes of the file read so far, for progress. Compressed bytes for <c>.gz</c> and <c>.xlsx</c>.</summary>
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
