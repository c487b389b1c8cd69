using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>The parent to ask, and the child to ask about.</summary>
/// <param name="ParentSource">The parent's record.</param>
/// <param name="ChildSource">The child's record.</param>
public sealed record InterviewPair(SourceRecord ParentSource, SourceRecord ChildSource)
{
    /// <summary>The parent's name; empty if none is on record.</summary>
    public string Parent => Name(ParentSource);

    /// <summary>The child's name; empty if none is on record.</summary>
    public string Child => Name(ChildSource);

    /// <summary>The name the child is called by: the first given name, otherwise the whole name.</summary>
    public string ChildCalled => ChildSource.GivenNames?.Split(' ')[0] is { Length: > 0 } given ? given : Child;

    /// <summary>The language on the parent's record, ISO 639-3 if recognised; null if none is recorded.</summary>
    public string? ParentLanguage => ParentSource.Language;

    /// <summary>The child's age in whole years on a day; null if no date of birth is on record.</summary>
    public int? ChildAge(DateOnly day) =>
        ChildSource.BirthDate is { } born && born <= day ? day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0) : null;

    private static string Name(SourceRecord record) => $"{record.GivenNames} {record.Surnames}".Trim();
}

/// <summary>
/// Finds the parent and child of an interview. Refuses a pair with no recorded link, so that nobody can read names by guessing numbers.
/// </summary>
public sealed class FindInterview(Store store)
{
    /// <returns>Null if there is no such record, or no record links the two as parent and child.</returns>
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

        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        CaseEvidence evidence = new EvidenceReader(connection).ReadAbout([parentRecord.PersonId]);
        return evidence.Find(parentRecord.PersonId)?.AsParent.Exists(family => family.Child.Id == childRecord.PersonId) == true
            ? new InterviewPair(parentRecord, childRecord)
            : null;
    }
}
