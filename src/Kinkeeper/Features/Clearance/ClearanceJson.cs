using Kinkeeper.Platform;

namespace Kinkeeper.Features.Clearance;

/// <summary>The gate's answer as the contract writes it (docs/contract.md, "Clearance").</summary>
public sealed record ClearanceJson(
    string Manifest, string At, string Policy, int Cleared, int Held, IReadOnlyList<ClearanceJson.PersonJson> People)
{
    public sealed record PersonJson(int Line, string RecordId, string? Person, string Answer, IReadOnlyList<ReasonJson> Reasons);

    public sealed record ReasonJson(string Rule, string Citation, string Text, string? Child, string LiftedBy);

    /// <param name="answer">The answer.</param>
    /// <param name="spanish">Sentences in Spanish instead of English; codes are the same.</param>
    public static ClearanceJson Of(ManifestAnswer answer, bool spanish = false) => new(
        answer.Manifest,
        JsonTime.Text(answer.At),
        answer.Policy,
        answer.Cleared,
        answer.Held,
        [.. answer.People.Select(person => new PersonJson(
            person.Line,
            person.RecordId,
            person.Person,
            person.IsCleared ? "cleared" : "held",
            [.. person.Reasons.Select(reason => new ReasonJson(
                reason.Rule,
                reason.Citation,
                spanish ? reason.TextSpanish : reason.Text,
                reason.Child,
                spanish ? reason.LiftedBySpanish : reason.LiftedBy))]))]);
}
