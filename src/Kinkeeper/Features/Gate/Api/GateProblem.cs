using System.Net.Mime;
using System.Text.Json.Serialization;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Api;

/// <summary>
/// The gate cannot decide (RFC 9457). <see cref="TreatAs"/> says what that means: whoever was asked about is held.
/// </summary>
/// <param name="Type">Names the kind of problem.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, where, and what to do.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="TreatAs">Always <c>held</c>.</param>
/// <param name="Answer">The answer that everyone is held, where the policy could not be read; left out otherwise.</param>
public sealed record GateProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TreatAs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClearanceJson? Answer)
{
    private const string Held = "Everyone asked about is held.";

    /// <summary>What the refusal's code means in HTTP: 503 where the fault is here, 4xx where it is in the request.</summary>
    public static IResult Of(Refusal refusal, ClearanceJson? answer = null) => Of(
        refusal.Code switch
        {
            "database-unreadable" or "log-unreadable" or "log-integrity" or "policy-unreadable" or "policy-unavailable" or "clearance-not-recorded" => StatusCodes.Status503ServiceUnavailable,
            "idempotency-key-reused" => StatusCodes.Status422UnprocessableEntity,
            "sign-in-needed" => StatusCodes.Status401Unauthorized,
            "override-role" or "override-same-person" or "override-own-decision" or "override-never" or "other-office" => StatusCodes.Status403Forbidden,
            "clearance-expired" or "override-approved" or "override-expired" or "override-not-held" or "step-confirmed" or "decision-is-revoked" or "changed-meanwhile" or "boarding-not-now" => StatusCodes.Status409Conflict,
            "request-too-large" => StatusCodes.Status413PayloadTooLarge,
            "request-not-json" => StatusCodes.Status415UnsupportedMediaType,
            "clearance-unknown" or "decision-unknown" or "override-unknown" or "boarding-nobody" => StatusCodes.Status404NotFound,
            "gate-broken" => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        },
        refusal,
        answer);

    private static IResult Of(int status, Refusal refusal, ClearanceJson? answer) => Results.Json(
        new GateProblem(
            $"/problems/{refusal.Code}",
            status >= StatusCodes.Status500InternalServerError ? "The gate cannot decide. Treat as held." : "The request was not answered. Treat as held.",
            status,
            $"{refusal.Sentence} {Held}",
            refusal.Code,
            "held",
            answer),
        GateApi.Json,
        MediaTypeNames.Application.ProblemJson,
        status);
}
