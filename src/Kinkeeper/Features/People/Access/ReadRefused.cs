using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Access;

/// <summary>Shows what was refused and which sign-ins failed, the latest first.</summary>
public sealed class ReadRefused(Store store, RefusedRequests refused)
{
    /// <param name="kind">Only this kind; null: every one.</param>
    /// <param name="day">Only this day, UTC; null: every one.</param>
    /// <param name="before">Only rows with a smaller number, to go on from a page; null: from the latest.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<RefusedRow> Execute(RefusedKind? kind, DateOnly? day, long? before, int most)
    {
        refused.Flush();
        using KinkeeperDb db = store.Open();
        IQueryable<RefusedRow> rows = db.Set<RefusedRow>().AsNoTracking();
        if (kind is { } one)
        {
            string name = RefusedKinds.NameOf(one);
            rows = rows.Where(row => row.Kind == name);
        }

        if (day is { } on)
        {
            DateTimeOffset from = new(on, TimeOnly.MinValue, TimeSpan.Zero), to = on == DateOnly.MaxValue ? DateTimeOffset.MaxValue : from.AddDays(1);
            rows = rows.Where(row => row.Minute >= from && row.Minute < to);
        }

        rows = before is { } id ? rows.Where(row => row.Id < id) : rows;
        return [.. rows.OrderByDescending(row => row.Id).Take(most)];
    }
}
