using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Acknowledging;

/// <summary>Records that a supervisor, other than the officer, has read the decision. They see every defect it has.</summary>
public sealed class AcknowledgeDecision(Store store, EventLedger ledger, TimeProvider clock)
{
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public GradedDecision Execute(string decisionId, string supervisor)
    {
        supervisor = supervisor.Trim();
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        StoredDecision stored = StoredDecision.Find(db, decisionId);
        if (supervisor.Length == 0)
        {
            throw DecisionRefusals.ReasonMissing();
        }

        if (stored.Row.Officer is null)
        {
            throw DecisionRefusals.OfficerUnknown();
        }

        if (string.Equals(stored.Row.Officer.Trim(), supervisor, StringComparison.OrdinalIgnoreCase))
        {
            throw DecisionRefusals.SupervisorIsOfficer();
        }

        if (stored.Row.RevokedAt is not null)
        {
            throw DecisionRefusals.IsRevoked();
        }

        // A supervisor named without a time has not acknowledged anything yet (docs/handbook.md).
        if (stored.Row.AcknowledgedAt is not null)
        {
            throw DecisionRefusals.AlreadyAcknowledged(stored.Row.Supervisor ?? "?");
        }

        db.Entry(stored.Row).Property(row => row.Supervisor).CurrentValue = supervisor;
        db.Entry(stored.Row).Property(row => row.AcknowledgedAt).CurrentValue = Microseconds.ToInstant(now.ToMicroseconds());
        stored.Append(db, ledger, "decision-acknowledged", new Dictionary<string, string> { ["by"] = supervisor });
        StoredDecision.Save(db);
        return GradedDecision.Of(stored, now);
    }
}
