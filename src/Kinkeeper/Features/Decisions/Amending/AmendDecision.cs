using System.Globalization;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Amending;

/// <summary>
/// Corrects a recording error in a decision. The amended version is new, recorded now and not yet acknowledged. The first version
/// does not change, so what was missing then stays visible as missing. An amendment made after departure therefore changes
/// nothing about what was on record before it.
/// </summary>
public sealed class AmendDecision(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <param name="decisionId">The decision's id.</param>
    /// <param name="changes">The fields to correct. A field given as empty is removed.</param>
    /// <param name="by">The person who amends.</param>
    /// <param name="reason">The reason for the amendment.</param>
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public GradedDecision Execute(string decisionId, DecisionDraft changes, string by, string reason)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        if (changes.Given.FirstOrDefault(field => field.IsFixed) is { } fixedField)
        {
            throw DecisionRefusals.AmendsTheChoice(fixedField.Name);
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

        DecisionDraft draft = DecisionDraft.Of(before.Row, changes);
        DecisionRow same = Row(decisionId, before.Row.RecordedAt);
        if (StoredDecision.HashOf(same, before.Parent, before.Child).AsSpan().SequenceEqual(
            StoredDecision.HashOf(DecisionFields.AsRecorded(before.Row), before.Parent, before.Child)))
        {
            throw DecisionRefusals.NothingAmended();
        }

        DecisionRow row = Row(NextId(decisionId, versions.Count), now);
        db.Add(row);
        StoredDecision amended = StoredDecision.About(db, row);
        amended.AppendNew(db, ledger, "decision-amended", new Dictionary<string, string> { ["amends"] = decisionId, ["by"] = by.Trim(), ["reason"] = reason.Trim() });
        StoredDecision.Save(db);
        return GradedDecision.Of(amended, now);

        DecisionRow Row(string id, DateTimeOffset recordedAt) => draft[DecisionFields.Officer].IsNothing
            ? throw DecisionRefusals.OfficerMissing()
            : RecordDecision.Row(draft, id, before.Parent, before.Child, recordedAt, before.Row.Interview?.Copy());
    }

    private static string NextId(string decisionId, int versions) =>
        string.Create(CultureInfo.InvariantCulture, $"{decisionId.Split(StoredDecision.AmendmentMark)[0]}{StoredDecision.AmendmentMark}{versions + 1}");
}
