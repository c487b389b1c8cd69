using System.Buffers;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Features.Intake.Formats;

/// <summary>Adapts the exchange files to the import.</summary>
internal sealed class ExchangeRowFormat(ExchangeFormat format) : RowFormat
{
    public override string Name => format.Name;

    public override string Description => format.Description;

    public override IReadOnlyList<string> Columns => format.Columns;

    public override IReadOnlyDictionary<string, Safeguard> Proves => format.Proves;

    public override string? PeriodColumn => format.PeriodColumn;

    /// <summary>
    /// Accepts a line that names at least half of the required columns. A header with a misspelt name is still recognised.
    /// </summary>
    public override bool IsHeader(IReadOnlyList<string> cells)
    {
        HashSet<string> named = cells.Select(Canonical).ToHashSet(StringComparer.Ordinal);
        return format.RequiredColumns.Count(named.Contains) * 2 >= format.RequiredColumns.Count;
    }

    public override int[] Map(RowReader reader, string file)
    {
        int[] fields = new int[format.Columns.Count];
        Array.Fill(fields, -1);
        for (int field = reader.Header.Count - 1; field >= 0; field--)
        {
            int column = format.Columns.ToList().IndexOf(Canonical(reader.Header[field]));
            if (column >= 0)
            {
                fields[column] = field;
            }
        }

        string[] missing = [.. format.RequiredColumns.Where(column => fields[format.Columns.ToList().IndexOf(column)] < 0)];
        return missing.Length == 0 ? fields : throw MissingColumns(file, Name, missing);
    }

    public override RowParser Open(RowReader reader, int[] fieldOfColumn) =>
        new Parser(format, new ExchangeRow(reader, format.Columns, fieldOfColumn), reader);

    private static string Canonical(string header) => header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private sealed class Parser(ExchangeFormat format, ExchangeRow row, RowReader reader) : RowParser
    {
        /// <summary>Separates cells when a row is hashed. No cell of a text file contains it.</summary>
        private const byte UnitSeparator = 0x1F;

        private readonly ArrayBufferWriter<byte> _cells = new(1024);

        public override IReadOnlyList<RowReject> Rejects => row.Rejects;

        public override bool Parse(ParsedRows rows)
        {
            row.Next();
            _cells.ResetWrittenCount();
            for (int column = 0; column < format.Columns.Count; column++)
            {
                _cells.Write(row[column]);
                _cells.Write([UnitSeparator]);
            }

            rows.BeginRow(reader.RowNumber, RowHash.Of(_cells.WrittenSpan));
            format.Parse(row, rows);
            rows.EndRow();
            if (row.Rejects.Count == 0)
            {
                return true;
            }

            rows.DropRow();
            return false;
        }

        public override bool IsFilled(int column) => row[column] is { IsEmpty: false } cell && !Redaction.Is(cell);

        public override DateOnly? Day(int column) =>
            row[column] is { Length: >= 10 } cell && PartialDate.TryParse(cell[..10], out PartialDate date) ? date.Exact : null;
    }
}
