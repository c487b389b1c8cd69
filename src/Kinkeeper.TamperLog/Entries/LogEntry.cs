using System.Globalization;
using System.Text.Json;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// An entry of the log, of one of two kinds: a <see cref="CommitmentEntry"/> for a record, or a <see cref="RedactionEntry"/> which
/// states that the payload of a record was destroyed.
/// </summary>
public abstract record LogEntry
{
    /// <summary>The version of the entry format that this program writes.</summary>
    public const int Version = 1;

    private protected const string RedactionType = "redaction";

    private protected LogEntry()
    {
    }

    /// <summary>Returns the bytes to append to the log: canonical JSON, padded to a multiple of 512 bytes.</summary>
    /// <exception cref="LogFormatException">A member is not allowed in a public log.</exception>
    public abstract byte[] ToBytes();

    /// <summary>Reads an entry.</summary>
    /// <exception cref="LogFormatException">
    /// The bytes are not an entry of a version that this program knows, or not in its only spelling.
    /// </exception>
    public static LogEntry Parse(ReadOnlySpan<byte> entry)
    {
        JsonElement json = EntryJson.Read(entry);
        if (json.Number("v") is not Version and long version)
        {
            throw new LogFormatException($"The entry has version {version}; this program knows version {Version}.");
        }

        LogEntry parsed = json.Text("type") == RedactionType ? RedactionEntry.FromJson(json) : CommitmentEntry.FromJson(json);
        return parsed.ToBytes().AsSpan().SequenceEqual(entry)
            ? parsed
            : throw new LogFormatException("The entry has members that its version does not define.");
    }

    private protected static string Hour(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);

    private protected static DateTimeOffset ParseHour(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time)
            ? time
            : throw new LogFormatException($"\"{text}\" is not a time in whole hours, such as 2026-11-24T03Z.");
}
