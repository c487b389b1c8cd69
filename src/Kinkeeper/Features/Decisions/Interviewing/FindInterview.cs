using Kinkeeper.Features.Decisions.Evidence;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Interviewing;

/// <summary>The one parent to ask, and the one child to ask about.</summary>
/// <param name="ParentRecord">The parent's record id.</param>
/// <param name="ChildRecord">The child's record id.</param>
/// <param name="Parent">The parent's name; empty where none is on record.</param>
/// <param name="Child">The child's name; empty where none is on record.</param>
/// <param name="ParentLanguage">The language on the parent's record, ISO 639-3 where recognised; null where none is.</param>
public sealed record InterviewPair(string ParentRecord, string ChildRecord, string Parent, string Child, string? ParentLanguage);

/// <summary>Finds whom an interview is about. A pair whom nothing on record connects is not shown: nobody reads names by guessing numbers.</summary>
public sealed class FindInterview(Store store)
{
    /// <returns>Null where there is no such record, or the two are not parent and child on any record.</returns>
    public InterviewPair? Execute(RecordKey parent, RecordKey child)
    {
        SourceRecord? parentRecord, childRecord;
        using (KinkeeperDb db = store.Open())
        {
            parentRecord = db.Set<SourceRecord>().AsNoTracking().SingleOrDefault(record => record.Id == parent);
            childRecord = db.Set<SourceRecord>().AsNoTracking().SingleOrDefault(record => record.Id == child);
        }

        if (parentRecord is null || childRecord is null)
        {
            return null;
        }

        using SqliteConnection connection = store.Connect();
        using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
        CaseEvidence evidence = new EvidenceReader(connection, moment).ReadAbout([parentRecord.PersonId]);
        return evidence.Find(parentRecord.PersonId)?.AsParent.Exists(family => family.Child.Id == childRecord.PersonId) == true
            ? new InterviewPair(parentRecord.RecordId, childRecord.RecordId, Name(parentRecord), Name(childRecord), parentRecord.Language)
            : null;
    }

    private static string Name(SourceRecord record) => $"{record.GivenNames} {record.Surnames}".Trim();
}
