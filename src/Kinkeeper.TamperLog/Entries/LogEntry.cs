using System.Globalization;
using System.Text.Json;

namespace Kinkeeper.TamperLog;

/// <summary>
/// What stands in the log, in one of two shapes: <see cref="CommitmentEntry"/> for a record, <see cref="RedactionEntry"/> for the
/// statement that a record's payload was destroyed.
/// </summary>
public abstract record LogEntry
{
    /// <summary>The version of the entry's format that this program writes.</summary>
    public const int Version = 1;

    private protected const string RedactionType = "redaction";

    private protected LogEntry()
    {
    }

    /// <summary>The bytes to append to the log: canonical JSON, padded to a multiple of 512 bytes.</summary>
    /// <exception cref="LogFormatException">A member cannot stand in a public log.</exception>
    public abstract byte[] ToBytes();

    /// <summary>Reads an entry.</summary>
    /// <exception cref="LogFormatException">Not an entry of a version that this program knows, or not in its one spelling.</exception>
    public static LogEntry Parse(ReadOnlySpan<byte> entry)
    {
        JsonElement json = EntryJson.Read(entry);
        if (json.Number("v") is not Version and long version)
        {
            throw new LogFormatException($"The entry is of version {version}; this program knows version {Version}.");
        }

        LogEntry parsed = json.Text("type") == RedactionType ? RedactionEntry.FromJson(json) : CommitmentEntry.FromJson(json);
        return parsed.ToBytes().AsSpan().SequenceEqual(entry)
            ? parsed
            : throw new LogFormatException("The entry holds members that its version does not have.");
    }

    private protected static string Hour(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);

    private protected static DateTimeOffset ParseHour(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new LogFormatException($"\"{text}\" is not a time to the hour, such as 2026-11-24T03Z.");
}

/// <summary>That a record came to be or changed, without saying what it holds.</summary>
/// <param name="Type">The kind of event, such as <c>decision-taken</c>: the same for everyone, nothing about anyone.</param>
/// <param name="Record">The record's random id, the same in all its entries.</param>
/// <param name="Sequence">0 for the record's first entry, then 1, 2, …: a gap is a missing entry.</param>
/// <param name="Previous">The leaf hash of the record's entry before this one; null for the first.</param>
/// <param name="Commitment">By <see cref="SaltedCommitment"/>.</param>
/// <param name="Time">When, cut to the hour: coarser than anything that would tell two people of one day apart.</param>
public sealed record CommitmentEntry(
    string Type, LogRecordId Record, long Sequence, Digest? Previous, Digest Commitment, DateTimeOffset Time) : LogEntry
{
    /// <inheritdoc/>
    public override byte[] ToBytes()
    {
        if (Type == RedactionType)
        {
            throw new LogFormatException("A redaction has an entry of its own shape.");
        }

        if (Sequence < 0 || Sequence == 0 != Previous is null)
        {
            throw new LogFormatException("A record's first entry has sequence 0 and no previous entry; every later one has both.");
        }

        return EntryJson.Write(json =>
        {
            json.WriteString("commitment", Commitment.ToString());
            if (Previous is { } previous)
            {
                json.WriteString("previous", previous.ToString());
            }

            json.WriteString("record", Record.ToString());
            json.WriteNumber("sequence", Sequence);
            json.WriteString("time", Hour(Time));
            json.WriteString("type", PublicLabel.Check(Type, "type"));
            json.WriteNumber("v", Version);
        });
    }

    internal static CommitmentEntry FromJson(JsonElement json) => new(
        json.Text("type"),
        LogRecordId.Parse(json.Text("record")),
        json.Number("sequence"),
        json.TryGetProperty("previous", out _) ? Hash(json, "previous") : null,
        Hash(json, "commitment"),
        ParseHour(json.Text("time")));

    private static Digest Hash(JsonElement json, string member) =>
        Digest.TryParse(json.Text(member), out Digest hash) ? hash : throw new LogFormatException($"The entry's \"{member}\" is not a hash.");
}

/// <summary>That a record's salt and payload were destroyed, on whose authority and with whose approval. The record's own entry stays.</summary>
/// <param name="Redacts">The index in the log of the entry whose payload is gone; always an earlier one.</param>
/// <param name="Authority">What orders it: a retention schedule, a court order's docket number.</param>
/// <param name="Date">The day of destruction.</param>
/// <param name="Approvers">The ids, not names, of the two different persons who approved.</param>
public sealed record RedactionEntry(long Redacts, string Authority, DateOnly Date, (string First, string Second) Approvers) : LogEntry
{
    /// <inheritdoc/>
    public override byte[] ToBytes()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Redacts);
        if (Approvers.First == Approvers.Second)
        {
            throw new LogFormatException("Destroying a record's payload takes two different persons.");
        }

        return EntryJson.Write(json =>
        {
            json.WriteStartArray("approvers");
            json.WriteStringValue(PublicLabel.Check(Approvers.First, "approver's id"));
            json.WriteStringValue(PublicLabel.Check(Approvers.Second, "approver's id"));
            json.WriteEndArray();
            json.WriteString("authority", PublicLabel.Check(Authority, "authority"));
            json.WriteString("date", Date.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("redacts", Redacts);
            json.WriteString("type", RedactionType);
            json.WriteNumber("v", Version);
        });
    }

    internal static RedactionEntry FromJson(JsonElement json)
    {
        string[] approvers = json.TryGetProperty("approvers", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "").ToArray()
            : [];
        return approvers.Length == 2
            && DateOnly.TryParseExact(json.Text("date"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? new RedactionEntry(json.Number("redacts"), json.Text("authority"), date, (approvers[0], approvers[1]))
            : throw new LogFormatException("A redaction names two approvers and a date.");
    }
}
