namespace Kinkeeper.Platform;

/// <summary>
/// Where the cases are kept: a folder with the embedded database and the log, or a PostgreSQL database with the folder
/// still holding the log.
/// </summary>
/// <param name="Folder">Absolute path. Made when first written to.</param>
/// <param name="PostgreSql">A connection string; null for the embedded database in <paramref name="Folder"/>.</param>
public sealed record StoreLocation(string Folder, string? PostgreSql = null)
{
    public string DatabaseFile => Path.Combine(Folder, "kinkeeper.db");

    public string LogFolder => Path.Combine(Folder, "log");

    /// <summary>Reject files of imports.</summary>
    public string RejectFolder => Path.Combine(Folder, "rejects");
}
