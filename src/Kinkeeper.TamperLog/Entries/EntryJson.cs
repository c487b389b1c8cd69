using System.Buffers;
using System.Text;
using System.Text.Json;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// Writes and reads the JSON of an entry. It is canonical and padded with a last member <c>zz</c> of zeros, so that the length of a
/// file reveals only the number of its entries.
/// </summary>
internal static class EntryJson
{
    /// <summary>The length of an entry is a multiple of this many bytes.</summary>
    public const int Bucket = 512;

    private const string Padding = "zz";

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteString(Padding, "");
            writer.WriteEndObject();
        }

        byte[] canonical = CanonicalJson.Canonicalize(json.WrittenSpan);
        int zeros = (Bucket - (canonical.Length % Bucket)) % Bucket;
        return [.. canonical.AsSpan(..^2), .. Enumerable.Repeat((byte)'0', zeros), .. "\"}"u8];
    }

    /// <summary>Reads the members of an entry. Refuses every spelling except that of <see cref="Write"/>.</summary>
    public static JsonElement Read(ReadOnlySpan<byte> entry)
    {
        byte[] canonical = CanonicalJson.Canonicalize(entry);
        JsonElement value = JsonDocument.Parse(canonical).RootElement;
        if (!canonical.AsSpan().SequenceEqual(entry)
            || value.ValueKind != JsonValueKind.Object
            || entry.Length % Bucket != 0
            || !value.TryGetProperty(Padding, out JsonElement padding)
            || padding.ValueKind != JsonValueKind.String
            || padding.GetString()!.Any(character => character != '0'))
        {
            throw new LogFormatException($"The entry \"{Shorten(entry)}\" is not canonical JSON padded to a multiple of {Bucket} bytes.");
        }

        return value;
    }

    public static string Text(this JsonElement entry, string member) =>
        entry.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new LogFormatException($"The entry has no text \"{member}\".");

    public static long Number(this JsonElement entry, string member) =>
        entry.TryGetProperty(member, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0
            ? number
            : throw new LogFormatException($"The entry has no number \"{member}\".");

    private static string Shorten(ReadOnlySpan<byte> entry) =>
        Encoding.UTF8.GetString(entry.Length > 80 ? entry[..80] : entry) + (entry.Length > 80 ? "…" : "");
}
