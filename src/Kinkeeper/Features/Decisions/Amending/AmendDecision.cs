using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Amending;

/// <summary>
/// Puts right how a decision was written down. The amended record is a new one, recorded now and not acknowledged yet, and the
/// first stays as it was: what was missing at the time stays visible as missing at the time. An amendment made after departure
/// therefore changes nothing about what was on record before it.
/// </summary>
public sealed class AmendDecision(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <summary>What makes it this decision and no other.</summary>
    private static readonly string[] Fixed = ["decision_id", "parent_record_id", "child_record_id", "choice", "taken_at"];

    /// <param name="decisionId">Which.</param>
    /// <param name="changes">A JSON object with the fields to put right; null or an empty text takes one away.</param>
    /// <param name="by">Who amends.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public GradedDecision Execute(string decisionId, string changes, string by, string reason)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        DecisionDraft changed = DecisionDraft.Parse(changes);
        if (changed.Names.FirstOrDefault(Fixed.Contains) is { } fixedField)
        {
            throw DecisionRefusals.AmendsTheChoice(fixedField);
        }

        using KinkeeperDb db = store.Open();
        StoredDecision before = StoredDecision.Find(db, decisionId);
        if (before.Row.RevokedAt is not null)
        {
            throw DecisionRefusals.IsRevoked();
        }

        IReadOnlyList<StoredDecision> versions = StoredDecision.Versions(db, before);
        if (versions[^1].Row.DecisionId != decisionId)
        {
            throw DecisionRefusals.AmendedSince(versions[^1].Row.DecisionId);
        }

        DecisionDraft draft = DecisionDraft.Parse(Merged(before, changes));
        DecisionRow same = Row(decisionId, before.Row.RecordedAt);
        if (StoredDecision.HashOf(same, before.Parent, before.Child).AsSpan().SequenceEqual(
            StoredDecision.HashOf(Unacknowledged(before), before.Parent, before.Child)))
        {
            throw DecisionRefusals.NothingAmended();
        }

        DecisionRow row = Row(NextId(decisionId, versions.Count), now);
        db.Add(row);
        StoredDecision amended = StoredDecision.About(db, row);
        amended.AppendNew(db, ledger, "decision-amended", new Dictionary<string, string> { ["amends"] = decisionId, ["by"] = by.Trim(), ["reason"] = reason.Trim() });
        StoredDecision.Save(db);
        return GradedDecision.Of(amended, now);

        DecisionRow Row(string id, DateTimeOffset recordedAt) =>
            RecordDecision.Row(draft, id, before.Parent, before.Child, recordedAt, draft.Text("officer") ?? throw DecisionRefusals.OfficerMissing(), before.Row.Interview?.Copy());
    }

    /// <summary>The record as it was, with the changes over it.</summary>
    private static string Merged(StoredDecision before, string changes)
    {
        JsonObject merged = JsonNode.Parse(LoggedDecision.Write(Unacknowledged(before), before.Parent.RecordId, before.Child.RecordId))!.AsObject();
        merged.Remove("recorded_at");
        // What an interview says besides is no column of the draft, and goes into the new version as it is.
        foreach (string name in merged.Select(member => member.Key).Except(new DecisionsFormat().Columns).ToArray())
        {
            merged.Remove(name);
        }

        merged["child_view"] = before.Row.ChildView;
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        return merged.ToJsonString(JsonSerializerOptions.Web);
    }

    private static DecisionRow Unacknowledged(StoredDecision before)
    {
        DecisionRow row = before.Row;
        return new DecisionRow
        {
            RowHash = [],
            DecisionId = row.DecisionId,
            ParentRecordKey = row.ParentRecordKey,
            ChildRecordKey = row.ChildRecordKey,
            Choice = row.Choice,
            TakenAt = row.TakenAt,
            RecordedAt = row.RecordedAt,
            Form = row.Form,
            FormVersion = row.FormVersion,
            FormLanguage = row.FormLanguage,
            SpokenLanguage = row.SpokenLanguage,
            ParentLanguage = row.ParentLanguage,
            Interpreter = row.Interpreter,
            InterpreterMode = row.InterpreterMode,
            InformationGiven = row.InformationGiven,
            OptionsOffered = row.OptionsOffered,
            ChildContactOffered = row.ChildContactOffered,
            CounselOffered = row.CounselOffered,
            MinutesAllowed = row.MinutesAllowed,
            Private = row.Private,
            ParentWords = row.ParentWords,
            Signature = row.Signature,
            Officer = row.Officer,
            ChildView = row.ChildView,
            Interview = row.Interview?.Copy(),
        };
    }

    private static string NextId(string decisionId, int versions) =>
        string.Create(CultureInfo.InvariantCulture, $"{decisionId.Split(StoredDecision.AmendmentMark)[0]}{StoredDecision.AmendmentMark}{versions + 1}");
}
