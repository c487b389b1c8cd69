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
}
