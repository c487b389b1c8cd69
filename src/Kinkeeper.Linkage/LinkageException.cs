namespace Kinkeeper.Linkage;

/// <summary>
/// Thrown if a model, an input or a setting cannot be used. The message is one sentence for the person who supplied it: what is
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
    /// <param name="innerException">The cause.</param>
    public LinkageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Returns the exception for a file that cannot be used.</summary>
    /// <param name="what">Name of the file's role, for example <c>The model</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="done">The failed action, for example <c>read</c>.</param>
    /// <param name="problem">The cause.</param>
    internal static LinkageException OfFile(string what, string path, string done, Exception problem) => new(
        problem switch
        {
            FileNotFoundException or DirectoryNotFoundException =>
                $"{what} {path} cannot be {done} because there is no such file or folder; check the name.",
            UnauthorizedAccessException =>
                $"{what} {path} cannot be {done} because access is denied; check its permissions, and that it is not a folder.",
            _ => $"{what} {path} cannot be {done} ({problem.Message.TrimEnd('.')}); check the file and the disk.",
        },
        problem);
}
