using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Features.Intake.Normalise;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.Intake.Vocabulary;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog.Text;

namespace Kinkeeper.Features.Intake.Exchange;

/// <summary>
/// A decision as the log commits to it: the columns of the exchange file that hold something, with its words, and what an
/// interview held here says besides. What nobody
/// recorded is left out. The same row always gives the same bytes, so that the table can be checked against the log.
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
            json.WriteString("decision_id", row.DecisionId);
            json.WriteString("parent_record_id", parentRecordId);
            json.WriteString("child_record_id", childRecordId);
            json.WriteString("choice", DecisionsFormat.Choices.WordFor(row.Choice));
            Text("taken_at", JsonTime.Text(row.TakenAt));
            Text("recorded_at", JsonTime.Text(row.RecordedAt));
            Text("form", row.Form);
            Text("form_version", row.FormVersion);
            Text("form_language", row.FormLanguage);
            Text("spoken_language", row.SpokenLanguage);
            Text("parent_language", row.ParentLanguage);
            Text("interpreter", row.Interpreter);
            Text("interpreter_mode", row.InterpreterMode);
            YesOrNo("information_given", row.InformationGiven);
            json.WriteStartArray("options_offered");
            foreach (OptionsOffered option in Enum.GetValues<OptionsOffered>().Where(option => DecisionsFormat.Options.Has(option) && row.OptionsOffered.HasFlag(option)))
            {
                json.WriteStringValue(DecisionsFormat.Options.WordFor(option));
            }

            json.WriteEndArray();
            YesOrNo("child_contact_offered", row.ChildContactOffered);
            YesOrNo("counsel_offered", row.CounselOffered);
            if (row.MinutesAllowed is { } minutes)
            {
                json.WriteNumber("minutes_allowed", minutes);
            }

            YesOrNo("private", row.Private);
            Text("parent_words", row.ParentWords);
            Text("signature", row.Signature == Signature.NotRecorded ? null : DecisionsFormat.Signatures.WordFor(row.Signature));
            Text("officer", row.Officer);
            Text("supervisor", row.Supervisor);
            Text("acknowledged_at", row.AcknowledgedAt is { } acknowledged ? JsonTime.Text(acknowledged) : null);
            Text("revoked_at", row.RevokedAt is { } revoked ? JsonTime.Text(revoked) : null);
            if (row.Interview is { } interview)
            {
                Text("answer", interview.Answer);
                json.WriteStartArray("options_in_order");
                foreach (string option in interview.OptionOrder.Split(','))
                {
                    json.WriteStringValue(option);
                }

                json.WriteEndArray();
                if (interview.MeasuredSeconds is { } seconds)
                {
                    json.WriteNumber("measured_seconds", seconds);
                }

                Text("minutes_reason", interview.MinutesReason);
                Text("words_language", interview.WordsLanguage);
                Text("words_translation", interview.WordsTranslation);
                Text("words_translator", interview.WordsTranslator);
                Text("signed_how", interview.SignedHow);
                Text("signed_name", interview.SignedName);
                // The drawing itself would not fit a receipt on paper.
                Text("signature_sha256", interview.Strokes is { } strokes ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(strokes))) : null);
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

            void Text(string name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            void YesOrNo(string name, YesNo value) => Text(name, value switch
            {
                YesNo.Yes => "yes",
                YesNo.No => "no",
                _ => null,
            });
        }

        return CanonicalJson.Canonicalize(bytes.WrittenSpan);
    }
}
