namespace Kinkeeper.Platform;

/// <summary>
/// An expected "no": a stable code for programs and one plain sentence for people that says what is wrong, where, and
/// what to do. A page shows the sentence, the API answers with problem details, a verb prints it and exits with 1.
/// The sentence holds ids and the user's own input, never a name or an A-number from the database.
/// </summary>
public sealed record Refusal(string Code, string Sentence);

/// <summary>Carries a <see cref="Refusal"/> to the door that answers it.</summary>
public sealed class RefusalException(Refusal refusal, Exception? cause = null) : Exception(refusal.Sentence, cause)
{
    public RefusalException(string code, string sentence)
        : this(new Refusal(code, sentence))
    {
    }

    public Refusal Refusal { get; } = refusal;
}
