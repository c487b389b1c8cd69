using System.Globalization;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>
/// Finds who stands on each line: by record id; where that is empty or unknown by A-number; else by full name with date of
/// birth. Nobody, or more than one person: not identified. Three queries, however long the manifest is.
/// </summary>
internal sealed class IdentifyPassengers(DatabaseConnection connection)
{
    private readonly Dictionary<string, PersonId> _byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<PersonId>> _byNumber = [];
    private readonly Dictionary<(string Name, string Birth), HashSet<PersonId>> _byName = [];

    /// <summary>Returns the person for each readable line; null if nobody or more than one person matches.</summary>
    public IReadOnlyDictionary<ManifestLine, PersonId?> Execute(IReadOnlyList<ManifestLine> lines)
    {
        ManifestLine[] readable = [.. lines.Where(line => line.Problem is null)];
        Query(
            $"SELECT record_id, person_id FROM records WHERE import_id IS NOT NULL AND {connection.Dialect.AnyText("record_id", 1)}",
            readable.Select(line => line.RecordId).Where(id => id.Length > 0),
            (rows, ids) => rows.BindList(1, ids),
            row => _byRecord[row.Text(0)!] = new PersonId(row.Number(1)));
        Query(
            $"SELECT a_number, person_id FROM records WHERE {connection.Dialect.AnyNumber("a_number", 1)}",
            readable.Select(line => (long?)line.ANumber?.Value).OfType<long>(),
            (rows, numbers) => rows.BindList(1, numbers),
            row => Add(_byNumber, (int)row.Number(0), new PersonId(row.Number(1))));
        Query(
            $"SELECT folded_name, birth_date, person_id FROM records WHERE folded_name IS NOT NULL AND {connection.Dialect.AnyText("birth_date", 1)}",
            readable.Select(line => line.BirthDate).OfType<DateOnly>().Select(Text),
            (rows, days) => rows.BindList(1, days),
            row => Add(_byName, (row.Text(0)!, row.Text(1)!), new PersonId(row.Number(2))));
        return readable.ToDictionary(line => line, Find);
    }

    private PersonId? Find(ManifestLine line)
    {
        if (line.RecordId.Length > 0 && _byRecord.TryGetValue(line.RecordId, out PersonId person))
        {
            return person;
        }

        if (line.ANumber is { } number)
        {
            return _byNumber.TryGetValue(number.Value, out HashSet<PersonId>? numbered) ? Only(numbered) : ByName(line);
        }

        return ByName(line);
    }

    private PersonId? ByName(ManifestLine line) =>
        line is { BirthDate: { } birth, FoldedName.Length: > 0 } && _byName.TryGetValue((line.FoldedName, Text(birth)), out HashSet<PersonId>? named)
            ? Only(named)
            : null;

    private static PersonId? Only(HashSet<PersonId> persons) => persons.Count == 1 ? persons.First() : null;

    private static void Add<TKey>(Dictionary<TKey, HashSet<PersonId>> map, TKey key, PersonId person)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out HashSet<PersonId>? persons))
        {
            map.Add(key, persons = []);
        }

        persons.Add(person);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Query<T>(string sql, IEnumerable<T> values, Action<SqlStatement, T[]> bind, Action<SqlStatement> take)
    {
        T[] asked = [.. values.Distinct()];
        if (asked.Length == 0)
        {
            return;
        }

        using SqlStatement rows = connection.Prepare(sql);
        bind(rows, asked);
        while (rows.Step())
        {
            take(rows);
        }
    }
}
