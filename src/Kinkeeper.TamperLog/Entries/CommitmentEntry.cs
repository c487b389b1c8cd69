using System.Text.Json;
using Kinkeeper.TamperLog.Merkle;

namespace Kinkeeper.TamperLog.Entries;

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
