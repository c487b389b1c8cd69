using Kinkeeper.Features.Evidence;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>A statement for a person to read.</summary>
/// <param name="Statement">Its number.</param>
/// <param name="Record">The record of its author.</param>
/// <param name="Name">The name on that record; empty if none.</param>
/// <param name="MadeAt">The time it was made.</param>
/// <param name="Kind">Case comment, letter, …</param>
/// <param name="Text">The full text.</param>
/// <param name="Sentences">The sentences the screen highlights.</param>
/// <param name="Wish">The wish it is marked with.</param>
/// <param name="DepartsAt">The author's planned departure; null if none is planned.</param>
public sealed record StatementSheet(
    long Statement, RecordKey Record, string Name, DateTimeOffset MadeAt, string Kind, string Text, IReadOnlyList<WishSentence> Sentences, Wish Wish, DateTimeOffset? DepartsAt);

/// <summary>The place to continue a list of statements: after this departure (microseconds) and this statement.</summary>
public readonly record struct StatementMark(long Departs, long Statement)
{
    public bool IsBehind(StatementMark other) => (Departs, Statement).CompareTo((other.Departs, other.Statement)) > 0;
}

/// <summary>
/// Finds statements that nobody has read for a wish, by people whose files the account may see, earliest departure first. The texts
/// name sponsors, relatives and lawyers, and children speak in them, so no enforcement role may read them. A family's page tells
/// those roles that there is a statement, its date, and the mark another person gave it.
/// </summary>
public sealed class FindStatements(Store store, PersonScope scope, TimeProvider clock)
{
    /// <summary>Statements checked for one part of the list. The part is shorter if some belong to other offices.</summary>
    private const int Reach = 300;

    private readonly WhileUnchanged<IReadOnlyList<Candidate>> _leaving = new();

    /// <param name="account">The account that reads.</param>
    /// <param name="after">The end of the last part; null for the first part.</param>
    /// <param name="most">The most statements to return.</param>
    /// <returns>The statements, and the start of the next part; null if there is none.</returns>
    public (IReadOnlyList<StatementSheet> Statements, StatementMark? Next) Unread(Account account, StatementMark? after, int most)
    {
        using DatabaseConnection connection = store.Connect();
        StatementMark from = after ?? new StatementMark(long.MinValue, long.MinValue);
        List<Candidate> found = [.. Leaving(connection).Where(one => one.Mark.IsBehind(from)).Take(Reach)];
        if (found.Count < Reach)
        {
            // Whoever is not about to leave, in the order in which their statements came.
            using SqlStatement rows = connection.Prepare(OfTheOthers);
            rows.Bind(1, clock.GetUtcNow().ToMicroseconds());
            rows.Bind(2, Reach - found.Count);
            rows.Bind(3, from.Departs < long.MaxValue ? long.MinValue : from.Statement);
            Read(rows, found);
        }

        IReadOnlySet<PersonId> visible = scope.Visible(connection, account, [.. found.Select(one => one.Person)]);
        // Whoever has left within the moment for which the first are kept stands among the others too.
        List<Candidate> shown = [.. found.Where(one => visible.Contains(one.Person)).DistinctBy(one => one.Statement)];
        StatementMark? next = shown.Count > most ? shown[most - 1].Mark : found.Count == Reach ? found[^1].Mark : null;
        return (Sheets(connection, [.. shown.Take(most).Select(one => one.Statement)]), next);
    }

    /// <summary>
    /// Starts with planned departures, which are few compared with all statements. The plus stops SQLite from scanning every unread
    /// statement for each person (sqlite.org/optoverview.html, "Disqualifying WHERE Clause Terms").
    /// </summary>
    private static readonly string OfThoseLeaving = $"""
        WITH leaving AS MATERIALIZED (
            SELECT r.person_id AS person, MIN(m.departs_at) AS departs FROM removals m JOIN records r ON r.id = m.record_key
            WHERE m.departs_at >= ?1 AND m.status = {(int)RemovalStatus.Planned} GROUP BY r.person_id)
        SELECT s.id, r.person_id, l.departs FROM leaving l CROSS JOIN records r CROSS JOIN statements s
        WHERE r.person_id = l.person AND s.record_key = r.id AND +s.wish = {(int)Wish.NotRead} AND s.text IS NOT NULL
        ORDER BY l.departs, s.id
        """;

