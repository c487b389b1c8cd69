using System.Text.Json;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>States that a record was created or changed, without its content.</summary>
/// <param name="Type">The kind of event, such as <c>decision-taken</c>. It says nothing about a person.</param>
/// <param name="Record">The random id of the record, the same in all its entries.</param>
/// <param name="Sequence">0 for the first entry of the record, then 1, 2, …; a gap means that an entry is missing.</param>
/// <param name="Previous">The leaf hash of the previous entry of this record; null for the first.</param>
/// <param name="Commitment">The commitment to the record, from <see cref="SaltedCommitment"/>.</param>
/// <param name="Time">The time of the event. Entries keep only the hour, so that two people of the same day cannot be told apart.</param>
public sealed record CommitmentEntry(
    string Type, LogRecordId Record, long Sequence, Digest? Previous, Digest Commitment, DateTimeOffset Time) : LogEntry
{
    /// <inheritdoc/>
    public override byte[] ToBytes()
    {
        if (Type == RedactionType)
        {
            throw new LogFormatException("A redaction needs a redaction entry, not a commitment entry.");
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
        Digest.TryParse(json.Text(member), out Digest hash)
            ? hash
            : throw new LogFormatException($"The entry's \"{member}\" is not a hash.");
}
