namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// The paths of a log's files. <c>checkpoint</c>, <c>verifier-key</c> and <c>tile/</c> are served to everyone who may read the log.
/// <c>private/</c> is never served.
/// </summary>
/// <param name="Path">The log's folder.</param>
public sealed record LogFolder(string Path)
{
    /// <summary>The published checkpoint.</summary>
    public string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    /// <summary>The log's public key, for convenience only. A verifier must get the key from another place.</summary>
    public string VerifierKey => System.IO.Path.Combine(Path, "verifier-key");

    /// <summary>The folder that is never served.</summary>
    public string Private => System.IO.Path.Combine(Path, "private");

    /// <summary>The signing key, readable only by its owner.</summary>
    public string SigningKey => System.IO.Path.Combine(Private, "signing-key");

    /// <summary>The lock that the one writer holds.</summary>
    public string Lock => System.IO.Path.Combine(Private, "lock");

    /// <summary>The last signed checkpoint, which may not be published yet.</summary>
    public string LastSigned => System.IO.Path.Combine(Private, "last-signed");

    /// <summary>Returns the path of one of the two journals, which are used in turn.</summary>
    public string Journal(int number) => System.IO.Path.Combine(Private, $"journal.{number}");

    /// <summary>Returns the full path of a path within the log.</summary>
    public string File(string path) => System.IO.Path.Combine(Path, path);
}
