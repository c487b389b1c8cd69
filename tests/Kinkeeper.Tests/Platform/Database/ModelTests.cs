using Kinkeeper.Platform.Database;
using Kinkeeper.Platform.Database.Postgres;
using Kinkeeper.Platform.Database.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kinkeeper.Tests.Platform.Database;

/// <summary>Both engines have the same tables, and the migrations of both make them.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Model_IsTheSameOnBothEngines()
    {
        using SqliteKinkeeperDb sqlite = new SqliteKinkeeperDb.DesignTime().CreateDbContext([]);
        using PostgresKinkeeperDb postgres = new PostgresKinkeeperDb.DesignTime().CreateDbContext([]);
        Tables(sqlite).Should().NotBeEmpty().And.Equal(Tables(postgres));
    }

    [Fact]
    public void Migrations_OfBothEngines_MakeTheModel()
    {
        using SqliteKinkeeperDb sqlite = new SqliteKinkeeperDb.DesignTime().CreateDbContext([]);
        using PostgresKinkeeperDb postgres = new PostgresKinkeeperDb.DesignTime().CreateDbContext([]);
        sqlite.Database.HasPendingModelChanges().Should().BeFalse("run: dotnet ef migrations add NAME --context SqliteKinkeeperDb");
        postgres.Database.HasPendingModelChanges().Should().BeFalse("run: dotnet ef migrations add NAME --context PostgresKinkeeperDb");
        sqlite.Database.GetMigrations().Should().Equal(postgres.Database.GetMigrations());
    }

    [Fact]
    public void Text_OnAServer_IsOrderedAsInTheEmbeddedDatabase()
    {
        using PostgresKinkeeperDb postgres = new PostgresKinkeeperDb.DesignTime().CreateDbContext([]);
        Model(postgres).Tables.SelectMany(table => table.Columns)
            .Where(column => column.StoreType is "text" || column.StoreType.StartsWith("character", StringComparison.Ordinal))
            .Should().NotBeEmpty().And.OnlyContain(column => column.Collation == "C");
    }

    private static IRelationalModel Model(KinkeeperDb db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel();

    private static List<string> Tables(KinkeeperDb db) =>
    [
        .. Model(db).Tables.OrderBy(table => table.Name, StringComparer.Ordinal).SelectMany(table => (IEnumerable<string>)
        [
            .. table.Columns.Select(column => $"{table.Name}.{column.Name} {Kind(column.StoreType)} {(column.IsNullable ? "null" : "not null")} {column.PropertyMappings[0].Property.ValueGenerated}")
                .Order(StringComparer.Ordinal),
            .. table.UniqueConstraints.Select(key => $"{table.Name} unique {key.Name} ({Names(key.Columns)})").Order(StringComparer.Ordinal),
            .. table.Indexes.Select(index => $"{table.Name} index {index.Name} ({Names(index.Columns)}) {index.IsUnique} {index.Filter}").Order(StringComparer.Ordinal),
            .. table.ForeignKeyConstraints.Select(key => $"{table.Name} {key.Name} ({Names(key.Columns)}) {key.PrincipalTable.Name} {key.OnDeleteAction}").Order(StringComparer.Ordinal),
        ]),
    ];

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Kind(string type) => type switch
    {
        "INTEGER" or "bigint" or "integer" or "smallint" => "whole number",
        "TEXT" or "text" or "character varying(10)" => "text",
        "BLOB" or "bytea" => "bytes",
        _ => type,
    };
}
