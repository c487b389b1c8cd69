using System.Globalization;
using Npgsql;

namespace Kinkeeper.Platform.Database;

/// <summary>
/// The address of a database server, with its secrets. It prints as host and database only, so that no message and no log can hold
/// a password.
/// </summary>
public sealed class DatabaseAddress
{
    /// <summary>The same limit as SQLite's busy_timeout: a statement waits so long for another's lock.</summary>
    private const string LockTimeout = "-c lock_timeout=30s";

    private readonly string _name;

    private DatabaseAddress(NpgsqlConnectionStringBuilder parts)
    {
        ConnectionString = parts.ConnectionString;
        _name = string.Create(CultureInfo.InvariantCulture, $"{parts.Database ?? parts.Username ?? "postgres"} on {parts.Host}");
    }

    /// <summary>With password: never print it.</summary>
    internal string ConnectionString { get; }

    /// <summary>Reads a PostgreSQL connection string, such as <c>Host=db.example;Database=kinkeeper;Username=kinkeeper</c>.</summary>
    /// <exception cref="RefusalException">It cannot be read, or it names no host. The text itself is not repeated.</exception>
    public static DatabaseAddress Parse(string connectionString)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Refused();
        }

        if (string.IsNullOrWhiteSpace(parts.Host))
        {
            throw Refused();
        }

        parts.ApplicationName ??= "kinkeeper";
        parts.IncludeErrorDetail = false;
        parts.MaxAutoPrepare = Math.Max(parts.MaxAutoPrepare, 256);
        parts.AutoPrepareMinUsages = 2;
        parts.Options = string.IsNullOrEmpty(parts.Options) ? LockTimeout : $"{parts.Options} {LockTimeout}";
        return new DatabaseAddress(parts);
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    private static RefusalException Refused() => new(
        "database-address",
        "--database: this is not a connection string. Write it as in \"Host=db.example;Database=kinkeeper;Username=kinkeeper\".");
}
