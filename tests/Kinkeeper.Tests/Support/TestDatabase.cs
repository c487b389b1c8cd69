using Kinkeeper.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinkeeper.Tests.Support;

/// <summary>The engines that the same test runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>A case database of one test, with its schema, on either engine.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<byte[]> NewFile = new(() =>
    {
        using TemporaryFolder folder = new();
        StoreLocation location = new(folder["data"]);
        new Store(location).Connect().Dispose();
        SqliteConnection.ClearAllPools();
        return File.ReadAllBytes(location.DatabaseFile);
    });

    private static readonly Lazy<string> Template = new(() =>
    {
        using TemporaryFolder folder = new();
        string name = PostgresServer.Required.Create();
        string address = PostgresServer.Required.ConnectionString(name);
        new Store(new StoreLocation(folder["data"], DatabaseAddress.Parse(address))).Connect().Dispose();
        Npgsql.NpgsqlConnection.ClearAllPools();
        return name;
    });

    private readonly TemporaryFolder _folder = new();
    private readonly string? _database;

    public TestDatabase(Engine engine)
    {
        Engine = engine;
        if (engine == Engine.Sqlite)
        {
            Location = new StoreLocation(_folder["data"]);
            Directory.CreateDirectory(Location.Folder);
            File.WriteAllBytes(Location.DatabaseFile, NewFile.Value);
        }
        else
        {
            _database = PostgresServer.Required.Create(Template.Value);
            Location = new StoreLocation(_folder["data"], DatabaseAddress.Parse(PostgresServer.Required.ConnectionString(_database)));
        }

        Store = new Store(Location);
    }

    public Engine Engine { get; }

    public StoreLocation Location { get; }

    public Store Store { get; }

    public void Dispose()
    {
        if (_database is null)
        {
            SqliteConnection.ClearAllPools();
        }
        else
        {
            PostgresServer.Required.Drop(_database);
        }

        _folder.Dispose();
    }
}
