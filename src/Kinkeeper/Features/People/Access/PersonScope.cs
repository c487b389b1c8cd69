using System.Text;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.People.Access;

/// <summary>
/// Decides whose file an account may see. An office sees people who have been in one of its places (facility, port of departure, sector),
/// their parents and their children. It also sees people with no place on record, because somebody must be able to ask them. Counsel
/// and organizations see their clients and the clients' parents and children. Other roles see everybody, and each reading is recorded.
/// </summary>
public sealed class PersonScope(Store store, OfficePlaces places)
{
    public bool MaySee(Account account, PersonId person) => Visible(account, [person]).Contains(person);

    /// <summary>Returns true if the account may see the person of a record; false also if there is no such record.</summary>
    public bool MaySee(Account account, RecordKey record)
    {
        using DatabaseConnection connection = store.Connect();
        long? person = null;
        using (SqlStatement find = connection.Prepare("SELECT person_id FROM records WHERE id = ?1"))
        {
            find.Bind(1, record.Value);
            if (find.Step())
            {
                person = find.Number(0);
            }
        }

        return person is { } known && (SeesEverybody(account) || Visible(connection, account, [new PersonId(known)]).Count == 1);
    }

    /// <summary>
    /// Returns true if the account may see a place, such as a manifest's port of departure. Null is a place nobody recorded.
    /// </summary>
    public bool MaySeePlace(Account account, string? place) =>
        SeesEverybody(account) || (Roles.IsBoundToOffices(account.Role) && (Folded(place) is not { } name || OwnPlaces(account) is not { } own || own.Contains(name)));

    /// <summary>Returns the people among the given ones that the account may see, in a fixed number of queries.</summary>
    public IReadOnlySet<PersonId> Visible(Account account, IReadOnlyCollection<PersonId> people)
    {
        if (people.Count == 0 || SeesEverybody(account))
        {
            return people.ToHashSet();
        }

        using DatabaseConnection connection = store.Connect();
        return Visible(connection, account, people);
    }

    /// <summary>The same on an open connection, at the moment of its transaction where it has one.</summary>
    public IReadOnlySet<PersonId> Visible(DatabaseConnection connection, Account account, IReadOnlyCollection<PersonId> people)
    {
        HashSet<PersonId> asked = [.. people];
        if (asked.Count == 0 || SeesEverybody(account))
        {
            return asked;
        }

        if (!Roles.IsBoundToOffices(account.Role) && account.Role != AccountRole.Partner)
        {
            return new HashSet<PersonId>();
        }

        HashSet<string>? own = account.Role == AccountRole.Partner ? [] : OwnPlaces(account);
        if (own is null)
        {
            return asked;
        }

        Dictionary<long, List<long>> family = WithRelatives(connection, asked);
        long[] everybody = [.. family.Values.SelectMany(one => one).Distinct()];
        if (account.Role == AccountRole.Partner)
        {
            HashSet<long> clients = [];
            using SqlStatement acts = connection.Prepare($"SELECT r.person_id FROM representations a JOIN records r ON r.id = a.record_key WHERE a.account = ?1 AND a.ended_at IS NULL AND {connection.Dialect.AnyNumber("r.person_id", 2)}");
            acts.BindText(1, account.Id);
            acts.BindList(2, everybody);
            while (acts.Step())
            {
                clients.Add(acts.Number(0));
            }

            return asked.Where(person => family[person.Value].Exists(clients.Contains)).ToHashSet();
        }

        Dictionary<long, HashSet<string>> been = PlacesOf(connection, everybody);
        return asked.Where(person =>
            !been.ContainsKey(person.Value) || family[person.Value].Exists(one => been.TryGetValue(one, out HashSet<string>? where) && where.Overlaps(own))).ToHashSet();
    }

    private static bool SeesEverybody(Account account) =>
        account.Role is AccountRole.ChildWelfareCoordinator or AccountRole.TaskForceAnalyst or AccountRole.Auditor or AccountRole.RemovalSystem;

    /// <summary>Returns the account's places in comparable form; null if its office is responsible for every place.</summary>
    private HashSet<string>? OwnPlaces(Account account)
    {
        string[] own = [.. places.Of(account)];
        return own.Contains(OfficePlaces.Everywhere) ? null : [.. own.Select(Folded).OfType<string>()];
    }

    private static string? Folded(string? place) => place is null ? null : Facility.Name(Encoding.UTF8.GetBytes(place));

    /// <summary>Each person with their parents and children on any record.</summary>
    private static Dictionary<long, List<long>> WithRelatives(DatabaseConnection connection, HashSet<PersonId> asked)
    {
        long[] persons = [.. asked.Select(person => person.Value)];
        Dictionary<long, List<long>> family = asked.ToDictionary(person => person.Value, person => new List<long> { person.Value });
        foreach (string table in (string[])["relationships", "decisions"])
        {
            foreach ((string from, string to) in ((string, string)[])[("parent_record_key", "child_record_key"), ("child_record_key", "parent_record_key")])
            {
                Read(
                    connection,
                    $"SELECT DISTINCT r.person_id, o.person_id FROM records r JOIN {table} f ON f.{from} = r.id JOIN records o ON o.id = f.{to} WHERE {connection.Dialect.AnyNumber("r.person_id", 1)}",
                    persons,
                    row => family[row.Number(0)].Add(row.Number(1)));
            }
        }

        return family;
    }

    private static Dictionary<long, HashSet<string>> PlacesOf(DatabaseConnection connection, long[] people)
    {
        string theirs = connection.Dialect.AnyNumber("r.person_id", 1);
        Dictionary<long, HashSet<string>> been = [];
        foreach (string sql in (string[])
        [
            $"SELECT person_id, sector FROM records r WHERE sector IS NOT NULL AND {theirs}",
            $"SELECT r.person_id, c.facility FROM records r JOIN custody c ON c.record_key = r.id WHERE c.facility IS NOT NULL AND {theirs}",
            $"SELECT r.person_id, m.port FROM records r JOIN removals m ON m.record_key = r.id WHERE m.port IS NOT NULL AND {theirs}",
            $"SELECT r.person_id, l.port FROM records r JOIN manifest_lines l ON l.record_id = r.record_id WHERE l.port IS NOT NULL AND {theirs}",
            $"SELECT l.a_number, l.port FROM manifest_lines l WHERE l.port IS NOT NULL AND {connection.Dialect.AnyNumber("l.a_number", 1)}",
        ])
        {
            Read(connection, sql, people, row =>
            {
                if (Folded(row.Text(1)) is { } place)
                {
                    (been.TryGetValue(row.Number(0), out HashSet<string>? where) ? where : been[row.Number(0)] = []).Add(place);
                }
            });
        }

        return been;
    }

    private static void Read(DatabaseConnection connection, string sql, long[] people, Action<SqlStatement> row)
    {
        using SqlStatement statement = connection.Prepare(sql);
        statement.BindList(1, people);
        while (statement.Step())
        {
            row(statement);
        }
    }
}
