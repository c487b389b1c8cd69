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

    /// <param name="part">The first bad part: <c>entry 12</c>, <c>tile/0/000</c>, <c>checkpoint</c>, <c>journal</c>.</param>
    /// <param name="expected">The state that was signed or follows from what was signed, in text (hashes in base64).</param>
    /// <param name="found">The state that is there, in text; <c>nothing</c> where it is missing.</param>
    /// <param name="message">A sentence that says what is wrong. The two states are added to it.</param>
    public LogIntegrityException(string part, string expected, string found, string message)
        : base($"{message} Bad part: {part}. Expected: {expected}. Found: {found}.")
    {
        Part = part;
        Expected = expected;
        Found = found;
    }

    /// <summary>The first bad part; null where the message alone says it.</summary>
    public string? Part { get; }

    /// <summary>What was signed, or follows from it; null where the message alone says it.</summary>
    public string? Expected { get; }

    /// <summary>What is there; null where the message alone says it.</summary>
    public string? Found { get; }
}
