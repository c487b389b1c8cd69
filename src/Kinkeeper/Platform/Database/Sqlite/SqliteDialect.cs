using System.Globalization;

namespace Kinkeeper.Platform.Database.Sqlite;

/// <summary>The embedded database's side of the named differences. Lists are bound as JSON arrays.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    /// <inheritdoc/>
    public override string AnyNumber(string column, int parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} IN (SELECT value FROM json_each(?{parameter}))");

    /// <inheritdoc/>
    public override string AnyText(string column, int parameter) => AnyNumber(column, parameter);
}
