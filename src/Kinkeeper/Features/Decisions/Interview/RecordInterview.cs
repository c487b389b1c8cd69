using Kinkeeper.Features.Decisions.Recording;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>
/// Turns an interview into a decision and closes it, in one transaction. Steps that were not done are recorded as not done. Only
/// silence cannot be recorded.
/// </summary>
public sealed class RecordInterview(Store store, RecordDecision record, KeepInterview interviews, TimeProvider clock)
{
    /// <param name="pair">Parent and child.</param>
    /// <param name="number">The interview's number.</param>
    /// <param name="by">The account that closes it. The officer of the record is the one who marked the answer.</param>
    /// <exception cref="RefusalException">No answer is marked, or the interview is closed.</exception>
    public GradedDecision Execute(InterviewPair pair, string number, string by)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using KinkeeperDb db = store.Open();
        using IDbContextTransaction alone = db.Database.BeginTransaction();
        InterviewSheet sheet = KeepInterview.Open(db, number);
        if (sheet["answer"] is null)
        {
            throw InterviewRefusals.NoAnswer();
        }

        (StoredDecision stored, _) = record.Add(db, InterviewForm.Draft(pair, sheet, now), InterviewForm.Beside(sheet, now));
        interviews.Close(db, sheet.Row, by);
        StoredDecision.Save(db);
        alone.Commit();
        return GradedDecision.Of(stored, now);
    }
}
