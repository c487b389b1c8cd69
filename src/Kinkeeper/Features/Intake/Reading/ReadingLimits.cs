namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// Limits on the memory and time that one file may take. Agencies' files are not hostile, but a file sent in their name may be. A failed
/// export looks the same: an endless line, an unclosed quote, an archive that expands a thousandfold.
/// </summary>
public sealed record ReadingLimits
{
    public static readonly ReadingLimits Default = new();

    /// <summary>The longest row, in bytes. A longer row is unusable, and reading continues after it.</summary>
    public int RecordBytes { get; init; } = 1 << 20;

    /// <summary>The most cells in a row: the number of columns in a workbook.</summary>
    public int Cells { get; init; } = 16_384;

    /// <summary>The most bytes that one part of a compressed file may expand to.</summary>
    public long ExpandedBytes { get; init; } = 64L << 30;

    /// <summary>
    /// The most bytes that one compressed byte may expand to, after the first <see cref="RatioFreeBytes"/>. Tables of real people
    /// stay below 60. Deflate can reach 1,032, but only on empty content.
    /// </summary>
    public int Ratio { get; init; } = 200;

    /// <summary>The bytes that may be expanded before <see cref="Ratio"/> applies. Small files of one repeated row are harmless.</summary>
    public long RatioFreeBytes { get; init; } = 32L << 20;

    /// <summary>The most bytes in memory for a workbook's shared texts, or for one row group of a Parquet file.</summary>
    public long HeldBytes { get; init; } = 512L << 20;

    /// <summary>The deepest nesting of elements in a workbook's sheet. Real sheets stay below 10.</summary>
    public int XmlDepth { get; init; } = 32;
}
