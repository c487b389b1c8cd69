using System.Net.Mime;
using System.Text.Json.Serialization;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Api;

/// <summary>
/// A problem (RFC 9457) that stops the gate from deciding. <see cref="TreatAs"/> says what to do: hold everyone asked about.
/// </summary>
/// <param name="Type">The kind of problem.</param>
/// <param name="Title">A short title.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The problem, where it is, and what to do.</param>
/// <param name="Code">A stable code for programs.</param>
/// <param name="TreatAs">Always <c>held</c>.</param>
/// <param name="Answer">The answer that holds everyone, if the policy could not be read; otherwise left out.</param>
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

    /// <summary>Returns the problem for a refusal: 503 if the fault is here, 4xx if it is in the request.</summary>
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
