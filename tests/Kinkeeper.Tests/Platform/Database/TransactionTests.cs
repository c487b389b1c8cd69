using System.Data.Common;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Security.Refused;
using Kinkeeper.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kinkeeper.Tests.Platform.Database;

public sealed class TransactionTests
{
    private const string Count = "SELECT COUNT(*) FROM refused_requests";

    public static TheoryData<Engine> Engines => StatementTests.Engines;

    [Theory, MemberData(nameof(Engines))]
    public void Read_SeesOneMoment(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection reader = test.Store.Connect();
        using DatabaseConnection writer = test.Store.Connect();
        using DatabaseTransaction moment = reader.BeginRead();
        reader.ReadNumber(Count).Should().Be(0);
        StatementTests.Write(writer, (1, "k", null, 1));
        reader.ReadNumber(Count).Should().Be(0, "the moment is past");
        using (KinkeeperDb db = reader.Open())
        {
            db.Set<RefusedRow>().Count().Should().Be(0, "a context over the connection shares its moment");
        }

        moment.Dispose();
        reader.ReadNumber(Count).Should().Be(1);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Write_WaitsForTheOneBefore_AndSeesWhatItWrote(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection first = test.Store.Connect();
        DatabaseTransaction before = first.BeginWrite();
        Task<long> after = Task.Run(() =>
        {
            using DatabaseConnection second = test.Store.Connect();
            using DatabaseTransaction write = second.BeginWrite();
            return second.ReadNumber(Count);
        });
        Task<int> context = Task.Run(() =>
        {
            using KinkeeperDb db = test.Store.Open();
            db.Add(new RefusedRow { Kind = "c", Minute = DateTimeOffset.UnixEpoch, Times = 1 });
            return db.SaveChanges();
        });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        after.IsCompleted.Should().BeFalse("there is one writer at a time");
        context.IsCompleted.Should().BeFalse("a context that saves is a writer too");
        first.Execute("INSERT INTO refused_requests (minute, kind, times) VALUES (1, 'k', 1)");
        before.Commit();
        before.Dispose();
        (await after).Should().BeGreaterThanOrEqualTo(1);
        (await context).Should().Be(1);
        first.ReadNumber(Count).Should().Be(2);
    }

    [Theory, MemberData(nameof(Engines))]
    public void Write_NotCommitted_LeavesNothing(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        using (connection.BeginWrite())
        {
            using SqlStatement insert = connection.Prepare("INSERT INTO refused_requests (minute, kind, times) VALUES (1, 'k', 1)");
            insert.Enqueue();
            insert.Execute();
        }

        connection.ReadNumber(Count).Should().Be(0);
        StatementTests.Write(connection, (1, "k", null, 1));
        connection.ReadNumber(Count).Should().Be(1, "the connection goes on");
    }

    [Theory, MemberData(nameof(Engines))]
    public void KeyThatIsTaken_IsToldFromOtherFailures(Engine engine)
    {
        using TestDatabase test = new(engine);
        using DatabaseConnection connection = test.Store.Connect();
        StatementTests.Write(connection, (1, "k", null, 1));
        Action again = () => connection.Execute("INSERT INTO refused_requests (id, minute, kind, times) VALUES (1, 1, 'k', 1)");
        DatabaseFailures.IsTaken(again.Should().Throw<DbException>().Which).Should().BeTrue();
        Action wrong = () => connection.Execute("INSERT INTO refused_requests (nothing) VALUES (1)");
        DatabaseFailures.IsTaken(wrong.Should().Throw<DbException>().Which).Should().BeFalse();
        using KinkeeperDb db = test.Store.Open();
        db.Add(new RefusedRow { Id = 1, Kind = "k" });
        DatabaseFailures.IsTaken(((Action)(() => db.SaveChanges())).Should().Throw<DbUpdateException>().Which).Should().BeTrue();
    }

    [Fact]
    public void Write_WithAFailedStatement_IsNotCommittedInSilence()
    {
        using TestDatabase test = new(Engine.Postgres);
        using DatabaseConnection connection = test.Store.Connect();
        using DatabaseTransaction write = connection.BeginWrite();
        connection.Execute("INSERT INTO refused_requests (minute, kind, times) VALUES (1, 'k', 1)");
        ((Action)(() => connection.ReadNumber("SELECT 1 / 0"))).Should().Throw<DbException>();
        ((Action)write.Commit).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Read_OnAServer_CannotWrite()
    {
        using TestDatabase test = new(Engine.Postgres);
        using DatabaseConnection connection = test.Store.Connect();
        using DatabaseTransaction moment = connection.BeginRead();
        ((Action)(() => connection.Execute("DELETE FROM refused_requests"))).Should().Throw<DbException>();
    }

    [Fact]
    public void Lock_DiesWithItsConnection()
    {
        using TestDatabase test = new(Engine.Postgres);
        using DatabaseConnection second = test.Store.Connect();
        using (DatabaseConnection first = test.Store.Connect())
        {
            using IDisposable? held = first.TryLock(DatabaseLock.Log);
            held.Should().NotBeNull();
            second.TryLock(DatabaseLock.Log).Should().BeNull("somebody holds it");
            long process = first.ReadNumber("SELECT pg_backend_pid()");
            second.ReadNumber($"SELECT pg_terminate_backend({process})").Should().Be(1);
        }

        using IDisposable? free = second.WaitFor(DatabaseLock.Log);
        free.Should().NotBeNull();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task GroupCommit_WritesTogether_AndRefusesTogether(Engine engine)
    {
        using TestDatabase test = new(engine);
        using GroupCommit<string, long> commits = new(
            "test",
            test.Store,
            (DatabaseConnection connection, IReadOnlyList<string> batch) =>
            {
                using SqlStatement insert = connection.Prepare("INSERT INTO refused_requests (minute, kind, times) VALUES (1, ?1, 1) RETURNING id");
                return [.. batch.Select(kind =>
                {
                    insert.BindText(1, kind);
                    return insert.ReadNumber();
                })];
            },
            failed => new Kinkeeper.Platform.RefusalException("not-written", failed.Message));
        long[] ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => commits.WriteAsync($"k{i}")));
        ids.Order().Should().Equal(Enumerable.Range(1, 200).Select(i => (long)i));
        using DatabaseConnection connection = test.Store.Connect();
        connection.ReadNumber(Count).Should().Be(200);
        await ((Func<Task>)(() => commits.WriteAsync(null!))).Should().ThrowAsync<Kinkeeper.Platform.RefusalException>("no kind is null");
        connection.ReadNumber(Count).Should().Be(200);
        (await commits.WriteAsync("again")).Should().BeGreaterThan(200, "it goes on after a batch that failed");
    }
}
