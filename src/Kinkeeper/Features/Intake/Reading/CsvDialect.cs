using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Intake.Reading;

/// <summary>The separator, line break and header position of one text file. They are found by trial, because no file states them.</summary>
internal sealed record CsvDialect(byte Separator, byte LineBreak, IReadOnlyList<string> Header, int HeaderEnd, long LinesToHeader)
{
    private static ReadOnlySpan<byte> Separators => ",|;\t"u8;

    /// <summary>
    /// Reads the beginning with each separator in turn and chooses the one that gives a header with the most cells.
    /// </summary>
    /// <returns>Null if no separator gives a header.</returns>
    public static CsvDialect? Find(ReadOnlySpan<byte> beginning, bool final, Func<IReadOnlyList<string>, bool> isHeader, int lines, ReadingLimits limits)
    {
        byte lineBreak = beginning.Contains((byte)'\n') || !beginning.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        CsvDialect? best = null;
        foreach (byte separator in Separators)
        {
            CsvDialect? found = FindHeader(beginning, final, new CsvRecord(separator, lineBreak, limits.Cells), isHeader, lines);
            if (found is not null && (best is null || found.Header.Count > best.Header.Count))
            {
                best = found;
            }
        }

        return best;
    }

    private static CsvDialect? FindHeader(ReadOnlySpan<byte> beginning, bool final, CsvRecord record, Func<IReadOnlyList<string>, bool> isHeader, int lines)
    {
        int at = 0;
        long line = 0;
        for (int records = 0; records < lines && at < beginning.Length; records++)
        {
            ReadOnlySpan<byte> data = beginning[at..];
            CsvScan scan = record.Scan(data, final, data.Length);
            if (scan == CsvScan.NeedsMore)
            {
                return null;
            }

            if (scan == CsvScan.Complete)
            {
                string[] cells = new string[record.Count];
                for (int index = 0; index < cells.Length; index++)
                {
                    ref Cell cell = ref record[index];
                    cells[index] = Text(data.Slice(cell.Start, cell.Length), cell.Form).Trim();
                }

                line += record.HasQuotes ? Math.Max(1, data[..record.Consumed].Count(record.LineBreak)) : 1;
                at += record.Consumed;
                if (Array.Exists(cells, cell => cell.Length > 0) && isHeader(cells))
                {
                    return new CsvDialect(record.Separator, record.LineBreak, cells, at, line);
                }

                continue;
            }

            int end = data.IndexOf(record.LineBreak);
            if (end < 0)
            {
                return null;
            }

            at += end + 1;
            line++;
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> cell, CellForm form)
    {
        byte[] value = cell.ToArray();
        int length = form == CellForm.Plain ? cell.Length : CsvRecord.Decode(cell, form, value);
        return LegacyText.Decode(value.AsSpan(0, length));
    }
}
