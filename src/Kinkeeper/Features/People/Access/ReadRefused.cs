using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Refused;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.People.Access;

/// <summary>Lists refused requests and failed sign-ins, the latest first.</summary>
public sealed class ReadRefused(Store store, RefusedRequests refused)
{
    /// <param name="kind">Only this kind; null for every kind.</param>
    /// <param name="day">Only this day, UTC; null for every day.</param>
    /// <param name="before">Only rows with a smaller number, to continue a list; null from the latest.</param>
    /// <param name="most">The most rows to return.</param>
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
