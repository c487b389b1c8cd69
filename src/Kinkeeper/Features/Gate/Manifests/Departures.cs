using System.Globalization;
using System.Text.Json;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Rows;
using Kinkeeper.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>One movement: all people on one manifest.</summary>
/// <param name="Manifest">Its id.</param>
/// <param name="DepartsAt">The earliest departure on it, with the offset as written.</param>
/// <param name="Port">The port of departure; null if not given.</param>
/// <param name="Country">The destination; null if not given.</param>
/// <param name="People">Number of lines on it.</param>
/// <param name="Ports">Every port on its lines, as a JSON array; null in the array for a line without a port.</param>
public sealed record Movement(string Manifest, DateTimeOffset DepartsAt, string? Port, string? Country, int People, string Ports)
{
    public IReadOnlyList<string?> AllPorts => JsonSerializer.Deserialize<string?[]>(Ports) ?? [];
}

/// <summary>A person on a manifest, or their child.</summary>
/// <param name="Record">One of their records, for use in addresses, which may not contain an A-number.</param>
/// <param name="Person">The person.</param>
/// <param name="Name">The name; empty if none is on record.</param>
public sealed record NamedPerson(RecordKey Record, PersonId Person, string Name);

/// <summary>Reads the manifests on record: who is to leave when.</summary>
public sealed class Departures(Store store)
{
    private const int ANumberDigits = 9;

    private const string Select =
        "SELECT manifest, MIN(departs_at), departs_offset_minutes, port, country, COUNT(*), json_group_array(DISTINCT port) FROM manifest_lines ";

    /// <summary>
    /// Returns movements that depart from <paramref name="from"/> on and before <paramref name="until"/>, earliest first.
    /// </summary>
    public IReadOnlyList<Movement> Between(DateTimeOffset from, DateTimeOffset until)
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement rows = connection.Prepare(Select + "WHERE departs_at >= ?1 AND departs_at < ?2 GROUP BY manifest ORDER BY 2, 1");
        rows.Bind(1, from.ToMicroseconds());
        rows.Bind(2, until.ToMicroseconds());
        List<Movement> movements = [];
        while (rows.Step())
        {
            movements.Add(Of(rows));
        }

        return movements;
    }

    /// <summary>Returns one movement; null if there is none with that id.</summary>
    public Movement? Find(string manifest)
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement rows = connection.Prepare(Select + "WHERE manifest = ?1 GROUP BY manifest");
        rows.BindText(1, manifest);
        Movement? found = rows.Step() ? Of(rows) : null;
        rows.Reset();
        return found;
    }

    // SQLite gives the other columns of the row that has the minimum (sqlite.org/lang_select.html, "Bare columns in an aggregate query").
    private static Movement Of(SqlStatement row) => new(
        row.Text(0)!,
        Local(Microseconds.ToInstant(row.Number(1)), (int)row.Number(2)),
        row.Text(3),
        row.Text(4),
        (int)row.Number(5),
        row.Text(6)!);

    /// <summary>Returns the last departure on record; null if there is none.</summary>
    public DateTimeOffset? Last()
    {
        using KinkeeperDb db = store.Open();
        return db.Set<ManifestRow>().AsNoTracking().OrderByDescending(row => row.DepartsAt).Select(row => (DateTimeOffset?)row.DepartsAt).FirstOrDefault();
    }

    /// <summary>Returns the lines of a manifest in import order; empty if there is no such manifest.</summary>
    public IReadOnlyList<(ManifestLine Line, string Name)> Lines(string manifest) => [.. Lines([manifest])[manifest]];

    /// <summary>Returns the lines of several manifests, in one query.</summary>
    public ILookup<string, (ManifestLine Line, string Name)> Lines(IReadOnlyCollection<string> manifests)
    {
        string[] asked = [.. manifests];
        using KinkeeperDb db = store.Open();
        return db.Set<ManifestRow>().AsNoTracking().Where(row => asked.Contains(row.Manifest)).OrderBy(row => row.Id).AsEnumerable()
            .GroupBy(row => row.Manifest, StringComparer.Ordinal)
            .SelectMany(rows => rows.Select((row, i) => (rows.Key, Line: (Parsed(row, i + 1), $"{row.GivenNames} {row.Surnames}".Trim()))))
            .ToLookup(line => line.Key, line => line.Line, StringComparer.Ordinal);
    }

    private static ManifestLine Parsed(ManifestRow row, int line) => ManifestFile.Parse(line, column => column switch
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
    });

    /// <summary>
    /// Finds people by their keys (normalised A-number, or smallest record id), in two queries for any number of people. People without
    /// a record are left out.
    /// </summary>
    public IReadOnlyDictionary<string, NamedPerson> People(IEnumerable<string> keys)
    {
        string[] asked = [.. keys.Distinct()];
        int[] numbers = [.. asked.Where(key => key.Length == ANumberDigits).Select(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1).Where(number => number >= 0)];
        using DatabaseConnection connection = store.Connect();
        Dictionary<string, NamedPerson> people = new(StringComparer.Ordinal);
        // With two conditions joined by OR the planner uses neither index, so each has its own query.
        Read("a_number", JsonSerializer.Serialize(numbers), row => row.Number(5).ToString("D9", CultureInfo.InvariantCulture));
        Read("record_id", JsonSerializer.Serialize(asked), row => row.Text(4)!);
        return people;

        void Read(string column, string values, Func<SqlStatement, string> keyOf) => ReadPeople(connection, column, values, people, keyOf);
    }

    /// <summary>Finds people by their ids, in one query. People without a record are left out.</summary>
    public IReadOnlyDictionary<PersonId, NamedPerson> People(IReadOnlyCollection<PersonId> persons)
    {
        using DatabaseConnection connection = store.Connect();
        Dictionary<PersonId, NamedPerson> people = [];
        ReadPeople(connection, "person_id", JsonSerializer.Serialize(persons.Select(person => person.Value)), people, row => new PersonId(row.Number(1)));
        return people;
    }

    /// <summary>The first record of each person, and the first name that any of their records has.</summary>
    private static void ReadPeople<TKey>(DatabaseConnection connection, string column, string values, Dictionary<TKey, NamedPerson> people, Func<SqlStatement, TKey> keyOf)
        where TKey : notnull
    {
        using SqlStatement rows = connection.Prepare(
            $"SELECT id, person_id, given_names, surnames, record_id, a_number FROM records WHERE {column} IN (SELECT value FROM json_each(?1)) ORDER BY id");
        rows.BindText(1, values);
        while (rows.Step())
        {
            TKey key = keyOf(rows);
            string name = $"{rows.Text(2)} {rows.Text(3)}".Trim();
            if (!people.TryGetValue(key, out NamedPerson? known) || (known.Name.Length == 0 && name.Length > 0))
            {
                people[key] = known is null ? new NamedPerson(new RecordKey(rows.Number(0)), new PersonId(rows.Number(1)), name) : known with { Name = name };
            }
        }
    }

    private static DateTimeOffset Local(DateTimeOffset instant, int offsetMinutes) => instant.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
}
