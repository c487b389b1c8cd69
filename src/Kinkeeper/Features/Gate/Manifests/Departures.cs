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

    /// <summary>Counts the lines of each movement that differ only in the person, the earliest departure first.</summary>
    private static string Select(string where) =>
        $"""
        SELECT manifest, departs_at, departs_offset_minutes, port, country, COUNT(*) FROM manifest_lines WHERE {where}
        GROUP BY manifest, departs_at, departs_offset_minutes, port, country ORDER BY departs_at, MIN(id)
        """;

    /// <summary>
    /// Returns movements that depart from <paramref name="from"/> on and before <paramref name="until"/>, earliest first.
    /// </summary>
    public IReadOnlyList<Movement> Between(DateTimeOffset from, DateTimeOffset until)
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement rows = connection.Prepare(Select("departs_at >= ?1 AND departs_at < ?2"));
        rows.Bind(1, from.ToMicroseconds());
        rows.Bind(2, until.ToMicroseconds());
        return [.. Movements(rows).OrderBy(movement => movement.DepartsAt).ThenBy(movement => movement.Manifest, StringComparer.Ordinal)];
    }

    /// <summary>Returns one movement; null if there is none with that id.</summary>
    public Movement? Find(string manifest)
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement rows = connection.Prepare(Select("manifest = ?1"));
        rows.BindText(1, manifest);
        return Movements(rows).SingleOrDefault();
    }

    /// <summary>Builds movements. The earliest line gives the departure, its port and its country.</summary>
    private static List<Movement> Movements(SqlStatement rows)
    {
        Dictionary<string, (Movement First, List<string?> Ports)> movements = new(StringComparer.Ordinal);
        while (rows.Step())
        {
            string manifest = rows.Text(0)!;
            string? port = rows.Text(3);
            if (!movements.TryGetValue(manifest, out (Movement First, List<string?> Ports) one))
            {
                DateTimeOffset departs = Local(Microseconds.ToInstant(rows.Number(1)), (int)rows.Number(2));
                one = (new Movement(manifest, departs, port, rows.Text(4), 0, string.Empty), []);
            }

            if (!one.Ports.Contains(port))
            {
                one.Ports.Add(port);
            }

            movements[manifest] = (one.First with { People = one.First.People + (int)rows.Number(5) }, one.Ports);
        }

        return [.. movements.Values.Select(one => one.First with { Ports = JsonSerializer.Serialize(one.Ports) })];
    }

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
        long[] numbers =
        [
            .. asked.Where(key => key.Length == ANumberDigits)
                .Select(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1L)
                .Where(number => number >= 0),
        ];
        Dialect dialect = store.Dialect;
        using DatabaseConnection connection = store.Connect();
        Dictionary<string, NamedPerson> people = new(StringComparer.Ordinal);
        // With two conditions joined by OR the planner uses neither index, so each has its own query.
        ReadPeople(connection, dialect.AnyNumber("a_number", 1), rows => rows.BindList(1, numbers), people, KeyOfNumber);
        ReadPeople(connection, dialect.AnyText("record_id", 1), rows => rows.BindList(1, asked), people, row => row.Text(4)!);
        return people;

        static string KeyOfNumber(SqlStatement row) => row.Number(5).ToString("D9", CultureInfo.InvariantCulture);
    }

    /// <summary>Finds people by their ids, in one query. People without a record are left out.</summary>
    public IReadOnlyDictionary<PersonId, NamedPerson> People(IReadOnlyCollection<PersonId> persons)
    {
        using DatabaseConnection connection = store.Connect();
        Dictionary<PersonId, NamedPerson> people = [];
        long[] ids = [.. persons.Select(person => person.Value)];
        string condition = connection.Dialect.AnyNumber("person_id", 1);
        ReadPeople(connection, condition, rows => rows.BindList(1, ids), people, row => new PersonId(row.Number(1)));
        return people;
    }

    /// <summary>The first record of each person, and the first name that any of their records has.</summary>
    private static void ReadPeople<TKey>(
        DatabaseConnection connection,
        string condition,
        Action<SqlStatement> bind,
        Dictionary<TKey, NamedPerson> people,
        Func<SqlStatement, TKey> keyOf)
        where TKey : notnull
    {
        using SqlStatement rows = connection.Prepare(
            $"SELECT id, person_id, given_names, surnames, record_id, a_number FROM records WHERE {condition} ORDER BY id");
        bind(rows);
        while (rows.Step())
        {
            TKey key = keyOf(rows);
            string name = $"{rows.Text(2)} {rows.Text(3)}".Trim();
            if (!people.TryGetValue(key, out NamedPerson? known) || (known.Name.Length == 0 && name.Length > 0))
            {
                people[key] = known is null
                    ? new NamedPerson(new RecordKey(rows.Number(0)), new PersonId(rows.Number(1)), name)
                    : known with { Name = name };
            }
        }
    }

    private static DateTimeOffset Local(DateTimeOffset instant, int offsetMinutes) => instant.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
}
