namespace Kinkeeper.Platform;

/// <summary>The folder of the cases, with the embedded database and the log.</summary>
/// <param name="Folder">Absolute path. Created at the first write.</param>
public sealed record StoreLocation(string Folder)
{
    public string DatabaseFile => Path.Combine(Folder, "kinkeeper.db");

    public string LogFolder => Path.Combine(Folder, "log");

    /// <summary>Reject files of imports.</summary>
    public string RejectFolder => Path.Combine(Folder, "rejects");
}
