using System.Globalization;

namespace Kinkeeper.Platform.Database.Postgres;

/// <summary>PostgreSQL's side of the named differences. Lists are bound as arrays.</summary>
internal sealed class PostgresDialect : Dialect
{
    public static readonly PostgresDialect Instance = new();

    /// <inheritdoc/>
    public override string AnyNumber(string column, int parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} = ANY (CAST(?{parameter} AS bigint[]))");

    /// <inheritdoc/>
    public override string AnyText(string column, int parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} = ANY (CAST(?{parameter} AS text[]))");
}
