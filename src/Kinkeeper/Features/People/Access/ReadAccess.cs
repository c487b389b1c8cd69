using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Access;

/// <summary>Lists who read about whom, the latest first.</summary>
public sealed class ReadAccess(Store store)
{
    /// <param name="record">Only readings of the person of this record; null for everybody.</param>
    /// <param name="account">Only readings by this account; null for every account.</param>
    /// <param name="before">Only rows with a smaller number, to continue a list; null from the latest.</param>
    /// <param name="most">The most rows to return.</param>
    public IReadOnlyList<AccessRow> Execute(RecordKey? record, string? account, long? before, int most)
    {
        using KinkeeperDb db = store.Open();
        IQueryable<AccessRow> rows = db.Set<AccessRow>().AsNoTracking();
        if (record is { } one)
        {
            RecordKey[] ofPerson = [.. (
                from asked in db.Set<SourceRecord>()
                join other in db.Set<SourceRecord>() on asked.PersonId equals other.PersonId
                where asked.Id == one
                select other.Id)];
            rows = rows.Where(row => row.RecordKey != null && ofPerson.Contains(row.RecordKey.Value));
        }

        rows = account is null ? rows : rows.Where(row => row.Account == account);
        rows = before is { } id ? rows.Where(row => row.Id < id) : rows;
        return [.. rows.OrderByDescending(row => row.Id).Take(most)];
    }
}
