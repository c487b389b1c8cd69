using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>
/// Compares the decisions table with the log in both directions. Finds each decision that was changed, added or deleted outside
/// the application.
/// </summary>
public sealed class ReconcileDecisions(Store store)
{
    public IReadOnlyList<LedgerFinding> Execute(CancellationToken cancellation = default)
    {
        List<LedgerFinding> findings = [];
        using KinkeeperDb db = store.Open();
        using DatabaseConnection connection = store.Connect();
        using SqlStatement last = connection.Prepare(
            "SELECT payload FROM log_outbox LEFT JOIN log_secrets ON outbox_id = id WHERE subject = ?1 ORDER BY sequence DESC LIMIT 1");
        using SqlStatement record = connection.Prepare("SELECT record_id FROM records WHERE id = ?1");
        foreach (DecisionRow decision in db.Set<DecisionRow>().AsNoTracking())
        {
            cancellation.ThrowIfCancellationRequested();
            string where = LoggedDecision.Subject(decision.DecisionId).ToString();
            last.BindText(1, where);
            if (!last.Step())
            {
                findings.Add(new LedgerFinding("decision-not-logged", where, "The decision was never logged."));
                continue;
            }

            if (last.IsNull(0))
            {
                findings.Add(new LedgerFinding("decision-not-expunged", where, "Its payload was expunged from the log's secrets, but the decision is still in its table."));
            }
            else if (!LoggedDecision.IsOf(last.Bytes(0), LoggedDecision.Write(decision, RecordId(record, decision.ParentRecordKey.Value), RecordId(record, decision.ChildRecordKey.Value))))
            {
                findings.Add(new LedgerFinding("decision-changed", where, "The decision in the table differs from the last logged version."));
            }

            last.Reset();
            CheckChildView(decision, last, findings);
        }

        using SqlStatement gone = connection.Prepare(
            "SELECT subject FROM log_outbox JOIN log_secrets ON outbox_id = id WHERE sequence = 0 AND subject >= 'decision:' AND subject < 'decision;' " +
            "AND NOT EXISTS (SELECT 1 FROM decisions WHERE decision_id = substr(subject, 10)) ORDER BY id");
        while (gone.Step())
        {
            findings.Add(new LedgerFinding("decision-gone", gone.Text(0)!, "The log holds a decision that is no longer in the table."));
        }

        return findings;
    }

    private static void CheckChildView(DecisionRow decision, SqlStatement last, List<LedgerFinding> findings)
    {
        string where = LoggedDecision.ChildViewSubject(decision.DecisionId).ToString();
        last.BindText(1, where);
        bool logged = last.Step();
        if (logged
            ? !last.IsNull(0) && !last.Bytes(0).SequenceEqual(LoggedDecision.WriteChildView(decision.DecisionId, decision.ChildView))
            : decision.ChildView is not null)
        {
            findings.Add(new LedgerFinding("child-view-changed", where, "The child's own view in the table differs from the last logged version."));
        }

        last.Reset();
    }

    private static string RecordId(SqlStatement record, long key)
    {
        record.Bind(1, key);
        string id = record.Step() ? record.Text(0)! : string.Empty;
        record.Reset();
        return id;
    }
}
