using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Review.Cases;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Overview;

/// <summary>
/// Finds the removals of a list that an account may open. The list names nobody and is for all readers of the review. A case is more
/// restricted (see <see cref="RemovalRoute"/>).
/// </summary>
public sealed class OpenCases(Store store, PersonScope scope)
{
    /// <returns>The removals whose case the account may open, found with one query.</returns>
    public IReadOnlySet<string> Of(Account account, IReadOnlyCollection<string> removals)
    {
        string[] asked = [.. removals];
        using KinkeeperDb db = store.Open();
        var people = (
            from removal in db.Set<RemovalRow>().AsNoTracking()
            join record in db.Set<SourceRecord>() on removal.RecordKey equals record.Id
            where asked.Contains(removal.RemovalId)
            select new { removal.RemovalId, record.PersonId }).ToArray();
        IReadOnlySet<PersonId> visible = scope.Visible(account, [.. people.Select(person => person.PersonId)]);
        return people.Where(person => visible.Contains(person.PersonId)).Select(person => person.RemovalId).ToHashSet(StringComparer.Ordinal);
    }
}
