namespace Kinkeeper.TamperLog;

/// <summary>
/// A file, line or request does not have the expected format. The message says what was read and what was expected. This is bad
/// input, not a damaged log: a log that changed after it was signed is a <see cref="LogIntegrityException"/>.
/// </summary>
public sealed class LogFormatException : Exception
{
    /// <param name="message">The text that was read, its place, and the format that was expected.</param>
    public LogFormatException(string message)
        : base(message)
    {
    }

    /// <param name="message">The text that was read, its place, and the format that was expected.</param>
    /// <param name="cause">The underlying failure.</param>
    public LogFormatException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
