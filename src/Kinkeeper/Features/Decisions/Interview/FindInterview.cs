using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Interview;

/// <summary>The one parent to ask, and the one child to ask about.</summary>
/// <param name="ParentSource">The parent's record.</param>
/// <param name="ChildSource">The child's record.</param>
public sealed record InterviewPair(SourceRecord ParentSource, SourceRecord ChildSource)
{
    /// <summary>The parent's name; empty where none is on record.</summary>
    public string Parent => Name(ParentSource);

    /// <summary>The child's name; empty where none is on record.</summary>
    public string Child => Name(ChildSource);

    /// <summary>What one calls the child: the first given name, or the whole name.</summary>
    public string ChildCalled => ChildSource.GivenNames?.Split(' ')[0] is { Length: > 0 } given ? given : Child;

    /// <summary>The language on the parent's record, ISO 639-3 where recognised; null where none is.</summary>
    public string? ParentLanguage => ParentSource.Language;

    /// <summary>Whole years of age on a day; null where no date of birth is on record.</summary>
    public int? ChildAge(DateOnly day) =>
        ChildSource.BirthDate is { } born && born <= day ? day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0) : null;

    private static string Name(SourceRecord record) => $"{record.GivenNames} {record.Surnames}".Trim();
}

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

        using DatabaseConnection connection = store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        CaseEvidence evidence = new EvidenceReader(connection).ReadAbout([parentRecord.PersonId]);
        return evidence.Find(parentRecord.PersonId)?.AsParent.Exists(family => family.Child.Id == childRecord.PersonId) == true
            ? new InterviewPair(parentRecord, childRecord)
            : null;
    }
}
