using System.Globalization;
using System.Text.Json;

namespace Kinkeeper.TamperLog.Entries;

/// <summary>
/// States that the salt and the payload of a record were destroyed, with the authority and the approvers. The record's own entry
/// stays.
/// </summary>
/// <param name="Redacts">The index of the entry whose payload was destroyed; always an earlier entry.</param>
/// <param name="Authority">The reason for the order: a retention schedule, or the docket number of a court order.</param>
/// <param name="Date">The day of destruction.</param>
/// <param name="Approvers">The ids (not names) of the two different persons who approved.</param>
public sealed record RedactionEntry(long Redacts, string Authority, DateOnly Date, (string First, string Second) Approvers) : LogEntry
{
    /// <inheritdoc/>
    public override byte[] ToBytes()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Redacts);
        if (Approvers.First == Approvers.Second)
        {
            throw new LogFormatException("Destroying a record's payload needs two different persons.");
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
