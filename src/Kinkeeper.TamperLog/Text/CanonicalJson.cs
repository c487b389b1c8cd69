using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kinkeeper.TamperLog.Text;

/// <summary>
/// Writes JSON with one spelling per value (RFC 8785), so that the same record always has the same hash: no white space, members
/// sorted by UTF-16 code units, shortest escapes. Numbers must be whole and within ±2^53; other numbers must be strings.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExact = 1L << 53;

    /// <summary>Returns the canonical bytes, UTF-8 without a byte order mark.</summary>
    /// <exception cref="LogFormatException">
    /// A number is not whole or too large, an object has a member twice, or a string has half a surrogate pair.
    /// </exception>
    public static byte[] Write(JsonElement value)
    {
        ArrayBufferWriter<byte> bytes = new();
        try
        {
            Write(value, bytes);
        }
        catch (InvalidOperationException halfCharacter)
        {
            // Half of a surrogate pair, written as an escape, is valid JSON but not text.
            throw new LogFormatException("A string in the JSON contains half a character.", halfCharacter);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Parses any JSON and writes it canonically.</summary>
    /// <exception cref="LogFormatException">The bytes are not JSON or have no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            JsonElement value = JsonElement.ParseValue(ref reader);
            return reader.Read() ? throw new LogFormatException("Something comes after the JSON value.") : Write(value);
        }
        catch (JsonException notJson)
        {
            throw new LogFormatException($"Not JSON: {notJson.Message}", notJson);
        }
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, bytes);
                break;
            case JsonValueKind.Array:
                bytes.Write("["u8);
                bool first = true;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    bytes.Write(first ? [] : ","u8);
                    first = false;
                    Write(item, bytes);
                }

                bytes.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, bytes);
                break;
            case JsonValueKind.Number:
                WriteNumber(value, bytes);
                break;
            default:
                bytes.Write(value.ValueKind switch
                {
                    JsonValueKind.True => "true"u8,
                    JsonValueKind.False => "false"u8,
                    _ => "null"u8,
                });
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        JsonProperty[] members = value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToArray();
        bytes.Write("{"u8);
        for (int i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name)
                {
                    throw new LogFormatException($"An object has the member \"{members[i].Name}\" twice.");
                }

                bytes.Write(","u8);
            }

            WriteString(members[i].Name, bytes);
            bytes.Write(":"u8);
            Write(members[i].Value, bytes);
        }

        bytes.Write("}"u8);
    }

    private static void WriteNumber(JsonElement value, ArrayBufferWriter<byte> bytes)
    {
        if (!value.TryGetInt64(out long number) || Math.Abs(number) > LargestExact)
        {
            throw new LogFormatException(
                $"The number {value.GetRawText()} does not have the same exact value in every program. Write it as a string.");
        }

        bytes.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Writes the escapes of RFC 8785 section 3.2.2.2: only those that JSON requires.</summary>
    private static void WriteString(string text, ArrayBufferWriter<byte> bytes)
    {
        StringBuilder escaped = new("\"", text.Length + 2);
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => escaped.Append(character),
            };
        }

        bytes.Write(Encoding.UTF8.GetBytes(escaped.Append('"').ToString()));
    }
}
