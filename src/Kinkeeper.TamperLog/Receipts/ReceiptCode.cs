using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>
/// Writes a receipt as text for QR codes on paper: <c>KK1:</c> and the whole <c>.tlog-proof</c>, compressed and in base 45 (RFC 9285,
/// as in health certificates), which a QR code stores in five and a half bits a character. A longer receipt is split into several
/// codes, <c>KK1/1/2:</c>, <c>KK1/2/2:</c>, one a line. Reading the codes gives the same file, byte by byte.
/// </summary>
public static class ReceiptCode
{
    private const string Prefix = "KK1";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /// <summary>No receipt is this large, in bytes. The limit keeps a hostile code from filling our memory.</summary>
    private const int LargestFile = 1 << 20;

    /// <summary>Returns the codes for a receipt.</summary>
    /// <param name="proof">The receipt.</param>
    /// <param name="most">The most characters in a code; at least 64.</param>
    public static IReadOnlyList<string> Write(TlogProof proof, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 64);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(Encoding.UTF8.GetBytes(DecodeExtraLine(proof.ToString())));
        }

        string digits = ToBase45(packed.ToArray());
        if (Prefix.Length + 1 + digits.Length <= most)
        {
            return [$"{Prefix}:{digits}"];
        }

        string[] parts = [.. digits.Chunk(most - "KK1/99/99:".Length).Select(part => new string(part))];
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}/{i + 1}/{parts.Length}:{part}"))];
    }

    /// <summary>Returns true if a file contains codes, not a proof.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("KK1:"u8) || file.StartsWith("KK1/"u8);

    /// <summary>Returns the <c>.tlog-proof</c> in codes, which may be in any order, one a line.</summary>
    /// <exception cref="LogFormatException">The text is not such codes, or a code is missing. The message says which.</exception>
    public static byte[] Read(ReadOnlySpan<byte> codes)
    {
        Dictionary<int, string> parts = [];
        int count = 1;
        IEnumerable<string> lines = Encoding.UTF8.GetString(codes).Split('\n').Select(line => line.TrimEnd('\r'));
        foreach (string line in lines.Where(line => line.Length > 0))
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
                throw new LogFormatException("This is not the code of a receipt. A code begins with \"KK1:\".");
            }

            count = of;
            parts[part] = line[(colon + 1)..];
        }

        StringBuilder digits = new();
        for (int part = 1; part <= count; part++)
        {
            digits.Append(
                parts.TryGetValue(part, out string? text) ? text : throw new LogFormatException($"Code {part} of {count} is missing."));
        }

        return Encoding.UTF8.GetBytes(EncodeExtraLine(Inflate(FromBase45(digits.ToString()))));
    }

    /// <summary>Replaces the base64 in the extra line with its JSON, since base64 hardly compresses.</summary>
    private static string DecodeExtraLine(string proof)
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

    private static string EncodeExtraLine(string text)
    {
        int start = text.IndexOf("\nEXTRA ", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        int end = text.IndexOf('\n', start + 1);
        return end < 0
            ? throw new LogFormatException("The code of the receipt is cut off.")
            : $"{text[..start]}\nextra {Convert.ToBase64String(Encoding.UTF8.GetBytes(text[(start + 7)..end]))}{text[end..]}";
    }

    private static string Inflate(byte[] packed)
    {
        using ZLibStream zlib = new(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] file = new byte[LargestFile];
        try
        {
            int length = zlib.ReadAtLeast(file, file.Length, throwOnEndOfStream: false);
            return length < file.Length ? Encoding.UTF8.GetString(file, 0, length) : throw new LogFormatException(
                "The code of the receipt is larger than any receipt.");
        }
        catch (InvalidDataException damaged)
        {
            throw new LogFormatException($"The code of the receipt is damaged: {damaged.Message}", damaged);
        }
    }

    private static string ToBase45(byte[] bytes)
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

    private static byte[] FromBase45(string text)
    {
        List<byte> bytes = [];
        for (int i = 0; i < text.Length; i += 3)
        {
            int length = Math.Min(3, text.Length - i);
            int value = 0;
            for (int k = length - 1; k >= 0; k--)
            {
                int digit = Alphabet.IndexOf(text[i + k], StringComparison.Ordinal);
                value = (value * 45) + (
                    digit < 0 ? throw new LogFormatException(
                        $"The code of the receipt contains \"{text[i + k]}\", which is not a base 45 digit.") : digit);
            }

            if (length == 1 || value > (length == 3 ? 0xFFFF : 0xFF))
            {
                throw new LogFormatException("The code of the receipt is damaged: its digits are not bytes in base 45.");
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
