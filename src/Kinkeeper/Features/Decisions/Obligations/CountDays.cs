using System.Globalization;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Obligations;

/// <summary>The counts of one facility on one day (UTC).</summary>
/// <param name="Facility">
/// The place of custody; <c>port:</c> and the port of departure if no custody is recorded; <c>unknown</c> if neither is recorded.
/// </param>
/// <param name="Day">The day.</param>
/// <param name="Removals">Executed removals of any person.</param>
/// <param name="Obligations">Obligations towards children that these removals opened.</param>
/// <param name="Decisions">Decisions recorded.</param>
/// <param name="Outcomes">Obligations closed by finding and informing the parent.</param>
/// <param name="Exceptions">Obligations closed by an exception with a reason.</param>
public sealed record DayCount(string Facility, DateOnly Day, int Removals, int Obligations, int Decisions, int Outcomes, int Exceptions);

/// <summary>
/// Commits each facility's daily counts to the log. A decision that is withheld then shows as numbers that do not add up, and a
/// changed number is a second entry after the first. The counts themselves are in the database only, because small numbers of a
/// small facility on one day could identify people.
/// </summary>
public sealed class CountDays(Store store, EventLedger ledger, ListObligations register, TimeProvider clock)
{
    private const string Subject = "daily-count";

    /// <summary>Counts whole days, up to yesterday at the latest.</summary>
    /// <returns>The counts that are new or differ from what the log holds.</returns>
    public IReadOnlyList<DayCount> Execute(DateOnly? from = null, DateOnly? to = null)
    {
        DateOnly yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        DateOnly last = to is { } given && given < yesterday ? given : yesterday;
        using KinkeeperDb db = store.Open();
        Dictionary<string, (OutboxRow Row, DayCount? Count)> logged = Logged(db);
        Dictionary<string, DayCount> counted = Count(db).Where(count => count.Day <= last && (from is not { } first || count.Day >= first))
            .ToDictionary(count => Name(count).ToString());
        List<DayCount> told = [];
        foreach ((string name, DayCount count) in counted.OrderBy(entry => entry.Value.Day).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!logged.TryGetValue(name, out (OutboxRow, DayCount? Count) before) || before.Count != count)
            {
                Tell(count);
            }
        }

        // A count that has become zero is a change too, and is reported.
        foreach ((string name, (OutboxRow _, DayCount? before)) in logged)
        {
            if (before is not null && !counted.ContainsKey(name) && before.Day <= last && (from is not { } first || before.Day >= first)
                && before != Nothing(before))
            {
                Tell(Nothing(before));
            }
        }

        db.SaveChanges();
        return told;

        void Tell(DayCount count)
        {
            ledger.Append(db, "day-counted", Name(count), count);
            told.Add(count);
        }
    }

    private static DayCount Nothing(DayCount count) => new(count.Facility, count.Day, 0, 0, 0, 0, 0);

    private static LedgerSubject Name(DayCount count) =>
        new(Subject, $"{count.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}:{count.Facility}");

    /// <summary>Returns the last logged count of each facility and day.</summary>
    private static Dictionary<string, (OutboxRow Row, DayCount? Count)> Logged(KinkeeperDb db)
    {
        Dictionary<string, (OutboxRow, DayCount?)> last = [];
        foreach (OutboxRow row in db.Set<OutboxRow>().AsNoTracking().Include(row => row.Secret).Where(row => row.Subject.StartsWith(Subject + ":")).OrderBy(row => row.Id))
        {
            last[row.Subject] = (row, row.Secret is null ? null : System.Text.Json.JsonSerializer.Deserialize<DayCount>(row.Secret.Payload, System.Text.Json.JsonSerializerOptions.Web));
        }

        return last;
    }

    private IEnumerable<DayCount> Count(KinkeeperDb db)
    {
        Dictionary<RecordKey, PersonId> persons = db.Set<SourceRecord>().AsNoTracking().Select(record => new { record.Id, record.PersonId }).ToDictionary(record => record.Id, record => record.PersonId);
        ILookup<PersonId, CustodyRow> custody = db.Set<CustodyRow>().AsNoTracking().AsEnumerable().ToLookup(row => persons[row.RecordKey]);
        Dictionary<(string, DateOnly), int[]> counts = [];
        Dictionary<string, (string Facility, DateOnly Day)> places = new(StringComparer.Ordinal);
        foreach (RemovalRow removal in db.Set<RemovalRow>().AsNoTracking().Where(row => row.Status == RemovalStatus.Executed))
        {
            string facility = Facility(persons[removal.RecordKey], removal.DepartsAt) ?? (removal.Port is null ? "unknown" : $"port:{removal.Port}");
            places[removal.RemovalId] = (facility, Day(removal.DepartsAt));
            Of(facility, Day(removal.DepartsAt))[0]++;
        }

        foreach (Obligation obligation in register.Execute())
        {
            (string facility, DateOnly day) = places[obligation.Removal.RemovalId];
            Of(facility, day)[1]++;
        }

        foreach (DecisionRow decision in db.Set<DecisionRow>().AsNoTracking())
        {
            Of(Facility(persons[new RecordKey(decision.ParentRecordKey.Value)], decision.TakenAt) ?? "unknown", Day(decision.RecordedAt))[2]++;
        }

        foreach (ObligationClosing closing in db.Set<ObligationClosing>().AsNoTracking())
        {
            Of(places.TryGetValue(closing.RemovalId, out (string Facility, DateOnly) place) ? place.Facility : "unknown", Day(closing.ClosedAt))[closing.Kind == ClosingKind.LocatedAndInformed ? 3 : 4]++;
        }

        return counts.Select(count => new DayCount(count.Key.Item1, count.Key.Item2, count.Value[0], count.Value[1], count.Value[2], count.Value[3], count.Value[4]));

        int[] Of(string facility, DateOnly day)
        {
            if (!counts.TryGetValue((facility, day), out int[]? count))
            {
                count = new int[5];
                counts.Add((facility, day), count);
            }

            return count;
        }

        // The last custody that had begun by then, because a removal often ends it on the day before.
        string? Facility(PersonId person, DateTimeOffset at) =>
            custody[person].Where(row => row.From <= at && row.Facility is not null).MaxBy(row => row.From)?.Facility;
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
