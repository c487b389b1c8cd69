using System.Buffers;
using System.Buffers.Text;
using Kinkeeper.Linkage.Compare;
using Kinkeeper.Linkage.Compile;
using Kinkeeper.Linkage.Score;

namespace Kinkeeper.Linkage.Run;

/// <summary>Writes pairs as CSV. The scoring threads format the text; the stream only receives it.</summary>
internal sealed class PairCsv(Records records, Stream stream, double threshold) : IPairSink
{
    public static ReadOnlySpan<byte> Header => "id_l,id_r,match_weight,match_probability\n"u8;

    public IPairPart NewPart() => new Part(records, threshold);

    public void Commit(IPairPart part)
    {
        ArrayBufferWriter<byte> text = ((Part)part).Text;
        stream.Write(text.WrittenSpan);
    }

    private sealed class Part(Records records, double threshold) : IPairPart
    {
        private readonly InputOrder _order = new(records.Order);

        public ArrayBufferWriter<byte> Text { get; } = new(4096);

        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                if (batch.Probabilities[pair] < threshold)
                {
                    continue;
                }

                (int left, int right) = _order.InInputOrder(batch.LeftRowNumber(pair), batch.RightRowNumber(pair));
                CsvText.Id(Text, records, left);
                CsvText.Byte(Text, (byte)',');
                CsvText.Id(Text, records, right);
                CsvText.Byte(Text, (byte)',');
                CsvText.Number(Text, batch.Weights[pair]);
                CsvText.Byte(Text, (byte)',');
                CsvText.Number(Text, batch.Probabilities[pair]);
                CsvText.Byte(Text, (byte)'\n');
            }
        }
    }
}

/// <summary>Formats CSV fields.</summary>
internal static class CsvText
{
    public static void Byte(ArrayBufferWriter<byte> text, byte value)
    {
        text.GetSpan(1)[0] = value;
        text.Advance(1);
    }

    /// <summary>Writes a number in its shortest form that reads back as the same number.</summary>
    public static void Number(ArrayBufferWriter<byte> text, double value)
    {
        if (double.IsInfinity(value))
        {
            text.Write(value > 0 ? "inf"u8 : "-inf"u8);
            return;
        }

        Utf8Formatter.TryFormat(value, text.GetSpan(32), out int written);
        text.Advance(written);
    }

    /// <summary>Writes a record's id, quoted if CSV requires it.</summary>
    public static void Id(ArrayBufferWriter<byte> text, Records records, int row)
    {
        (ReadOnlyMemory<byte> prefix, int value) = records.IdParts(row);
        ReadOnlySpan<byte> id = records.IdBytes(value);
        if (id.IndexOfAny(",\"\r\n"u8) < 0 && prefix.Span.IndexOfAny(",\"\r\n"u8) < 0)
        {
            text.Write(prefix.Span);
            text.Write(id);
            return;
        }

        Byte(text, (byte)'"');
        foreach (byte b in (byte[])[.. prefix.Span, .. id])
        {
            Byte(text, b);
            if (b == (byte)'"')
            {
                Byte(text, b);
            }
        }

        Byte(text, (byte)'"');
    }
}
