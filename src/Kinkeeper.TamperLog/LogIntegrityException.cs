namespace Kinkeeper.TamperLog;

/// <summary>
/// The log differs from what was signed. The message names the first bad part, the expected state and the found state, so that the
/// error itself is the evidence. No code repairs a log because of this error.
/// </summary>
public sealed class LogIntegrityException : Exception
{
    /// <param name="message">A sentence with the fault, its place and both states.</param>
    public LogIntegrityException(string message)
        : base(message)
    {
    }

    /// <param name="part">The first bad part: <c>entry 12</c>, <c>tile/0/000</c>, <c>checkpoint</c>, <c>journal</c>.</param>
    /// <param name="expected">The state that was signed, or that follows from what was signed, as text (hashes in base64).</param>
    /// <param name="found">The state that was found, as text; <c>nothing</c> if it is missing.</param>
    /// <param name="message">A sentence that says what is wrong. The constructor adds both states.</param>
    public LogIntegrityException(string part, string expected, string found, string message)
        : base($"{message} Bad part: {part}. Expected: {expected}. Found: {found}.")
    {
        Part = part;
        Expected = expected;
        Found = found;
    }

    /// <summary>The first bad part; null if only the message names it.</summary>
    public string? Part { get; }

    /// <summary>The state that was signed, or that follows from it; null if only the message names it.</summary>
    public string? Expected { get; }

    /// <summary>The state that was found; null if only the message names it.</summary>
    public string? Found { get; }
}
