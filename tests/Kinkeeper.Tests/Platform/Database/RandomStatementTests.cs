using System.Globalization;
using CsCheck;
using Kinkeeper.Platform.Database;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Database;

/// <summary>The same random statements on both engines give the same answers.</summary>
public sealed class RandomStatementTests
{
    /// <summary>Queries with the number of their columns. Ids are only ordered by, since a transaction that was undone leaves a gap on a server.</summary>
    private static readonly (int Columns, string Sql)[] Reads =
    [
        (5, "SELECT minute, kind, account, role, times FROM refused_requests WHERE account IS NOT DISTINCT FROM ?1 ORDER BY kind, account, id"),
        (5, "SELECT kind, COUNT(*), SUM(times), MIN(account), MAX(account) FROM refused_requests WHERE times >= ?2 OR kind = ?1 GROUP BY kind ORDER BY kind"),
        (1, "SELECT DISTINCT lower(kind) FROM refused_requests WHERE kind <> ?1 OR times = ?2 ORDER BY 1"),
        (3, "SELECT account, length(account), COALESCE(account, kind) FROM refused_requests WHERE times <> ?2 AND kind <> COALESCE(?1, '') ORDER BY account IS NULL, account, id"),
        (2, "SELECT substr(kind, 1, 2), CASE WHEN account > ?1 THEN times ELSE minute END FROM refused_requests WHERE minute > ?2 ORDER BY id DESC LIMIT 5"),
        (1, "SELECT COUNT(*) FROM refused_requests AS a JOIN refused_requests AS b ON a.kind = b.account AND a.times < b.times WHERE a.kind >= ?1 AND b.times > ?2"),
    ];

    private static readonly Gen<string?> Texts = Gen.OneOf(
        Gen.Const((string?)null), Gen.Const((string?)""), AnyOf<string?>("a", "A", "á", "Á", " a", "a ", "ß", "ſ", "İ", "i", "'", "?1", "\\", "%", "_", "日本", "\U0001F600", "\uFFFD", "10", "9"),
        Gen.String[Gen.Char['!', '\u024F'], 0, 4].Select(text => (string?)text));

    private static readonly Gen<long> Numbers = Gen.OneOf(Gen.Long[-3, 3], AnyOf(0L, long.MaxValue / 1_000, -1_000_000_007L));

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 9 + Reads.Length], Texts, Texts, Numbers).Select((what, first, second, number) => new Step(what, first, second, number));

    [Fact]
    public void RandomStatements_AnswerAlike()
    {
        using TestDatabase sqlite = new(Engine.Sqlite);
        using TestDatabase postgres = new(Engine.Postgres);
        using DatabaseConnection left = sqlite.Store.Connect();
        using DatabaseConnection right = postgres.Store.Connect();
        Steps.Array[1, 60].Sample(
            steps =>
            {
                string[] expected = [.. Run(left, steps)];
                Run(right, steps).Should().Equal(expected, string.Join("; ", steps.Select(step => step.ToString())));
            },
            iter: 60,
            threads: 1);
    }

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static List<string> Run(DatabaseConnection connection, Step[] steps)
    {
        connection.Execute("DELETE FROM refused_requests");
        List<string> answers = [];
        DatabaseTransaction? write = null;
        foreach (Step step in steps)
        {
            switch (step.What)
            {
                case 0 when write is null:
                    write = connection.BeginWrite();
                    break;
                case 0:
                    write.Commit();
                    write.Dispose();
                    write = null;
                    break;
                case 1:
                    write?.Dispose();
                    write = null;
                    break;
                case 2:
                    answers.Add(Write(connection, "UPDATE refused_requests SET role = ?1, times = times + ?2 WHERE account IS NOT DISTINCT FROM ?1 AND times < 5", step, held: false));
                    break;
                case 3:
                    answers.Add(Write(connection, "DELETE FROM refused_requests WHERE kind = ?1 AND minute = ?2", step, held: false));
                    break;
                case <= 9:
                    answers.Add(Insert(connection, step, held: write is not null && step.What % 2 == 0));
                    break;
                default:
                    answers.AddRange(Read(connection, Reads[step.What - 10], step));
                    break;
            }
        }

        write?.Dispose();
        return answers;
    }

    private static string Insert(DatabaseConnection connection, Step step, bool held)
    {
        using SqlStatement insert = connection.Prepare("INSERT INTO refused_requests (minute, kind, account, times) VALUES (?2, COALESCE(?1, 'none'), ?3, ?2)");
        insert.BindText(1, step.First);
        insert.Bind(2, step.Number);
        insert.BindText(3, step.Second);
        return Run(insert, held);
    }

    private static string Write(DatabaseConnection connection, string sql, Step step, bool held)
    {
        using SqlStatement statement = connection.Prepare(sql);
        statement.BindText(1, step.First);
        statement.Bind(2, step.Number);
        return Run(statement, held);
    }

    private static string Run(SqlStatement statement, bool held)
    {
        if (!held)
        {
            return statement.Execute().ToString(CultureInfo.InvariantCulture);
        }

        statement.Enqueue();
        return string.Empty;
    }

    private static IEnumerable<string> Read(DatabaseConnection connection, (int Columns, string Sql) query, Step step)
    {
        using SqlStatement read = connection.Prepare(query.Sql);
        read.BindText(1, step.First);
        if (query.Sql.Contains("?2", StringComparison.Ordinal))
        {
            read.Bind(2, step.Number);
        }

        while (read.Step())
        {
            yield return string.Join('|', Enumerable.Range(0, query.Columns).Select(column => read.IsNull(column) ? "null" : read.Text(column)));
        }
    }

    private sealed record Step(int What, string? First, string? Second, long Number);
}
