using System.Buffers;
using System.Buffers.Text;
using Kinkeeper.Linkage.Compare;

namespace Kinkeeper.Linkage.Run;

/// <summary>One scored pair.</summary>
/// <param name="Left">The record that comes first in the input: its row over all inputs, from 0.</param>
/// <param name="Right">The other record's row.</param>
/// <param name="Weight">Match weight: log2 of the odds that the two belong together, in bits; infinite where a level is certain.</param>
/// <param name="Probability">The same as a probability, 0 to 1.</param>
public readonly record struct ScoredPair(int Left, int Right, double Weight, double Probability);

/// <summary>Keeps pairs at or above a probability, in the order in which they are found.</summary>
internal sealed class PairList(CompiledOrder order, double threshold) : IPairSink
{
    public List<ScoredPair> Pairs { get; } = [];

    public IPairPart NewPart() => new Part(order, threshold);

    public void Commit(IPairPart part) => Pairs.AddRange(((Part)part).Pairs);

    private sealed class Part(CompiledOrder order, double threshold) : IPairPart
    {
        public List<ScoredPair> Pairs { get; } = [];

        public void Add(PairBatch batch)
        {
            for (int pair = 0; pair < batch.Count; pair++)
            {
                double probability = batch.Probabilities[pair];
                if (probability >= threshold)
                {
                    (int left, int right) = order.InInputOrder(batch.LeftRowNumber(pair), batch.RightRowNumber(pair));
                    Pairs.Add(new ScoredPair(left, right, batch.Weights[pair], probability));
                }
            }
        }
    }
}

/// <summary>From places among packed rows back to rows of the input.</summary>
internal readonly struct CompiledOrder(int[]? order)
{
    /// <summary>The two rows, the one that the input has first in front.</summary>
    public (int First, int Second) InInputOrder(int left, int right)
    {
        int a = order is null ? left : order[left];
        int b = order is null ? right : order[right];
        return a < b ? (a, b) : (b, a);
    }
}

/// <summary>Counts pairs at or above a probability.</summary>
internal sealed class PairCount(double threshold) : IPairSink
{
    public long Count { get; private set; }

    public IPairPart NewPart() => new Part(threshold);

    public void Commit(IPairPart part) => Count += ((Part)part).Count;

    private sealed class Part(double threshold) : IPairPart
    {
        public long Count { get; private set; }

        public void Add(PairBatch batch)
        {
            int count = 0;
            for (int pair = 0; pair < batch.Count; pair++)
            {
                count += batch.Probabilities[pair] >= threshold ? 1 : 0;
            }

            Count += count;
        }
    }
}

/// <summary>Writes pairs as CSV. The text is made by the threads that score; the stream only takes it.</summary>
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
        private readonly CompiledOrder _order = new(records.Order);

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

/// <summary>Pieces of CSV.</summary>
internal static class CsvText
{
    public static void Byte(ArrayBufferWriter<byte> text, byte value)
    {
        text.GetSpan(1)[0] = value;
        text.Advance(1);
    }

    /// <summary>A number in the shortest form that reads back as itself.</summary>
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

    /// <summary>A record's id, quoted where CSV asks for it.</summary>
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
