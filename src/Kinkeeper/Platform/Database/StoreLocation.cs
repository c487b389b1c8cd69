namespace Kinkeeper.Platform.Database;

/// <summary>The place of the cases: a folder with the embedded database and the log. With a database server it holds the log alone.</summary>
/// <param name="Folder">Absolute path. Made when first written to.</param>
/// <param name="Database">The server that keeps the cases; null for the embedded database in the folder.</param>
public sealed record StoreLocation(string Folder, DatabaseAddress? Database = null)
{
    /// <summary>The embedded database. There is none where a server keeps the cases.</summary>
    public string DatabaseFile => Path.Combine(Folder, "kinkeeper.db");

    public string LogFolder => Path.Combine(Folder, "log");

    /// <summary>Reject files of imports.</summary>
    public string RejectFolder => Path.Combine(Folder, "rejects");
}
