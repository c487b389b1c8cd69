using System.Security.Cryptography;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// Records what a parent decided about one child. Missing fields are recorded as missing and listed: an incomplete record is better
/// evidence than none, and never counts as a complete one.
/// </summary>
public sealed class RecordDecision(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <exception cref="Platform.RefusalException">
    /// See <see cref="DecisionRefusals"/>. Recording an identical draft does nothing and is not refused.
    /// </exception>
    public GradedDecision Execute(DecisionDraft draft)
    {
        using KinkeeperDb db = store.Open();
        (StoredDecision stored, bool isNew) = Add(db, draft, null);
        if (isNew)
        {
            StoredDecision.Save(db);
        }

        return GradedDecision.Of(stored, clock.GetUtcNow());
    }

    /// <summary>Adds the decision of <see cref="Execute"/> to what <paramref name="db"/> saves next.</summary>
    /// <param name="db">The context that saves it.</param>
    /// <param name="draft">The recorded values, in the exchange file's words.</param>
    /// <param name="interview">The extra facts from an interview held here; null if there was none.</param>
    /// <returns>The decision, and true if it is new. An identical decision is not new.</returns>
    internal (StoredDecision Stored, bool IsNew) Add(KinkeeperDb db, DecisionDraft draft, InterviewRecord? interview)
    {
        DateTimeOffset now = clock.GetUtcNow();
        SourceRecord parent = Record(db, draft, DecisionFields.Parent);
        SourceRecord child = Record(db, draft, DecisionFields.Child);
        if (parent.PersonId == child.PersonId)
        {
            throw DecisionRefusals.SamePerson();
        }

        string officer = draft[DecisionFields.Officer].Text ?? throw DecisionRefusals.OfficerMissing();
        DecisionRow row = Row(draft, draft[DecisionFields.DecisionId].Text ?? NewId(), parent, child, now, interview);
        if (row.TakenAt > now)
        {
            throw DecisionRefusals.InTheFuture("taken_at");
        }

        if (db.Set<DecisionRow>().SingleOrDefault(known => known.DecisionId == row.DecisionId) is { } known)
        {
            // A page sent twice must not cause an error: the same words recorded before are the same decision.
            DecisionRow again = Row(draft, row.DecisionId, parent, child, known.RecordedAt, interview);
            return known.RowHash.AsSpan().SequenceEqual(StoredDecision.HashOf(again, parent, child))
                ? (StoredDecision.About(db, known), false)
                : throw DecisionRefusals.Exists(row.DecisionId);
        }

        db.Add(row);
        StoredDecision stored = StoredDecision.About(db, row);
        stored.AppendNew(db, ledger, "decision-taken", new Dictionary<string, string> { ["by"] = officer });
        return (stored, true);
    }

    internal static DecisionRow Row(DecisionDraft draft, string id, SourceRecord parent, SourceRecord child, DateTimeOffset recordedAt, InterviewRecord? interview = null)
    {
        draft.RequireAll();
        return DecisionFields.Make(
            field => field == DecisionFields.DecisionId ? id
                : field == DecisionFields.Parent ? parent.Id.Value
                : field == DecisionFields.Child ? child.Id.Value
                : field == DecisionFields.RecordedAt ? recordedAt.ToMicroseconds()
                : draft[field],
            interview);
    }

    private static SourceRecord Record(KinkeeperDb db, DecisionDraft draft, DecisionField field)
    {
        string id = draft.Required(field);
        return db.Set<SourceRecord>().SingleOrDefault(record => record.RecordId == id) ?? throw DecisionRefusals.RecordUnknown(field.Name, id);
    }

    /// <summary>Returns a random id, which says nothing about anyone and is unique.</summary>
    private static string NewId() => $"kk:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
}
