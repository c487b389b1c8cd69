using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>
/// A decision as the log commits to it: the fields that hold something, with the parent's words, and what an interview held here
/// adds. The same row always gives the same bytes, so that the table can be checked against the log.
/// The child's own view has an entry of its own: a receipt for the parent and counsel opens the decision, and the child's words
/// are not theirs to hand on.
/// </summary>
public static class LoggedDecision
{
    /// <summary>The member that tells who did what and why; everything beside it is the record.</summary>
    public const string Event = "event";

    public static LedgerSubject Subject(string decisionId) => new("decision", decisionId);

    public static LedgerSubject ChildViewSubject(string decisionId) => new("child-view", decisionId);

    /// <summary>The child's own view, as the log commits to it.</summary>
    /// <param name="decisionId">The decision beside which it was recorded.</param>
    /// <param name="view">Null: the current version of the record holds none.</param>
    public static byte[] WriteChildView(string decisionId, string? view) =>
        CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(new { decision_id = decisionId, child_view = view }));

    /// <summary>Whether a logged payload is this record, whatever it says of the event that led to it.</summary>
    public static bool IsOf(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> record)
    {
        JsonObject logged = JsonNode.Parse(payload)!.AsObject();
        return !logged.Remove(Event)
            ? payload.SequenceEqual(record)
            : CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(logged)).AsSpan().SequenceEqual(record);
    }

    /// <summary>Canonical JSON.</summary>
    /// <param name="row">The decision as it is now.</param>
    /// <param name="parentRecordId">The record that stands for the parent.</param>
    /// <param name="childRecordId">The record that stands for the child.</param>
    /// <param name="happened">What led to it: who, and why. Null where nothing but the record is known.</param>
    public static byte[] Write(DecisionRow row, string parentRecordId, string childRecordId, IReadOnlyDictionary<string, string>? happened = null)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            foreach (DecisionField field in DecisionFields.All.Where(field => field != DecisionFields.ChildView))
            {
                FieldValue value = field == DecisionFields.Parent ? parentRecordId : field == DecisionFields.Child ? childRecordId : field.Get(row);
                FieldWords.Write(json, field.Name, field.Kind, value);
            }

            foreach (RecordField<InterviewRecord> field in row.Interview is null ? [] : InterviewFields.All)
            {
                FieldWords.Write(json, field.Name, field.Kind, field.Get(row.Interview!));
            }

            if (happened is not null)
            {
                json.WriteStartObject(Event);
                foreach ((string name, string value) in happened)
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(bytes.WrittenSpan);
    }
}
