namespace Kinkeeper.Linkage;

/// <summary>
/// A model, an input or a setting cannot be used. The message is one sentence for the person who supplied it: what is
/// wrong, where, and what to do.
/// </summary>
public sealed class LinkageException : Exception
{
    /// <param name="message">The sentence.</param>
    public LinkageException(string message)
        : base(message)
    {
    }

    /// <param name="message">The sentence.</param>
    /// <param name="innerException">What caused it.</param>
    public LinkageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What to say of a file that cannot be used.</summary>
    /// <param name="what">What the file is, for example <c>The model</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="done">What could not be done to it, for example <c>read</c>.</param>
    /// <param name="problem">What went wrong.</param>
    internal static LinkageException OfFile(string what, string path, string done, Exception problem) => new(
        problem switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{what} {path} cannot be {done} because there is no such file or folder; check the name.",
            UnauthorizedAccessException => $"{what} {path} cannot be {done} because access is denied; check its permissions, and that it is no folder.",
            _ => $"{what} {path} cannot be {done} ({problem.Message.TrimEnd('.')}); check the file and the disk.",
        },
        problem);
}
