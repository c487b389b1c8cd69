using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Access;

/// <summary>Shows who read whom, the latest first.</summary>
public sealed class ReadAccess(Store store)
{
    /// <param name="record">Only what concerns the person of this record; null: everything.</param>
    /// <param name="account">Only what this account read; null: everybody.</param>
    /// <param name="before">Only rows with a smaller number, to go on from a page; null: from the latest.</param>
    /// <param name="most">How many at most.</param>
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
