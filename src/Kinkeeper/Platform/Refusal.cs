namespace Kinkeeper.Platform;

/// <summary>
/// An expected "no": a stable code for programs, and one plain sentence for people that says what is wrong, where, and
/// what to do. A page shows the sentence, the API answers with problem details, a verb prints it and exits with 1.
/// The sentence holds ids and the user's own input, never a name or an A-number from the database.
/// </summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Sentence">In English.</param>
/// <param name="Spanish">The same in Spanish; null if it only ever appears at a command line.</param>
/// <param name="Citation">The source of the rule that refuses; null for plain bad input.</param>
public sealed record Refusal(string Code, string Sentence, string? Spanish = null, string? Citation = null);

/// <summary>Carries a <see cref="Refusal"/> to the page, endpoint or verb that answers it.</summary>
public sealed class RefusalException(Refusal refusal, Exception? cause = null) : Exception(refusal.Sentence, cause)
{
    public RefusalException(string code, string sentence)
        : this(new Refusal(code, sentence))
    {
    }

    public Refusal Refusal { get; } = refusal;
}
