namespace Kinkeeper.TamperLog.Writing;

/// <summary>
/// Where the parts of a log are. <c>checkpoint</c>, <c>verifier-key</c> and <c>tile/</c> are served to anyone who may read the log;
/// <c>private/</c> is served to nobody.
/// </summary>
/// <param name="Path">The log's folder.</param>
public sealed record LogFolder(string Path)
{
    /// <summary>The published checkpoint.</summary>
    public string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    /// <summary>The log's public key, for convenience only: a verifier must have it from elsewhere.</summary>
    public string VerifierKey => System.IO.Path.Combine(Path, "verifier-key");

    /// <summary>What is never served.</summary>
    public string Private => System.IO.Path.Combine(Path, "private");

    /// <summary>The signing key, readable by its owner only.</summary>
    public string SigningKey => System.IO.Path.Combine(Private, "signing-key");

    /// <summary>Held by the one writer.</summary>
    public string Lock => System.IO.Path.Combine(Private, "lock");

    /// <summary>The last checkpoint that was signed, published or not.</summary>
    public string LastSigned => System.IO.Path.Combine(Private, "last-signed");

    /// <summary>One of the two journals that take turns.</summary>
    public string Journal(int number) => System.IO.Path.Combine(Private, $"journal.{number}");

    /// <summary>A path within the log as a file's path.</summary>
    public string File(string path) => System.IO.Path.Combine(Path, path);
}
