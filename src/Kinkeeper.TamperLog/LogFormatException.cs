namespace Kinkeeper.TamperLog;

/// <summary>
/// A file, line or request is not in the format it claims to be. Says what was read and what was expected there. It is bad
/// input rather than a broken log: a log that was signed and has changed since is a <see cref="LogIntegrityException"/>.
/// </summary>
public sealed class LogFormatException : Exception
{
    /// <param name="message">What was read, where, and what was expected.</param>
    public LogFormatException(string message)
        : base(message)
    {
    }

    /// <param name="message">What was read, where, and what was expected.</param>
    /// <param name="cause">What failed underneath.</param>
    public LogFormatException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