    /// <summary>Reads by statement number, so that the query stops when the page is full.</summary>
    private static readonly string OfTheOthers = $"""
        SELECT s.id, r.person_id, {long.MaxValue} FROM statements s JOIN records r ON r.id = s.record_key
        WHERE s.wish = {(int)Wish.NotRead} AND s.text IS NOT NULL AND s.id > ?3 AND NOT EXISTS (
            SELECT 1 FROM records o JOIN removals m ON m.record_key = o.id
            WHERE o.person_id = r.person_id AND m.status = {(int)RemovalStatus.Planned} AND m.departs_at >= ?1)
        ORDER BY s.id LIMIT ?2
        """;

    /// <summary>Statements of people about to leave, whoever leaves soonest first. Kept while nothing changes: it looks through every departure ahead.</summary>
    private IReadOnlyList<Candidate> Leaving(DatabaseConnection connection)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return _leaving.Get(EvidenceVersion.Read(connection), now, () =>
        {
            using SqlStatement rows = connection.Prepare(OfThoseLeaving);
            rows.Bind(1, now.ToMicroseconds());
            List<Candidate> leaving = [];
            Read(rows, leaving);
            return leaving;
        });
    }

    private static void Read(SqlStatement rows, List<Candidate> into)
    {
        while (rows.Step())
        {
            into.Add(new Candidate(rows.Number(0), new PersonId(rows.Number(1)), new StatementMark(rows.Number(2), rows.Number(0))));
        }
    }

    /// <summary>Counts the unread statements of all people, for accounts that may see everybody.</summary>
    public long CountUnread()
    {
        using DatabaseConnection connection = store.Connect();
        using SqlStatement count = connection.Prepare($"SELECT COUNT(*) FROM statements WHERE wish = {(int)Wish.NotRead} AND text IS NOT NULL");
        count.Step();
        long unread = count.Number(0);
        count.Reset();
        return unread;
    }

    /// <summary>Counts the urgent unread statements: those of people the account may see who leave by the given time.</summary>
    public int CountLeaving(Account account, DateTimeOffset until)
    {
        using DatabaseConnection connection = store.Connect();
        Candidate[] leaving = [.. Leaving(connection).TakeWhile(one => one.Mark.Departs <= until.ToMicroseconds())];
        IReadOnlySet<PersonId> visible = scope.Visible(connection, account, [.. leaving.Select(one => one.Person).Distinct()]);
        return leaving.Count(one => visible.Contains(one.Person));
    }

    /// <summary>Returns one statement, read or not; null if there is none that the account may see.</summary>
    public StatementSheet? Find(Account account, long statement)
    {
        using DatabaseConnection connection = store.Connect();
        return Sheets(connection, [statement]).SingleOrDefault(sheet => scope.MaySee(account, sheet.Record));
    }

    private List<StatementSheet> Sheets(DatabaseConnection connection, IReadOnlyList<long> statements)
    {
        if (statements.Count == 0)
        {
            return [];
        }

        using SqlStatement rows = connection.Prepare($"""
            SELECT s.id, s.record_key, r.given_names, r.surnames, s.made_at, s.kind, s.text, s.wish,
                (SELECT MIN(m.departs_at) FROM records o JOIN removals m ON m.record_key = o.id WHERE o.person_id = r.person_id AND m.status = {(int)RemovalStatus.Planned} AND m.departs_at >= ?1)
            FROM statements s JOIN records r ON r.id = s.record_key WHERE {connection.Dialect.AnyNumber("s.id", 2)} AND s.text IS NOT NULL
            """);
        rows.Bind(1, clock.GetUtcNow().ToMicroseconds());
        rows.BindList(2, statements);
        Dictionary<long, StatementSheet> sheets = [];
        while (rows.Step())
        {
            string text = rows.Text(6)!;
            sheets[rows.Number(0)] = new StatementSheet(
                rows.Number(0),
                new RecordKey(rows.Number(1)),
                $"{rows.Text(2)} {rows.Text(3)}".Trim(),
                Microseconds.ToInstant(rows.Number(4)),
                rows.Text(5)!,
                text,
                WishScreen.Read(text),
                (Wish)rows.Number(7),
                rows.NumberOrNull(8) is { } departs ? Microseconds.ToInstant(departs) : null);
        }

        return [.. statements.Where(sheets.ContainsKey).Select(statement => sheets[statement])];
    }

    private readonly record struct Candidate(long Statement, PersonId Person, StatementMark Mark);
}
