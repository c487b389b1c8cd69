namespace Kinkeeper.TamperLog;

/// <summary>
/// The log is not what it was signed to be. The message names the first bad part and both states, what was found and what
/// was expected: the error is the evidence. Nothing is ever repaired on its account.
/// </summary>
public sealed class LogIntegrityException : Exception
{
    /// <param name="message">What is wrong, where, with both states.</param>
    public LogIntegrityException(string message)
        : base(message)
    {
    }
}
