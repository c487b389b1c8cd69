using System.Buffers;
using System.Text;
using System.Text.Json;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>
/// The content of a receipt for a parent or counsel: the entry as in the log, and the salt and the record that it commits to. It is
/// the extra line of a <see cref="TlogProof"/>, so that one file contains everything that a check needs.
/// </summary>
/// <param name="Entry">The bytes of the entry.</param>
/// <param name="Salt">32 bytes; null if the receipt proves only the entry.</param>
/// <param name="CanonicalRecord">The record, written by <see cref="CanonicalJson"/>; null if <paramref name="Salt"/> is null.</param>
public sealed record Receipt(ReadOnlyMemory<byte> Entry, ReadOnlyMemory<byte>? Salt = null, ReadOnlyMemory<byte>? CanonicalRecord = null)
{
    /// <summary>Returns the receipt for the extra line: canonical JSON.</summary>
    public byte[] ToBytes()
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteString("entry", Encoding.UTF8.GetString(Entry.Span));
            if (Salt is { } salt && CanonicalRecord is { } record)
            {
                writer.WriteString("record", Encoding.UTF8.GetString(record.Span));
                writer.WriteString("salt", Convert.ToBase64String(salt.Span));
            }

            writer.WriteNumber("v", 1);
            writer.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(json.WrittenSpan);
    }

    /// <summary>Reads the extra line. A receipt has one spelling: missing, renamed or added members are refused.</summary>
    /// <exception cref="LogFormatException">The bytes are not a receipt.</exception>
    public static Receipt Parse(ReadOnlySpan<byte> extra)
    {
        JsonElement json = JsonDocument.Parse(CanonicalJson.Canonicalize(extra)).RootElement;
        if (json.ValueKind != JsonValueKind.Object || json.Number("v") != 1)
        {
            throw new LogFormatException("The receipt has a version that this program does not know.");
        }

        Receipt receipt = new(Encoding.UTF8.GetBytes(json.Text("entry")));
        if (json.TryGetProperty("salt", out _))
        {
            receipt = receipt with
            {
                Salt = StrictBase64.Decode(json.Text("salt")) is { Length: SaltedCommitment.SaltLength } salt
                    ? salt
                    : throw new LogFormatException($"The receipt's salt is not {SaltedCommitment.SaltLength} bytes in base64."),
                CanonicalRecord = Encoding.UTF8.GetBytes(json.Text("record")),
            };
        }

        return receipt.ToBytes().AsSpan().SequenceEqual(extra)
            ? receipt
            : throw new LogFormatException("The receipt has members that a receipt does not define.");
    }
}
