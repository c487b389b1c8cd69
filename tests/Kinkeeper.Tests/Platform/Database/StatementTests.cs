using System.Text;
using Kinkeeper.Platform.Database;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Database;

public sealed class StatementTests
{
    private const string Insert = "INSERT INTO refused_requests (minute, kind, account, role, route, address, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public void Values_AreReadAsTheyWereBound(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        using DatabaseTransaction write = connection.BeginWrite();
        using SqlStatement insert = connection.Prepare(
            "INSERT INTO log_outbox (kind, subject, sequence, record, entry, leaf_hash, log_index) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id");
        insert.BindText(1, "naïve 日本 \U0001F600"u8);
        insert.BindText(2, string.Empty);
        insert.Bind(3, long.MinValue);
        insert.BindText(4, ReadOnlySpan<byte>.Empty);
        insert.BindBlob(5, []);
        insert.BindBlob(6, [0, 255]);
        insert.BindNull(7);
        insert.ReadNumber().Should().Be(1);
        write.Commit();

        using SqlStatement read = connection.Prepare("SELECT kind, subject, sequence, record, entry, leaf_hash, log_index FROM log_outbox");
        read.Step().Should().BeTrue();
        read.Text(0).Should().Be("naïve 日本 \U0001F600");
        Encoding.UTF8.GetString(read.Bytes(0)).Should().Be("naïve 日本 \U0001F600");
        read.Text(1).Should().BeEmpty("an empty text is not null");
        read.IsNull(1).Should().BeFalse();
        read.Number(2).Should().Be(long.MinValue);
        read.Text(2).Should().Be("-9223372036854775808");
        read.Text(3).Should().BeEmpty();
        read.IsNull(4).Should().BeFalse();
        read.Bytes(4).Length.Should().Be(0);
        read.Bytes(5).ToArray().Should().Equal(0, 255);
        read.IsNull(6).Should().BeTrue();
        read.NumberOrNull(6).Should().BeNull();
        read.Number(6).Should().Be(0);
        read.Text(6).Should().BeNull();
        read.Step().Should().BeFalse();
    }

    [Theory, MemberData(nameof(Engines))]
    public void Answers_OfEveryKind_AreNumbers(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        Write(connection, (1, "a", null, 5), (2, "b", "x", 7));
        connection.ReadNumber("SELECT COUNT(*) FROM refused_requests").Should().Be(2);
        connection.ReadNumber("SELECT SUM(times) FROM refused_requests").Should().Be(12);
        connection.ReadNumber("SELECT EXISTS (SELECT 1 FROM refused_requests WHERE account IS NULL)").Should().Be(1);
        connection.ReadNumber("SELECT MAX(times) FROM refused_requests WHERE kind = 'none'").Should().Be(0, "null is none");
        connection.ReadNumber("SELECT times FROM refused_requests WHERE kind = 'none'").Should().Be(0, "no row is none");
    }

    [Theory, MemberData(nameof(Engines))]
    public void Nulls_AreComparedAlike(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        Write(connection, (1, "a", null, 1), (2, "b", "", 2), (3, "c", "x", 3));
        using SqlStatement same = connection.Prepare("SELECT times FROM refused_requests WHERE account IS NOT DISTINCT FROM ?1");
        same.BindNull(1);
        same.ReadNumber().Should().Be(1);
        same.BindText(1, string.Empty);
        same.ReadNumber().Should().Be(2);
        same.BindText(1, "x");
        same.ReadNumber().Should().Be(3);
    }

    [Theory, MemberData(nameof(Engines))]
    public void Statements_OfOneConnection_MayBeInterleaved(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        Write(connection, [.. Enumerable.Range(1, 50).Select(i => ((long)i, $"k{i % 5}", (string?)null, (long)i))]);
        using SqlStatement all = connection.Prepare("SELECT minute, kind, times FROM refused_requests ORDER BY minute");
        using SqlStatement others = connection.Prepare("SELECT COUNT(*) FROM refused_requests WHERE kind = ?1 AND minute < ?2");
        using SqlStatement more = connection.Prepare("UPDATE refused_requests SET role = ?1 WHERE minute = ?2");
        List<long> seen = [];
        using DatabaseTransaction write = connection.BeginWrite();
        while (all.Step())
        {
            others.BindText(1, all.Text(1));
            others.Bind(2, all.Number(0));
            long before = others.ReadNumber();
            before.Should().Be((all.Number(0) - 1) / 5, "the row is still there after the other statement has run");
            more.BindText(1, before.ToString(System.Globalization.CultureInfo.InvariantCulture));
            more.Bind(2, all.Number(2));
            more.Execute().Should().Be(1);
            seen.Add(all.Number(2));
        }

        write.Commit();
        seen.Should().Equal(Enumerable.Range(1, 50).Select(i => (long)i));
        connection.ReadNumber("SELECT COUNT(*) FROM refused_requests WHERE role IS NOT NULL").Should().Be(50);
    }

    [Theory, MemberData(nameof(Engines))]
    public void EnqueuedWrites_AreSeenByTheNextQuery_AndCommitted(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        using (DatabaseTransaction write = connection.BeginWrite())
        {
            using SqlStatement insert = connection.Prepare("INSERT INTO refused_requests (minute, kind, account, times) VALUES (?1, 'k', ?2, 1)");
            for (int i = 0; i < 1_300; i++)
            {
                insert.Bind(1, i);
                insert.BindText(2, i % 3 == 0 ? null : "somebody");
                insert.Enqueue();
                if (i == 600)
                {
                    connection.ReadNumber("SELECT COUNT(*) FROM refused_requests").Should().Be(601);
                }
            }

            write.Commit();
        }

        using DatabaseConnection other = test.Store.Connect();
        other.ReadNumber("SELECT COUNT(*) FROM refused_requests").Should().Be(1_300);
        other.ReadNumber("SELECT COUNT(*) FROM refused_requests WHERE account IS NULL").Should().Be(434);
    }

    [Theory, MemberData(nameof(Engines))]
    public void Lists_AreBoundWhole(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        Write(connection, (1, "it's", null, 1), (2, "a\"b", null, 2), (3, "{x,y}", null, 3));
        using SqlStatement numbers = connection.Prepare($"SELECT SUM(times) FROM refused_requests WHERE {test.Store.Dialect.AnyNumber("minute", 1)}");
        numbers.BindList(1, (long[])[1, 3, 9]);
        numbers.ReadNumber().Should().Be(4);
        numbers.BindList(1, (long[])[]);
        numbers.ReadNumber().Should().Be(0);
        using SqlStatement texts = connection.Prepare($"SELECT SUM(times) FROM refused_requests WHERE {test.Store.Dialect.AnyText("kind", 1)}");
        texts.BindList(1, (string[])["it's", "{x,y}", "a\"b", ""]);
        texts.ReadNumber().Should().Be(6);
    }

    [Theory, MemberData(nameof(Engines))]
    public void Text_IsOrderedByCodePoint_WhateverTheServerPrefers(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        string[] words = ["b", "A", "a", "B", "Á", "z", "", " ", "_", "\U0001F600", "\uFFFD"];
        Write(connection, [.. words.Select((word, i) => ((long)i, word, (string?)null, 1L))]);
        using SqlStatement ordered = connection.Prepare("SELECT kind FROM refused_requests ORDER BY kind");
        List<string> read = [];
        while (ordered.Step())
        {
            read.Add(ordered.Text(0)!);
        }

        read.Should().Equal("", " ", "A", "B", "_", "a", "b", "z", "Á", "\uFFFD", "\U0001F600");
        connection.ReadNumber("SELECT COUNT(*) FROM refused_requests WHERE kind < 'a'").Should().Be(5);
    }

    [Theory, MemberData(nameof(Engines))]
    public void IdsGivenOut_FollowThoseInsertedByNumber(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        using DatabaseTransaction write = connection.BeginWrite();
        connection.Execute("INSERT INTO refused_requests (id, minute, kind, times) VALUES (41, 1, 'k', 1)");
        connection.ContinueIds("refused_requests");
        connection.ReadNumber("INSERT INTO refused_requests (minute, kind, times) VALUES (2, 'k', 1) RETURNING id").Should().Be(42);
        connection.Execute("DELETE FROM refused_requests WHERE id = 42");
        connection.ContinueIds("refused_requests");
        connection.ReadNumber("INSERT INTO refused_requests (minute, kind, times) VALUES (2, 'k', 1) RETURNING id").Should().Be(43, "no id is given twice");
        write.Commit();
    }

    [Theory, MemberData(nameof(Engines))]
    public void Indexes_AreFoundByName(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        connection.HasIndex("ix_records_a_number").Should().BeTrue();
        connection.HasIndex("ix_records_nothing").Should().BeFalse();
    }

    internal static void Write(DatabaseConnection connection, params (long Minute, string Kind, string? Account, long Times)[] rows)
    {
        using DatabaseTransaction write = connection.BeginWrite();
        using SqlStatement insert = connection.Prepare(Insert);
        foreach ((long minute, string kind, string? account, long times) in rows)
        {
            insert.Bind(1, minute);
            insert.BindText(2, kind);
            insert.BindText(3, account);
            insert.BindNull(4);
            insert.BindNull(5);
            insert.BindNull(6);
            insert.Bind(7, times);
            insert.ReadNumber().Should().BePositive();
        }

        write.Commit();
    }
}
