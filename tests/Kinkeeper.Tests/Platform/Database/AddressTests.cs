using Kinkeeper.Platform;
using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Postgres;
using Kinkeeper.Tests.Support;

namespace Kinkeeper.Tests.Platform.Database;

public sealed class AddressTests
{
    private const string Password = "hunter2 with spaces";

    [Fact]
    public void Address_NeverPrintsItsPassword()
    {
        StoreLocation location = new("/data", DatabaseAddress.Parse($"Host=/nowhere;Username=kin;Password={Password};Database=cases"));
        location.ToString().Should().Contain("cases on /nowhere").And.NotContain("hunter2");
        location.Database!.ToString().Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("Pasword=hunter2;Host=x")]
    [InlineData("hunter2")]
    [InlineData("Database=hunter2")]
    [InlineData("Host=x;Port=hunter2")]
    public void Address_ThatIsNone_IsRefusedWithoutRepeatingIt(string text)
    {
        Exception refused = ((Action)(() => DatabaseAddress.Parse(text))).Should().Throw<RefusalException>().Which;
        refused.ToString().Should().Contain("--database").And.NotContain("hunter2");
    }

    [Fact]
    public void Server_ThatCannotBeReached_IsRefusedInWords()
    {
        using TemporaryFolder folder = new();
        Store store = new(new StoreLocation(folder["data"], DatabaseAddress.Parse($"Host={folder.Path};Username=kin;Password={Password};Database=cases")));
        foreach (Action use in (Action[])[() => _ = store.Exists, () => store.Connect(), () => store.Open()])
        {
            RefusalException refused = use.Should().Throw<RefusalException>().Which;
            refused.Refusal.Code.Should().Be("database-unreadable");
            refused.Refusal.Sentence.Should().Contain($"cases on {folder.Path}").And.NotContain("hunter2");
        }

        Directory.Exists(folder["data"]).Should().BeFalse("nothing is made");
    }

    [Fact]
    public void Server_WithoutTheDatabase_IsRefusedInWords()
    {
        using TemporaryFolder folder = new();
        Store store = new(new StoreLocation(folder["data"], DatabaseAddress.Parse(PostgresServer.Required.ConnectionString("nobody_made_it"))));
        ((Action)(() => store.Connect())).Should().Throw<RefusalException>().Which.Refusal.Sentence.Should().Contain("nobody_made_it");
    }

    [Fact]
    public async Task EmptyDatabase_OpenedBySeveralAtOnce_IsMigratedOnce()
    {
        using TemporaryFolder folder = new();
        string name = PostgresServer.Required.Create();
        StoreLocation location = new(folder["data"], DatabaseAddress.Parse(PostgresServer.Required.ConnectionString(name)));
        new Store(location).Exists.Should().BeFalse();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Store(location).Connect().Dispose())));
        new Store(location).Exists.Should().BeTrue();
        using (DatabaseConnection connection = new Store(location).Connect())
        {
            connection.ReadNumber("SELECT COUNT(*) FROM \"__EFMigrationsHistory\"").Should().Be(1);
        }

        PostgresServer.Required.Drop(name);
    }

    [Theory]
    [InlineData("SELECT ?1, '?2', \"?3\", ?12 FROM t WHERE a = ?1", "SELECT $1, '?2', \"?3\", $12 FROM t WHERE a = $1", 12)]
    [InlineData("SELECT 'it''s ?1' || ?2 ? 3", "SELECT 'it''s ?1' || $2 ? 3", 2)]
    [InlineData("SELECT 1", "SELECT 1", 0)]
    public void Parameters_AreMarkedAsPostgreSqlDoes(string sql, string marked, int parameters)
    {
        PostgresSql translated = PostgresSql.Of(sql);
        translated.Text.Should().Be(marked);
        translated.Parameters.Should().Be(parameters);
    }
}
