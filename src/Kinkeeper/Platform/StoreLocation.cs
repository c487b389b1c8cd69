namespace Kinkeeper.Platform;

/// <summary>Where the cases are kept: a folder with the embedded database and the log.</summary>
/// <param name="Folder">Absolute path. Made when first written to.</param>
public sealed record StoreLocation(string Folder)
{
    public string DatabaseFile => Path.Combine(Folder, "kinkeeper.db");

    public string LogFolder => Path.Combine(Folder, "log");

    /// <summary>Reject files of imports.</summary>
    public string RejectFolder => Path.Combine(Folder, "rejects");
}
