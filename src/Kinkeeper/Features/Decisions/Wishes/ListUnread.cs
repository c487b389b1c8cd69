using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.Intake.Vocabulary;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Features.Decisions.Wishes;

/// <summary>A statement with whom it is by, as a person reads it.</summary>
/// <param name="Row">The statement.</param>
/// <param name="Name">The speaker's name; empty where none is on record.</param>
/// <param name="DepartsAt">The speaker's next planned departure; null where none is on record.</param>
/// <param name="Sentences">What the screen highlights: never a mark.</param>
public sealed record ReadableStatement(StatementRow Row, string Name, DateTimeOffset? DepartsAt, IReadOnlyList<WishSentence> Sentences);

/// <summary>One page of the statements that nobody has read for a wish.</summary>
/// <param name="Statements">Those whose speaker departs soonest first, then the oldest.</param>
/// <param name="Count">How many there are in all that the account may read.</param>
public sealed record UnreadPage(IReadOnlyList<ReadableStatement> Statements, int Count);

/// <summary>Lists unread statements of adults, part by part: a child's own words are no parent's wish. Five queries, however many there are.</summary>
public sealed class ListUnread(Store store, PersonScope scope, TimeProvider clock)
{
    public const int PerPage = 10;

    /// <summary>What is departing soon: as far ahead as departures are worked on.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public UnreadPage Page(Account account, int page, bool departingSoon)
    {
        DateTimeOffset now = clock.GetUtcNow();
        using SqliteConnection connection = store.Connect();
        Dictionary<long, long> departs = Departures(connection, now);
        List<(long Statement, long Person, long? Departs)> unread = [];
        using (SqliteStatement rows = new(
            connection,
            $"SELECT s.id, r.person_id FROM statements s JOIN records r ON r.id = s.record_key WHERE s.wish = {(int)Wish.NotRead} AND s.text IS NOT NULL AND r.role <> {(int)Role.Minor} ORDER BY s.made_at, s.id"))
        {
            while (rows.Step())
            {
                unread.Add((rows.Number(0), rows.Number(1), departs.TryGetValue(rows.Number(1), out long at) ? at : null));
            }
        }

        long until = (now + Soon).ToMicroseconds();
        IReadOnlySet<PersonId> visible = scope.Visible(account, [.. unread.Select(row => new PersonId(row.Person)).Distinct()]);
        (long Statement, long Person, long? Departs)[] readable = [.. unread
            .Where(row => visible.Contains(new PersonId(row.Person)) && (!departingSoon || row.Departs <= until))
            .OrderBy(row => row.Departs ?? long.MaxValue)];
        (long Statement, long Person, long? Departs)[] shown = [.. readable.Skip((page - 1) * PerPage).Take(PerPage)];
        Dictionary<long, ReadableStatement> read = Read([.. shown.Select(row => row.Statement)]);
        return new UnreadPage(
            [.. shown.Where(row => read.ContainsKey(row.Statement)).Select(row => read[row.Statement] with { DepartsAt = row.Departs is { } at ? Microseconds.ToInstant(at) : null })],
            readable.Length);
    }

    /// <summary>One statement, read or not; null where there is none, or the account may not see the person.</summary>
    public ReadableStatement? Find(Account account, long statement) =>
        Read([statement]).GetValueOrDefault(statement) is { } found && scope.MaySee(account, found.Row.RecordKey) ? found : null;

    private Dictionary<long, ReadableStatement> Read(long[] statements)
    {
        using KinkeeperDb db = store.Open();
        return (from statement in db.Set<StatementRow>().AsNoTracking()
                join record in db.Set<SourceRecord>().AsNoTracking() on statement.RecordKey equals record.Id
                where statements.Contains(statement.Id) && statement.Text != null && record.Role != Role.Minor
                select new { statement, record.GivenNames, record.Surnames }).AsEnumerable()
            .ToDictionary(row => row.statement.Id, row => new ReadableStatement(row.statement, $"{row.GivenNames} {row.Surnames}".Trim(), null, WishScreen.Read(row.statement.Text!)));
    }

    /// <summary>The next planned departure of each person who has one.</summary>
    private static Dictionary<long, long> Departures(SqliteConnection connection, DateTimeOffset now)
    {
        Dictionary<long, long> departs = [];
        foreach (string sql in (string[])
        [
            $"SELECT r.person_id, m.departs_at FROM removals m JOIN records r ON r.id = m.record_key WHERE m.status = {(int)RemovalStatus.Planned} AND m.departs_at > ?1",
            "SELECT r.person_id, l.departs_at FROM manifest_lines l JOIN records r ON r.record_id = l.record_id WHERE l.departs_at > ?1",
        ])
        {
            using SqliteStatement rows = new(connection, sql);
            rows.Bind(1, now.ToMicroseconds());
            while (rows.Step())
            {
                departs[rows.Number(0)] = departs.TryGetValue(rows.Number(0), out long known) ? Math.Min(known, rows.Number(1)) : rows.Number(1);
            }
        }

        return departs;
    }
}
