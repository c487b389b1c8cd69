using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.Features.Records.Fields;

/// <summary>
/// The form of a decision that the log commits to: all recorded fields, the parent's words, and the fields that an interview in Kinkeeper
/// adds. The same row always gives the same bytes, so the table can be checked against the log.
/// The child's own view has a separate entry. A receipt for the parent and counsel opens the decision, and they have no right to pass on
/// the child's words.
/// </summary>
public static class LoggedDecision
{
    /// <summary>The member that says who did what, and why. All other members are the record.</summary>
    public const string Event = "event";

    public static LedgerSubject Subject(string decisionId) => new("decision", decisionId);

    public static LedgerSubject ChildViewSubject(string decisionId) => new("child-view", decisionId);

    /// <summary>Writes the child's own view in the form that the log commits to.</summary>
    /// <param name="decisionId">The decision it was recorded with.</param>
    /// <param name="view">Null if the current version of the record has none.</param>
    public static byte[] WriteChildView(string decisionId, string? view) =>
        CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(new { decision_id = decisionId, child_view = view }));

    /// <summary>Checks if a logged payload holds this record. Ignores the event that led to it.</summary>
    public static bool IsOf(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> record)
    {
        JsonObject logged = JsonNode.Parse(payload)!.AsObject();
        return !logged.Remove(Event)
            ? payload.SequenceEqual(record)
            : CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(logged)).AsSpan().SequenceEqual(record);
    }

    /// <summary>Writes the decision as canonical JSON.</summary>
    /// <param name="row">The decision as it is now.</param>
    /// <param name="parentRecordId">The id of the parent's record.</param>
    /// <param name="childRecordId">The id of the child's record.</param>
    /// <param name="happened">The event that led to it: who acted, and why. Null if only the record is known.</param>
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
