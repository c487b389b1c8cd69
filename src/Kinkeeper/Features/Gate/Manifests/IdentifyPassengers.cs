using System.Data.Common;
using System.Globalization;
using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Gate.Manifests;

/// <summary>
/// Finds the person on each line: by record id; if that is empty or unknown, by A-number; otherwise by full name with date of birth. If
/// nobody or more than one person matches, the line is not identified. Takes three queries for a manifest of any length, except for the
/// limit on parameters of one query.
/// </summary>
internal sealed class IdentifyPassengers(DbConnection connection, DbTransaction moment)
{
    private const int ParametersPerQuery = 500;

    private readonly Dictionary<string, PersonId> _byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<PersonId>> _byNumber = [];
    private readonly Dictionary<(string Name, string Birth), HashSet<PersonId>> _byName = [];

    /// <summary>Returns the person for each readable line; null if nobody or more than one person matches.</summary>
    public IReadOnlyDictionary<ManifestLine, PersonId?> Execute(IReadOnlyList<ManifestLine> lines)
    {
        ManifestLine[] readable = [.. lines.Where(line => line.Problem is null)];
        Query(
            readable.Select(line => line.RecordId).Where(id => id.Length > 0),
            "SELECT record_id, person_id FROM records WHERE import_id IS NOT NULL AND record_id IN ({0})",
            row => _byRecord[row.GetString(0)] = new PersonId(row.GetInt64(1)));
        Query(
            readable.Select(line => line.ANumber?.Value).OfType<int>(),
            "SELECT a_number, person_id FROM records WHERE a_number IN ({0})",
            row => Add(_byNumber, row.GetInt32(0), new PersonId(row.GetInt64(1))));
        Query(
            readable.Select(line => line.BirthDate).OfType<DateOnly>().Select(Text),
            "SELECT folded_name, birth_date, person_id FROM records WHERE folded_name IS NOT NULL AND birth_date IN ({0})",
            row => Add(_byName, (row.GetString(0), row.GetString(1)), new PersonId(row.GetInt64(2))));
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

    private void Query<T>(IEnumerable<T> values, string sql, Action<DbDataReader> take)
    {
        foreach (T[] chunk in values.Distinct().Chunk(ParametersPerQuery))
        {
            using DbCommand command = connection.CreateCommand();
            command.Transaction = moment;
            for (int i = 0; i < chunk.Length; i++)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                parameter.Value = chunk[i];
                command.Parameters.Add(parameter);
            }

#pragma warning disable CA2100 // The text holds constants and parameter names only.
            command.CommandText = string.Format(CultureInfo.InvariantCulture, sql, string.Join(',', Enumerable.Range(0, chunk.Length).Select(i => $"@p{i}")));
#pragma warning restore CA2100
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                take(reader);
            }
        }
    }
}
