namespace Kinkeeper.Features.Intake.Reading;

/// <summary>
/// What a file may ask of this machine. Agencies' files are not hostile, but what arrives under their name may be, and an
/// export that went wrong looks the same: a line without an end, a quote never closed, an archive that expands a thousandfold.
/// </summary>
public sealed record ReadingLimits
{
    public static readonly ReadingLimits Default = new();

    /// <summary>The longest row, in bytes. A longer one is an unusable row; reading goes on after it.</summary>
    public int RecordBytes { get; init; } = 1 << 20;

    /// <summary>The most cells in a row: as many as a workbook has columns.</summary>
    public int Cells { get; init; } = 16_384;

    /// <summary>The most that one part of a compressed file may expand to.</summary>
    public long ExpandedBytes { get; init; } = 64L << 30;

    /// <summary>
    /// The most bytes that one compressed byte may stand for, once <see cref="RatioFreeBytes"/> have been expanded. Tables
    /// of real people stay below 60; deflate can reach 1,032, and only with nothing in it.
    /// </summary>
    public int Ratio { get; init; } = 200;

    /// <summary>What may be expanded before <see cref="Ratio"/> counts: small files of one repeated row are harmless.</summary>
    public long RatioFreeBytes { get; init; } = 32L << 20;

    /// <summary>The most that the texts shared between a workbook's cells, or one row group of a Parquet file, may take in memory.</summary>
    public long HeldBytes { get; init; } = 512L << 20;

    /// <summary>How deep the elements of a workbook's sheet may be nested. Real ones stay below 10.</summary>
    public int XmlDepth { get; init; } = 32;
}
