using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kinkeeper.Platform.Database;

/// <summary>The newest migration that this program has for an engine.</summary>
internal static class NewestMigration<TDb>
    where TDb : KinkeeperDb
{
    private static readonly Lazy<string> Id = new(() => typeof(TDb).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TDb))
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>()
        .Max(StringComparer.Ordinal)!);

    /// <summary>Returns whether a database that has migrations has this one.</summary>
    public static bool IsApplied(DatabaseConnection connection)
    {
        using SqlStatement applied = connection.Prepare("SELECT COUNT(*) FROM \"__EFMigrationsHistory\" WHERE migration_id = ?1");
        applied.BindText(1, Id.Value);
        return applied.ReadNumber() == 1;
    }
}
