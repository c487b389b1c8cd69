using System.Buffers;
using System.Text;
using System.Text.Json;
using Kinkeeper.TamperLog.Entries;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Receipts;

/// <summary>
/// What a parent or counsel takes home: the entry as it stands in the log and, beside it, the salt and the record that it commits
/// to. It travels as the extra line of a <see cref="TlogProof"/>, so that one file holds all that a check needs.
/// </summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Salt">32 bytes; null where the receipt proves the entry only.</param>
/// <param name="CanonicalRecord">The record by <see cref="CanonicalJson"/>; null where <paramref name="Salt"/> is.</param>
public sealed record Receipt(ReadOnlyMemory<byte> Entry, ReadOnlyMemory<byte>? Salt = null, ReadOnlyMemory<byte>? CanonicalRecord = null)
{
    /// <summary>The receipt for the extra line: canonical JSON.</summary>
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

    /// <summary>Reads the extra line. A receipt has one spelling: members that are missing, renamed or added are refused.</summary>
    /// <exception cref="LogFormatException">Not a receipt.</exception>
    public static Receipt Parse(ReadOnlySpan<byte> extra)
    {
        JsonElement json = JsonDocument.Parse(CanonicalJson.Canonicalize(extra)).RootElement;
        if (json.ValueKind != JsonValueKind.Object || json.Number("v") != 1)
        {
            throw new LogFormatException("The receipt is not of a version that this program knows.");
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
            : throw new LogFormatException("The receipt holds members that a receipt does not have.");
    }
}
