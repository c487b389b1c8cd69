using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>Records that the parent took a decision back, possible until departure. The decision stays on record as revoked.</summary>
public sealed class RevokeDecision(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <param name="decisionId">The decision's id.</param>
    /// <param name="by">The person who records it or passed it on (an officer, counsel, the family's page).</param>
    /// <param name="words">The parent's own words; null if nobody recorded them. A reason is not required to change one's mind.</param>
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public GradedDecision Execute(string decisionId, string by, string? words)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        StoredDecision stored = StoredDecision.Find(db, decisionId);
        if (string.IsNullOrWhiteSpace(by))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        if (stored.Row.RevokedAt is not null)
        {
            throw DecisionRefusals.IsRevoked();
        }

        if (stored is { Departed: true, Departure: { } departure } && departure <= now)
        {
            throw DecisionRefusals.Departed();
        }

        Dictionary<string, string> happened = new() { ["by"] = by.Trim() };
        if (!string.IsNullOrWhiteSpace(words))
        {
            happened["words"] = words.Trim();
        }

        // All versions of an amended decision are revoked, so that no earlier version becomes valid again.
        foreach (StoredDecision version in StoredDecision.Versions(db, stored).Where(version => version.Row.RevokedAt is null))
        {
            db.Entry(version.Row).Property(row => row.RevokedAt).CurrentValue = Microseconds.ToInstant(now.ToMicroseconds());
            version.Append(db, ledger, "decision-revoked", happened);
        }

        StoredDecision.Save(db);
        return GradedDecision.Of(stored, now);
    }
}
