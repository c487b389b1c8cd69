using System.Collections.Frozen;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Review.Findings;
using Kinkeeper.Features.Review.Keeping;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Review.Comparing;

/// <summary>A person named in a row of a list who is on record here.</summary>
/// <param name="Column">The column that names them.</param>
/// <param name="Record">One of their records.</param>
/// <param name="Cases">Their removals in the review, by id.</param>
public sealed record KnownPerson(string Column, RecordKey Record, IReadOnlyList<string> Cases);

/// <summary>
/// Finds the people named in the rows of a list, if the account may see their files. The number of queries does not depend on the rows.
/// </summary>
public sealed class KnownRows(Store store, PersonScope scope, PageAddresses pages, KeepReviews reviews)
{
    /// <summary>Columns with the id of an exchange file's record.</summary>
    private static readonly FrozenSet<string> RecordIds = ["record_id", "parent_record_id", "child_record_id"];

    /// <summary>Columns with an A-number, in any format.</summary>
    private static readonly FrozenSet<string> Numbers =
        [.. AgencyFormat.All.SelectMany(format => format.Columns).Where(column => column.Kind == CellKind.ANumber).Select(column => column.Name), "a_number"];

    private const string RemovalId = "removal_id";

    /// <returns>The rows that name a person whose file the account may open. Other rows are omitted.</returns>
    public async Task<IReadOnlyDictionary<ListRow, IReadOnlyList<KnownPerson>>> OfAsync(Account account, IReadOnlyList<string> columns, IReadOnlyList<ListRow> rows)
    {
        Dictionary<ListRow, IReadOnlyList<KnownPerson>> known = new(ReferenceEqualityComparer.Instance);
        if (rows.Count == 0 || !pages.MayOpen(account, "families/{record:long}"))
        {
            return known;
        }

        (ListRow Row, string Column, string Value)[] cells =
            [.. rows.SelectMany(row => columns.Select((column, i) => (row, column, row.Cells[i])).Where(cell => cell.Item3 is not null).Select(cell => (cell.row, cell.column, cell.Item3!)))];
        using KinkeeperDb db = store.Open();
        Dictionary<string, (RecordKey Record, PersonId Person)> byCell = Find(db, cells);
        IReadOnlySet<PersonId> visible = scope.Visible(account, [.. byCell.Values.Select(found => found.Person).Distinct()]);
        ILookup<PersonId, string> cases = await CasesAsync(db, [.. visible]);
        foreach (IGrouping<ListRow, (ListRow Row, string Column, string Value)> row in cells.GroupBy(cell => cell.Row, ReferenceEqualityComparer.Instance as IEqualityComparer<ListRow>))
        {
            KnownPerson[] people =
            [
                .. row.Where(cell => byCell.ContainsKey(Place(cell.Column, cell.Value))).Select(cell => (cell.Column, Found: byCell[Place(cell.Column, cell.Value)]))
                    .Where(cell => visible.Contains(cell.Found.Person)).DistinctBy(cell => cell.Found.Person)
                    .Select(cell => new KnownPerson(cell.Column, cell.Found.Record, [.. cases[cell.Found.Person].Order(StringComparer.Ordinal)])),
            ];
            if (people.Length > 0)
            {
                known[row.Key] = people;
            }
        }

        return known;
    }

    private static Dictionary<string, (RecordKey Record, PersonId Person)> Find(KinkeeperDb db, (ListRow Row, string Column, string Value)[] cells)
    {
        string[] ids = [.. cells.Where(cell => RecordIds.Contains(cell.Column)).Select(cell => cell.Value).Distinct()];
        string[] removals = [.. cells.Where(cell => cell.Column == RemovalId).Select(cell => cell.Value).Distinct()];
        int?[] numbers = [.. cells.Where(cell => Numbers.Contains(cell.Column)).Select(cell => ANumber.TryParse(cell.Value, out ANumber number) ? number.Value : (int?)null).Where(number => number is not null).Distinct()];
        Dictionary<string, (RecordKey, PersonId)> found = new(StringComparer.Ordinal);
        foreach (var record in db.Set<SourceRecord>().AsNoTracking().Where(record => ids.Contains(record.RecordId)).Select(record => new { record.RecordId, record.Id, record.PersonId }))
        {
            found[Place("record_id", record.RecordId)] = (record.Id, record.PersonId);
        }

        foreach (var record in db.Set<SourceRecord>().AsNoTracking().Where(record => numbers.Contains(record.ANumber)).OrderByDescending(record => record.Id).Select(record => new { record.ANumber, record.Id, record.PersonId }))
        {
            found[Place("a_number", new ANumber(record.ANumber!.Value).ToString())] = (record.Id, record.PersonId);
        }

        foreach (var removal in
            from removal in db.Set<RemovalRow>().AsNoTracking()
            join record in db.Set<SourceRecord>() on removal.RecordKey equals record.Id
            where removals.Contains(removal.RemovalId)
            select new { removal.RemovalId, record.Id, record.PersonId })
        {
            found[Place(RemovalId, removal.RemovalId)] = (removal.Id, removal.PersonId);
        }

        return found;
    }

    /// <summary>Returns the person named in a cell, as a key that is the same for all columns of one kind.</summary>
    private static string Place(string column, string value) =>
        RecordIds.Contains(column) ? $"record_id {value}"
        : Numbers.Contains(column) && ANumber.TryParse(value, out ANumber number) ? $"a_number {number}"
        : $"{column} {value}";

    /// <summary>Returns these people's removals in the review of all dates. Empty while that is computed for the first time.</summary>
    private async Task<ILookup<PersonId, string>> CasesAsync(KinkeeperDb db, PersonId[] people)
    {
        KeptAnswer<ReviewSummary>? review = people.Length == 0 ? null : await reviews.ReviewAsync(new ReviewRequest(), KeepReviews.Patience);
        HashSet<string> reviewed = review?.Answer.Cases.Select(line => line.RemovalId).ToHashSet(StringComparer.Ordinal) ?? [];
        var removals = reviewed.Count == 0 ? [] : (
            from removal in db.Set<RemovalRow>().AsNoTracking()
            join record in db.Set<SourceRecord>() on removal.RecordKey equals record.Id
            where people.Contains(record.PersonId)
            select new { record.PersonId, removal.RemovalId }).ToArray();
        return removals.Where(removal => reviewed.Contains(removal.RemovalId)).ToLookup(removal => removal.PersonId, removal => removal.RemovalId);
    }
}
