using System.Text.Json.Serialization;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Api;

/// <summary>The gate's answer in JSON, for the verb and the API (docs/gate.md).</summary>
public sealed record ClearanceJson(
    string Manifest, string At, string Policy, int Cleared, int Held, IReadOnlyList<ClearanceJson.PersonJson> People)
{
    /// <summary>The number of the recorded answer; left out if it is not recorded, because it used another time or policy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Clearance { get; init; }

    /// <param name="Line">The data row, from 1.</param>
    /// <param name="RecordId">The record id in the request; empty if none was given.</param>
    /// <param name="Person">Normalised A-number, or the smallest record id; null when nobody was identified.</param>
    /// <param name="Answer"><c>cleared</c> or <c>held</c>.</param>
    /// <param name="Reasons">Every reason to hold.</param>
    /// <param name="Override">The override that clears a person whom rules hold; left out if there is none.</param>
    public sealed record PersonJson(
        int Line,
        string RecordId,
        string? Person,
        string Answer,
        IReadOnlyList<ReasonJson> Reasons,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OverrideJson? Override);

    /// <param name="Id">The override's number.</param>
    /// <param name="Lifts">Codes of the rules it lifts.</param>
    public sealed record OverrideJson(long Id, IReadOnlyList<string> Lifts);

    public sealed record ReasonJson(string Rule, string Citation, string Text, string? Child, string LiftedBy);

    /// <param name="answer">The answer.</param>
    /// <param name="spanish">True for sentences in Spanish instead of English; the codes do not change.</param>
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
                spanish ? reason.LiftedBySpanish : reason.LiftedBy))],
            person.Override is { } lifted ? new OverrideJson(lifted.Value, [.. person.Overridden.Select(reason => reason.Rule).Distinct()]) : null))]);
}
