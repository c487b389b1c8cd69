using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>A person's statement that closes an obligation.</summary>
/// <param name="RemovalId">The removal.</param>
/// <param name="ChildRecordId">A record of the child.</param>
/// <param name="Kind">Outcome or exception.</param>
/// <param name="Reason">The action taken, or the reason it need not be done.</param>
/// <param name="By">The person who closes it.</param>
/// <param name="ApprovedBy">The second person; required for an exception.</param>
public sealed record ObligationClosed(string RemovalId, string ChildRecordId, ClosingKind Kind, string Reason, string By, string? ApprovedBy);

/// <summary>Closes an obligation: the parent was located and informed, or two persons approve an exception with a reason.</summary>
public sealed class CloseObligation(Store store, EventLedger ledger, ListObligations register, TimeProvider clock)
{
    /// <exception cref="Platform.RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public void Execute(ObligationClosed closed)
    {
        if (string.IsNullOrWhiteSpace(closed.Reason) || string.IsNullOrWhiteSpace(closed.By))
        {
            throw DecisionRefusals.ReasonMissing();
        }

        if (closed.Kind == ClosingKind.Exception
            && (string.IsNullOrWhiteSpace(closed.ApprovedBy) || string.Equals(closed.ApprovedBy.Trim(), closed.By.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            throw DecisionRefusals.TakesTwoPersons();
        }

        using KinkeeperDb db = store.Open();
        SourceRecord child = db.Set<SourceRecord>().SingleOrDefault(record => record.RecordId == closed.ChildRecordId)
            ?? throw DecisionRefusals.RecordUnknown("child", closed.ChildRecordId);
        Obligation obligation = register.Execute().FirstOrDefault(known => known.Removal.RemovalId == closed.RemovalId && known.Family.Child.Id == child.PersonId)
            ?? throw DecisionRefusals.ObligationUnknown(closed.RemovalId, closed.ChildRecordId);
        if (!obligation.IsOpen)
        {
            throw DecisionRefusals.ObligationClosed();
        }

        ObligationClosing closing = new()
        {
            RemovalId = closed.RemovalId,
            ChildRecordKey = new ChildRecordKey(child.Id.Value),
            Kind = closed.Kind,
            Reason = closed.Reason.Trim(),
            By = closed.By.Trim(),
            ApprovedBy = closed.Kind == ClosingKind.Exception ? closed.ApprovedBy!.Trim() : null,
            ClosedAt = clock.GetUtcNow(),
        };
        db.Add(closing);
        ledger.Append(db, closed.Kind == ClosingKind.Exception ? "obligation-excepted" : "obligation-met", new LedgerSubject("obligation", $"{closed.RemovalId}:{closed.ChildRecordId}"), new
        {
            removal_id = closing.RemovalId,
            child_record_id = closed.ChildRecordId,
            reason = closing.Reason,
            by = closing.By,
            approved_by = closing.ApprovedBy,
            closed_at = Platform.JsonTime.Text(closing.ClosedAt),
        });
        Recording.StoredDecision.Save(db);
    }
}
