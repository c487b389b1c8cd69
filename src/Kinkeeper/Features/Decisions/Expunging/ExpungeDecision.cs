using System.Globalization;
using Kinkeeper.Features.Decisions.Interview;
using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Features.Intake.Storing;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Kinkeeper.TamperLog;
using Kinkeeper.TamperLog.Entries;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Expunging;

/// <summary>The result of expunging a decision.</summary>
/// <param name="Decision">Its id.</param>
/// <param name="Entries">The log entries whose salt and payload are gone. A redaction entry names each.</param>
/// <param name="RawRows">The number of imported file rows that were blanked.</param>
public sealed record Expunged(string Decision, IReadOnlyList<long> Entries, int RawRows);

/// <summary>
/// Destroys the record of a decision on an order, with the approval of two persons: the salts and payloads of all its entries, the
/// table row, the interview and the raw rows it came from. The entries stay in the log but can no longer be opened. A redaction
/// entry names each, and every proof still holds. The database file is then rewritten, so that no free page keeps the data.
/// </summary>
public sealed class ExpungeDecision(Store store, EventLedger ledger, SequenceOutbox sequence, TimeProvider clock)
{
    /// <summary>Records the first person's request.</summary>
    /// <exception cref="RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    /// <exception cref="LogFormatException">The authority or id may not appear in the log: it is a name or an A-number.</exception>
    public ExpungeRequest Request(string decisionId, string authority, string by)
    {
        // Checked now, not only on approval: the person who wrote the text sees the refusal.
        _ = new RedactionEntry(0, authority, Today(), (by, $"{by}.")).ToBytes();
        using KinkeeperDb db = store.Open();
        _ = db.Set<DecisionRow>().AsNoTracking().SingleOrDefault(row => row.DecisionId == decisionId) ?? throw DecisionRefusals.Unknown(decisionId);
        ExpungeRequest request = new()
        {
            Id = new ExpungeRequestId(db.Set<ExpungeRequest>().AsEnumerable().Select(known => known.Id.Value).DefaultIfEmpty().Max() + 1),
            DecisionId = decisionId,
            Authority = authority,
            RequestedBy = by,
            RequestedAt = clock.GetUtcNow(),
        };
        db.Add(request);
        ledger.Append(db, "expunge-requested", Subject(request.Id), new { decision_id = decisionId, authority, by });
        db.SaveChanges();
        return request;
    }

    /// <summary>Records the second person's approval and destroys the record.</summary>
    /// <exception cref="RefusalException">See <see cref="DecisionRefusals"/>.</exception>
    public async Task<Expunged> ApproveAsync(ExpungeRequestId id, string by, CancellationToken cancellation = default)
    {
        // A redaction can only name entries that are in the log.
        await sequence.FinishAsync(cancellation);
        ExpungeRequest request;
        using (KinkeeperDb db = store.Open())
        {
            request = db.Set<ExpungeRequest>().AsNoTracking().SingleOrDefault(known => known.Id == id) ?? throw DecisionRefusals.ExpungeUnknown(id.Value);
        }

        if (request.ApprovedBy is not null)
        {
            throw DecisionRefusals.ExpungeDone(id.Value);
        }

        if (string.Equals(request.RequestedBy, by.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            throw DecisionRefusals.TakesTwoPersons();
        }

        using DatabaseConnection connection = store.Connect();
        // First of all: whatever goes wrong with the log now, no free page keeps what is gone.
        Expunged expunged = connection.Destroy(Tables, () => Destroy(connection, request, by.Trim()));
        await sequence.FinishAsync(cancellation);
        return expunged;
    }

    /// <summary>The tables that hold what is destroyed.</summary>
    private static readonly string[] Tables = ["log_secrets", "interview_records", "interview_savings", "interviews", "decisions", "raw_blocks"];

    private static LedgerSubject Subject(ExpungeRequestId id) => new("expunge", id.Value.ToString(CultureInfo.InvariantCulture));

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private Expunged Destroy(DatabaseConnection connection, ExpungeRequest request, string by)
    {
        using DatabaseTransaction transaction = connection.BeginWrite();
        using LedgerWriter log = ledger.On(connection);
        List<long> entries = [];
        // An amended decision comes from the same interview as its first version.
        string interview = request.DecisionId.Split(StoredDecision.AmendmentMark)[0] is ['k', 'k', ':', .. string number] ? number : string.Empty;
        foreach (string subject in new[] { LoggedDecision.Subject(request.DecisionId), LoggedDecision.ChildViewSubject(request.DecisionId), KeepInterview.Subject(interview) }.Select(subject => subject.ToString()))
        {
            entries.AddRange(Numbers(connection, "SELECT log_index FROM log_outbox JOIN log_secrets ON outbox_id = id WHERE subject = ?1 ORDER BY id", subject));
            Run(connection, "DELETE FROM log_secrets WHERE outbox_id IN (SELECT id FROM log_outbox WHERE subject = ?1)", subject);
        }

        int rawRows = BlankRawRows(connection, request.DecisionId);
        Run(connection, "DELETE FROM interview_records WHERE decision_row = (SELECT id FROM decisions WHERE decision_id = ?1)", request.DecisionId);
        Run(connection, "DELETE FROM interview_savings WHERE interview = ?1", interview);
        Run(connection, "DELETE FROM interviews WHERE number = ?1", interview);
        Run(connection, "DELETE FROM decisions WHERE decision_id = ?1", request.DecisionId);
        using (SqlStatement approve = connection.Prepare("UPDATE expunge_requests SET approved_by = ?2, approved_at = ?3 WHERE id = ?1 AND approved_by IS NULL"))
        {
            approve.Bind(1, request.Id.Value);
            approve.BindText(2, by);
            approve.Bind(3, clock.GetUtcNow().ToMicroseconds());
            if (approve.Execute() != 1)
            {
                throw DecisionRefusals.ExpungeDone(request.Id.Value);
            }
        }

        foreach (long entry in entries)
        {
            log.AppendRedaction(entry, request.Authority, Today(), (request.RequestedBy, by));
        }

        transaction.Commit();
        return new Expunged(request.DecisionId, entries, rawRows);
    }

    /// <summary>The rows of imported files that held the decision, its present version and those before it.</summary>
    private static int BlankRawRows(DatabaseConnection connection, string decisionId)
    {
        HashSet<(long Import, long Row)> rows = [];
        Collect("SELECT import_id, row_number FROM decisions WHERE decision_id = ?1", decisionId);
        Collect("SELECT import_id, row_number FROM superseded_rows WHERE subject = ?1", $"decisions:{decisionId}");
        return rows.Count(row => RawBlocks.Blank(connection, new ImportId(row.Import), row.Row));

        void Collect(string sql, string parameter)
        {
            using SqlStatement find = connection.Prepare(sql);
            find.BindText(1, parameter);
            while (find.Step())
            {
                rows.Add((find.Number(0), find.Number(1)));
            }
        }
    }

    private static List<long> Numbers(DatabaseConnection connection, string sql, string parameter)
    {
        using SqlStatement statement = connection.Prepare(sql);
        statement.BindText(1, parameter);
        List<long> numbers = [];
        while (statement.Step())
        {
            numbers.Add(statement.Number(0));
        }

        return numbers;
    }

    private static void Run(DatabaseConnection connection, string sql, string parameter)
    {
        using SqlStatement statement = connection.Prepare(sql);
        statement.BindText(1, parameter);
        statement.Execute();
    }
}
