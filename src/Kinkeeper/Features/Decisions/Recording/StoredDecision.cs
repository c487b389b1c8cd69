using System.Security.Cryptography;
using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Recording;

/// <summary>One decision in an open context, with its parent and child records and the departure that it must come before.</summary>
/// <param name="Row">The row, tracked by the context.</param>
/// <param name="Parent">The parent's record.</param>
/// <param name="Child">The child's record.</param>
/// <param name="Departure">The parent's first departure after the decision that was not cancelled; null if none is known.</param>
/// <param name="Departed">True if that departure took place.</param>
internal sealed record StoredDecision(DecisionRow Row, SourceRecord Parent, SourceRecord Child, DateTimeOffset? Departure, bool Departed)
{
    /// <summary>The first 16 bytes of SHA-256, as for imported rows.</summary>
    private const int HashLength = 16;

    /// <summary>Separates a decision's id from its version number.</summary>
    public const char AmendmentMark = '~';

    /// <exception cref="Platform.RefusalException">There is no such decision.</exception>
    public static StoredDecision Find(KinkeeperDb db, string decisionId)
    {
        DecisionRow row = db.Set<DecisionRow>().SingleOrDefault(decision => decision.DecisionId == decisionId) ?? throw DecisionRefusals.Unknown(decisionId);
        return About(db, row);
    }

    public static StoredDecision About(KinkeeperDb db, DecisionRow row)
    {
        RecordKey parentKey = new(row.ParentRecordKey.Value);
        RecordKey childKey = new(row.ChildRecordKey.Value);
        SourceRecord parent = db.Set<SourceRecord>().AsNoTracking().Single(record => record.Id == parentKey);
        SourceRecord child = db.Set<SourceRecord>().AsNoTracking().Single(record => record.Id == childKey);
        RemovalRow? next = NextRemoval(db, parent.PersonId, row.TakenAt);
        return new StoredDecision(row, parent, child, next?.DepartsAt, next?.Status == RemovalStatus.Executed);
    }

    /// <summary>Returns a person's first departure after a time that was not cancelled; null if none is known.</summary>
    public static RemovalRow? NextRemoval(KinkeeperDb db, PersonId person, DateTimeOffset after)
    {
        RecordKey[] theirs = [.. db.Set<SourceRecord>().Where(record => record.PersonId == person).Select(record => record.Id)];
        return db.Set<RemovalRow>().AsNoTracking()
            .Where(removal => theirs.Contains(removal.RecordKey) && removal.Status != RemovalStatus.Cancelled && removal.DepartsAt > after)
            .OrderBy(removal => removal.DepartsAt)
            .FirstOrDefault();
    }

    /// <summary>
    /// Returns the versions of one decision, oldest first: <c>D-17</c>, then its amendments <c>D-17~2</c>, <c>D-17~3</c>. They share
    /// parent, child and the time the decision was taken. An agency's own id with a tilde is therefore not mistaken for an amendment.
    /// </summary>
    public static IReadOnlyList<StoredDecision> Versions(KinkeeperDb db, StoredDecision one)
    {
        string stem = one.Row.DecisionId.Split(AmendmentMark)[0];
        return
        [
            .. db.Set<DecisionRow>()
                .Where(row => row.ParentRecordKey == one.Row.ParentRecordKey && row.ChildRecordKey == one.Row.ChildRecordKey && row.TakenAt == one.Row.TakenAt)
                .AsEnumerable()
                .Where(row => row.DecisionId == stem || row.DecisionId.StartsWith(stem + AmendmentMark, StringComparison.Ordinal))
                .OrderBy(row => row.RecordedAt)
                .ThenBy(row => row.Id)
                .Select(row => one with { Row = row }),
        ];
    }

    /// <summary>Returns the record's defects as of a time, checked against everything that makes a decision valid.</summary>
    public Defects DefectsAt(DateTimeOffset now) =>
        DecisionGrading.Grade(Decision.Of(Row), Vantage.StandingAt(now, Departure ?? DateTimeOffset.MaxValue), GradingStandard.Everything);

    /// <summary>Adds an event to the ledger and updates the row's hash.</summary>
    public void Append(KinkeeperDb db, EventLedger ledger, string kind, IReadOnlyDictionary<string, string> happened)
    {
        db.Entry(Row).Property(row => row.RowHash).CurrentValue = HashOf(Row, Parent, Child);
        ledger.Append(db, kind, LoggedDecision.Subject(Row.DecisionId), LoggedDecision.Write(Row, Parent.RecordId, Child.RecordId, happened));
    }

    /// <summary>Does the same as <see cref="Append"/> for a new decision, and adds the child's own view if one was recorded.</summary>
    public void AppendNew(KinkeeperDb db, EventLedger ledger, string kind, IReadOnlyDictionary<string, string> happened)
    {
        Append(db, ledger, kind, happened);
        if (Row.ChildView is not null)
        {
            ledger.Append(db, "child-view-recorded", LoggedDecision.ChildViewSubject(Row.DecisionId), LoggedDecision.WriteChildView(Row.DecisionId, Row.ChildView));
        }
    }

    public static byte[] HashOf(DecisionRow row, SourceRecord parent, SourceRecord child) =>
        SHA256.HashData([.. LoggedDecision.Write(row, parent.RecordId, child.RecordId), .. LoggedDecision.WriteChildView(row.DecisionId, row.ChildView)])[..HashLength];

    /// <summary>Saves the change and its event together.</summary>
    /// <exception cref="Platform.RefusalException">Somebody else changed the same decision in the meantime.</exception>
    public static void Save(KinkeeperDb db)
    {
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException conflict) when (DatabaseFailures.IsTaken(conflict))
        {
            throw DecisionRefusals.ChangedMeanwhile();
        }
    }
}
