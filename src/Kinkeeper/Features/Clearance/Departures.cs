using System.Globalization;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Clearance;

/// <summary>One movement: everyone whom one manifest names.</summary>
/// <param name="Manifest">Its id.</param>
/// <param name="DepartsAt">The earliest departure on it, in the offset in which it is written.</param>
/// <param name="Port">From where; null when not given.</param>
/// <param name="Country">Where to; null when not given.</param>
/// <param name="People">Lines on it.</param>
public sealed record Movement(string Manifest, DateTimeOffset DepartsAt, string? Port, string? Country, int People);

/// <summary>The manifests on record: who is to leave when.</summary>
public sealed class Departures(Store store)
{
    /// <summary>Movements that depart from <paramref name="from"/> on and before <paramref name="until"/>, earliest first.</summary>
    public IReadOnlyList<Movement> Between(DateTimeOffset from, DateTimeOffset until)
    {
        using KinkeeperDb db = store.Open();
        return [.. db.Set<ManifestRow>().AsNoTracking()
            .Where(row => row.DepartsAt >= from && row.DepartsAt < until)
            .Select(row => new { row.Manifest, row.DepartsAt, row.DepartsOffsetMinutes, row.Port, row.Country })
            .AsEnumerable()
            .GroupBy(row => row.Manifest, StringComparer.Ordinal)
            .Select(group => (First: group.MinBy(row => row.DepartsAt)!, People: group.Count()))
            .Select(group => new Movement(group.First.Manifest, Local(group.First.DepartsAt, group.First.DepartsOffsetMinutes), group.First.Port, group.First.Country, group.People))
            .OrderBy(movement => movement.DepartsAt)
            .ThenBy(movement => movement.Manifest, StringComparer.Ordinal)];
    }

    /// <summary>The last departure on record; null where there is none.</summary>
    public DateTimeOffset? Last()
    {
        using KinkeeperDb db = store.Open();
        return db.Set<ManifestRow>().AsNoTracking().OrderByDescending(row => row.DepartsAt).Select(row => (DateTimeOffset?)row.DepartsAt).FirstOrDefault();
    }

    /// <summary>The lines of a manifest in the order in which they were imported; empty where there is no such manifest.</summary>
    public IReadOnlyList<(ManifestLine Line, string Name)> Lines(string manifest)
    {
        using KinkeeperDb db = store.Open();
        return [.. db.Set<ManifestRow>().AsNoTracking().Where(row => row.Manifest == manifest).OrderBy(row => row.Id).AsEnumerable().Select((row, i) => (
            ManifestFile.Parse(i + 1, column => column switch
            {
                0 => row.Manifest,
                1 => row.RecordId,
                2 => row.ANumber?.ToString("D9", CultureInfo.InvariantCulture),
                3 => row.GivenNames,
                4 => row.Surnames,
                5 => row.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                6 => Local(row.DepartsAt, row.DepartsOffsetMinutes).ToString("O", CultureInfo.InvariantCulture),
                8 => row.Country,
                _ => null,
            }),
            $"{row.GivenNames} {row.Surnames}".Trim()))];
    }

    /// <summary>Names by a person's key (normalised A-number, or smallest record id); who has no name on record is left out.</summary>
    public IReadOnlyDictionary<string, string> Names(IEnumerable<string> keys)
    {
        string[] asked = [.. keys.Distinct()];
        int?[] numbers = [.. asked.Select(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null).Where(number => number is not null)];
        using KinkeeperDb db = store.Open();
        Dictionary<string, string> names = [];
        foreach (var record in db.Set<SourceRecord>().AsNoTracking()
            .Where(record => (record.GivenNames != null || record.Surnames != null) && (asked.Contains(record.RecordId) || numbers.Contains(record.ANumber)))
            .OrderBy(record => record.Id)
            .Select(record => new { record.RecordId, record.ANumber, record.GivenNames, record.Surnames }))
        {
            string name = $"{record.GivenNames} {record.Surnames}".Trim();
            names.TryAdd(record.RecordId, name);
            if (record.ANumber is { } number)
            {
                names.TryAdd(number.ToString("D9", CultureInfo.InvariantCulture), name);
            }
        }

        return names;
    }

    /// <summary>A record of each person by the person's key: what a URL may hold, as an A-number may not. Who has none is left out.</summary>
    public IReadOnlyDictionary<string, RecordKey> Records(IEnumerable<string> keys)
    {
        string[] asked = [.. keys.Distinct()];
        int?[] numbers = [.. asked.Select(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null).Where(number => number is not null)];
        using KinkeeperDb db = store.Open();
        Dictionary<string, RecordKey> records = [];
        foreach (var record in db.Set<SourceRecord>().AsNoTracking()
            .Where(record => asked.Contains(record.RecordId) || numbers.Contains(record.ANumber))
            .OrderBy(record => record.Id)
            .Select(record => new { record.Id, record.RecordId, record.ANumber }))
        {
            records.TryAdd(record.RecordId, record.Id);
            if (record.ANumber is { } number)
            {
                records.TryAdd(number.ToString("D9", CultureInfo.InvariantCulture), record.Id);
            }
        }

        return records;
    }

    private static DateTimeOffset Local(DateTimeOffset instant, int offsetMinutes) => instant.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
}
