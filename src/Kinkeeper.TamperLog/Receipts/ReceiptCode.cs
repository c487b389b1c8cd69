using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>
/// A receipt as text for QR codes on paper: <c>KK1:</c> and the whole <c>.tlog-proof</c>, compressed and in base 45 (RFC 9285, as
/// health certificates use it), which a QR code stores at five and a half bits a character. Longer ones go into several codes,
/// <c>KK1/1/2:</c>, <c>KK1/2/2:</c>, one a line. Nothing is left out: what is read back is the same file, byte by byte.
/// </summary>
public static class ReceiptCode
{
    private const string Prefix = "KK1";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /// <summary>A file this large is no receipt: it bounds what a hostile code can make of our memory.</summary>
    private const int LargestFile = 1 << 20;

    /// <summary>The codes for a receipt.</summary>
    /// <param name="proof">The receipt.</param>
    /// <param name="most">Characters a code holds at most; at least 64.</param>
    public static IReadOnlyList<string> Write(TlogProof proof, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 64);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(Encoding.UTF8.GetBytes(Unwrap(proof.ToString())));
        }

        string digits = Base45(packed.ToArray());
        if (Prefix.Length + 1 + digits.Length <= most)
        {
            return [$"{Prefix}:{digits}"];
        }

        string[] parts = [.. digits.Chunk(most - "KK1/99/99:".Length).Select(part => new string(part))];
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}/{i + 1}/{parts.Length}:{part}"))];
    }

    /// <summary>Whether a file holds codes rather than a proof.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("KK1:"u8) || file.StartsWith("KK1/"u8);

    /// <summary>The <c>.tlog-proof</c> behind codes, one a line, in any order.</summary>
    /// <exception cref="LogFormatException">Not such codes, or one is missing; says which.</exception>
    public static byte[] Read(ReadOnlySpan<byte> codes)
    {
        Dictionary<int, string> parts = [];
        int count = 1;
        foreach (string line in Encoding.UTF8.GetString(codes).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string[] head = colon < 0 ? [] : line[..colon].Split('/');
            int part = 1;
            int of = 1;
            if (head is not [Prefix]
                && (head is not [Prefix, _, _]
                    || !int.TryParse(head[1], NumberStyles.None, CultureInfo.InvariantCulture, out part)
                    || !int.TryParse(head[2], NumberStyles.None, CultureInfo.InvariantCulture, out of)
                    || part < 1 || of > 99 || part > of))
            {
                throw new LogFormatException("This is not a receipt's code: it should begin with \"KK1:\".");
            }

            count = of;
            parts[part] = line[(colon + 1)..];
        }

        StringBuilder digits = new();
        for (int part = 1; part <= count; part++)
        {
            digits.Append(parts.TryGetValue(part, out string? text) ? text : throw new LogFormatException($"Code {part} of {count} is missing."));
        }

        return Encoding.UTF8.GetBytes(Wrap(Inflate(Bytes(digits.ToString()))));
    }

    /// <summary>The extra line in the clear, since base 64 hardly compresses.</summary>
    private static string Unwrap(string proof)
    {
        int start = proof.IndexOf("\nextra ", StringComparison.Ordinal);
        if (start < 0)
        {
            return proof;
        }

        int end = proof.IndexOf('\n', start + 1);
        string json = Encoding.UTF8.GetString(Convert.FromBase64String(proof[(start + 7)..end]));
        return $"{proof[..start]}\nEXTRA {json}{proof[end..]}";
    }

    private static string Wrap(string text)
    {
        int start = text.IndexOf("\nEXTRA ", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        int end = text.IndexOf('\n', start + 1);
        return end < 0
            ? throw new LogFormatException("The receipt's code is cut off.")
            : $"{text[..start]}\nextra {Convert.ToBase64String(Encoding.UTF8.GetBytes(text[(start + 7)..end]))}{text[end..]}";
    }

    private static string Inflate(byte[] packed)
    {
        using ZLibStream zlib = new(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] file = new byte[LargestFile];
        try
        {
            int length = zlib.ReadAtLeast(file, file.Length, throwOnEndOfStream: false);
            return length < file.Length ? Encoding.UTF8.GetString(file, 0, length) : throw new LogFormatException("The receipt's code holds far more than a receipt.");
        }
        catch (InvalidDataException damaged)
        {
            throw new LogFormatException($"The receipt's code is damaged: {damaged.Message}", damaged);
        }
    }

    private static string Base45(byte[] bytes)
    {
        StringBuilder text = new(bytes.Length * 3 / 2 + 2);
        for (int i = 0; i < bytes.Length; i += 2)
        {
            int value = i + 1 < bytes.Length ? (bytes[i] * 256) + bytes[i + 1] : bytes[i];
            text.Append(Alphabet[value % 45]).Append(Alphabet[value / 45 % 45]);
            if (i + 1 < bytes.Length)
            {
                text.Append(Alphabet[value / (45 * 45)]);
            }
        }

        return text.ToString();
    }

    private static byte[] Bytes(string text)
    {
        List<byte> bytes = [];
        for (int i = 0; i < text.Length; i += 3)
        {
            int length = Math.Min(3, text.Length - i);
            int value = 0;
            for (int k = length - 1; k >= 0; k--)
            {
                int digit = Alphabet.IndexOf(text[i + k], StringComparison.Ordinal);
                value = (value * 45) + (digit < 0 ? throw new LogFormatException($"The receipt's code holds \"{text[i + k]}\", which no such code does.") : digit);
            }

            if (length == 1 || value > (length == 3 ? 0xFFFF : 0xFF))
            {
                throw new LogFormatException("The receipt's code is damaged: its digits do not stand for bytes.");
            }

            if (length == 3)
            {
                bytes.Add((byte)(value >> 8));
            }

            bytes.Add((byte)(value & 0xFF));
        }

        return [.. bytes];
    }
}
