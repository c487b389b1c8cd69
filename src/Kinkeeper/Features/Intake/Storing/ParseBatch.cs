using System.Text;
using Kinkeeper.Features.Intake.Formats;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;

namespace Kinkeeper.Features.Intake.Storing;

/// <summary>Reads and parses rows, one batch at a time. It needs no database, so it runs ahead of storing on its own thread.</summary>
internal sealed class ParseBatch(RowReader reader, RowFormat format, RowParser parser)
{
    /// <summary>Rows per transaction. A multiple of the rows per raw block, so that a resumed import makes the same blocks.</summary>
    internal const int RowsPerBatch = 40 * RawBlockPacker.RowsPerBlock;

    private readonly int _periodColumn = format.PeriodColumn is { } period ? format.Columns.ToList().IndexOf(period) : -1;
    private readonly RawBlockPacker _raw = new();

    /// <summary>Skips the rows that an earlier, interrupted run stored.</summary>
    public void SkipTo(long rows)
    {
        while (reader.RowNumber < rows && reader.Read())
        {
            parser.Skip();
        }
    }

    /// <summary>Fills <paramref name="batch"/> with the next rows, at most <see cref="RowsPerBatch"/>.</summary>
    /// <exception cref="Platform.RefusalException">The file breaks off or expands beyond the limits.</exception>
    public ParsedRows Execute(ParsedRows batch)
    {
        batch.Clear();
        while (batch.Read < RowsPerBatch)
        {
            if (!reader.Read())
            {
                batch.IsLast = true;
                break;
            }

            batch.Read++;
            _raw.Add(reader.RowNumber, reader.Raw, batch.Blocks);
            if (reader.Problem is { } problem)
            {
                batch.Rejected++;
                batch.Rejects.Add(new RowReject(reader.RowNumber, string.Empty, Beginning(reader.Raw), problem));
            }
            else if (reader.Raw.Contains((byte)0))
            {
                batch.Rejected++;
                RejectNul(batch.Rejects);
            }
            else if (parser.Parse(batch))
            {
                CountFilled(batch);
            }
            else
            {
                batch.Rejected++;
                batch.Rejects.AddRange(parser.Rejects);
            }
        }

        _raw.Flush(batch.Blocks);
        batch.BytesRead = reader.BytesRead;
        return batch;
    }

    private void CountFilled(ParsedRows batch)
    {
        for (int column = 0; column < batch.Filled.Length; column++)
        {
            if (parser.IsFilled(column))
            {
                batch.Filled[column]++;
            }
        }

        if (_periodColumn >= 0 && parser.Day(_periodColumn) is { } day)
        {
            batch.Include(day);
        }
    }

    /// <summary>PostgreSQL cannot store U+0000 in text. No reader knows what it was meant to be, so neither engine takes the row.</summary>
    private void RejectNul(List<RowReject> rejects)
    {
        for (int field = 0; field < reader.FieldCount; field++)
        {
            if (reader.Field(field).Contains((byte)0))
            {
                string column = field < reader.Header.Count ? Visible(reader.Header[field]) : string.Empty;
                rejects.Add(new RowReject(reader.RowNumber, column, Beginning(reader.Field(field)), "contains the character U+0000, which no text has: the file was damaged on its way"));
            }
        }
    }

    private static string Beginning(ReadOnlySpan<byte> raw)
    {
        const int Most = 200;
        return Visible(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, Most)]));
    }

    /// <summary>A text that can be stored: with a picture of U+0000 in its place.</summary>
    private static string Visible(string text) => text.Replace('\0', '\u2400');
}
