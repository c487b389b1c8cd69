using System.Globalization;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.People.Search;

/// <summary>A person found by a search.</summary>
/// <param name="Record">The record that was found.</param>
/// <param name="Name">The name on that record; empty if it has none.</param>
/// <param name="BirthDate">The latest date of birth that the record allows; null if none is known.</param>
/// <param name="IsBirthExact">False if they may be older.</param>
/// <param name="Country">ISO 3166 alpha-3 or as written; null if none is known.</param>
/// <param name="Records">Number of records of this person.</param>
/// <param name="Children">Number of people recorded as their children.</param>
/// <param name="Parents">Number of people recorded as their parents.</param>
/// <param name="DepartsAt">Their next departure on record that was not cancelled; null if there is none.</param>
public sealed record PersonFound(RecordKey Record, string Name, DateOnly? BirthDate, bool IsBirthExact, string? Country, long Records, long Children, long Parents, DateTimeOffset? DepartsAt);

/// <summary>The result of a search.</summary>
/// <param name="People">The best matches first, at most <see cref="FindPeople.Most"/>.</param>
/// <param name="IsCutOff">True if there are more, or may be.</param>
public sealed record PeopleFound(IReadOnlyList<PersonFound> People, bool IsCutOff);

/// <summary>Finds people by name, A-number, record or receipt, among those whose files an account may see.</summary>
public sealed class FindPeople(Store store, NameIndexes names, PersonScope scope, TimeProvider clock)
{
    public const int Most = 25;

    /// <summary>
    /// The numbers of records checked, first and if necessary. For an account that sees one office only, nobody among the nearest 300 with
    /// a common name may be visible. Beyond the second number the result says that there may be more.
    /// </summary>
    private static readonly int[] Reach = [300, 6_000];

    public PeopleFound Execute(Account account, SearchWords words)
    {
        using DatabaseConnection connection = store.Connect();
        List<long> exact = Exact(connection, words);
        PeopleFound found = new([], false);
        foreach (int reach in Reach)
        {
            IReadOnlyList<NameHit> named = names.Current().Find(words.Name, reach);
            List<(long Record, PersonId Person)> nearest = Persons(connection, [.. exact, .. named.Select(hit => (long)hit.Record)]);
            IReadOnlySet<PersonId> visible = scope.Visible(connection, account, [.. nearest.Select(one => one.Person)]);
            List<(long Record, PersonId Person)> shown = [.. nearest.Where(one => visible.Contains(one.Person))];
            bool isWhole = named.Count < reach;
            found = new PeopleFound(Describe(connection, [.. shown.Take(Most)]), shown.Count > Most || !isWhole);
            if (isWhole || shown.Count >= Most)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Finds what is written exactly this way: records, the people of a number, the two people of a decision.</summary>
    private static List<long> Exact(DatabaseConnection connection, SearchWords words)
    {
        List<long> records = [];
        using SqlStatement byId = connection.Prepare("SELECT id FROM records WHERE record_id = ?1");
        byId.BindText(1, words.Text);
        Add(byId);
        if (words.ANumber is { } number)
        {
            using SqlStatement byNumber = connection.Prepare("SELECT id FROM records WHERE a_number = ?1 ORDER BY folded_name IS NULL, id");
            byNumber.Bind(1, number.Value);
            Add(byNumber);
        }

        string? decision = words.Decision;
        if (words.LogIndex is { } index)
        {
            using SqlStatement byEntry = connection.Prepare("SELECT subject FROM log_outbox WHERE log_index = ?1");
            byEntry.Bind(1, index);
            string prefix = LoggedDecision.Subject(string.Empty).ToString();
            if (byEntry.Step())
            {
                decision = byEntry.Text(0) is { } subject && subject.StartsWith(prefix, StringComparison.Ordinal) ? subject[prefix.Length..] : decision;
                byEntry.Reset();
            }
        }

        using SqlStatement byDecision = connection.Prepare("SELECT parent_record_key, child_record_key FROM decisions WHERE decision_id = ?1");
        byDecision.BindText(1, decision);
        while (byDecision.Step())
        {
            records.Add(byDecision.Number(0));
            records.Add(byDecision.Number(1));
        }

        return records;

        void Add(SqlStatement statement)
        {
            while (statement.Step())
            {
                records.Add(statement.Number(0));
            }
        }
    }

    /// <summary>Each person once, with the nearest of their records, in the order of the records.</summary>
    private static List<(long Record, PersonId Person)> Persons(DatabaseConnection connection, IReadOnlyList<long> records)
    {
        if (records.Count == 0)
        {
            return [];
        }

        Dictionary<long, long> persons = [];
        using SqlStatement statement = connection.Prepare($"SELECT id, person_id FROM records WHERE {connection.Dialect.AnyNumber("id", 1)}");
        statement.BindList(1, records);
        while (statement.Step())
        {
            persons[statement.Number(0)] = statement.Number(1);
        }

        return [.. records.Where(persons.ContainsKey).Select(record => (record, new PersonId(persons[record]))).DistinctBy(one => one.Item2)];
    }

    private List<PersonFound> Describe(DatabaseConnection connection, IReadOnlyList<(long Record, PersonId Person)> shown)
    {
        if (shown.Count == 0)
        {
            return [];
        }

        using SqlStatement statement = connection.Prepare($"""
            SELECT r.id, r.given_names, r.surnames, r.latest_birth_date, r.citizenship, r.birth_date IS NOT NULL,
                (SELECT COUNT(*) FROM records o WHERE o.person_id = r.person_id),
                {Relatives("parent", "child")},
                {Relatives("child", "parent")},
                (SELECT MIN(m.departs_at) FROM records o JOIN removals m ON m.record_key = o.id WHERE o.person_id = r.person_id AND m.status = {(int)RemovalStatus.Planned} AND m.departs_at >= {clock.GetUtcNow().ToMicroseconds()})
            FROM records r WHERE {connection.Dialect.AnyNumber("r.id", 1)}
            """);
        statement.BindList(1, [.. shown.Select(one => one.Record)]);
        Dictionary<long, PersonFound> found = [];
        while (statement.Step())
        {
            long record = statement.Number(0);
            found[record] = new PersonFound(
                new RecordKey(record),
                $"{statement.Text(1)} {statement.Text(2)}".Trim(),
                statement.Text(3) is { } born ? DateOnly.Parse(born, CultureInfo.InvariantCulture) : null,
                statement.Number(5) == 1,
                statement.Text(4),
                statement.Number(6),
                statement.Number(7),
                statement.Number(8),
                statement.NumberOrNull(9) is { } departs ? Microseconds.ToInstant(departs) : null);
        }

        return [.. shown.Select(one => found[one.Record])];
    }

    /// <summary>Counts a person's relatives in relationships and decisions.</summary>
    private static string Relatives(string own, string other)
    {
        string Across(string table) =>
            $"SELECT x.person_id FROM records o JOIN {table} f ON f.{own}_record_key = o.id JOIN records x ON x.id = f.{other}_record_key WHERE o.person_id = r.person_id";
        return $"(SELECT COUNT(*) FROM ({Across("relationships")} UNION {Across("decisions")}) AS across)";
    }
}
