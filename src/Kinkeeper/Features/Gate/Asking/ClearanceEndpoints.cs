using System.Net.Mime;
using Kinkeeper.Features.Gate.Api;
using Kinkeeper.Features.Gate.Clearances;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;

namespace Kinkeeper.Features.Gate.Asking;

/// <summary>
/// The gate for other systems. Held is a valid answer with HTTP 200. Any other status means that the gate could not decide; the response
/// then says "treat as held".
/// </summary>
public static class ClearanceEndpoints
{

    public static RouteGroupBuilder MapClearances(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder clearances = routes.MapGroup("/api/v1/clearances").WithTags("Clearance");
        clearances.MapPost("/", PostAsync)
            // Accepts any type, so that a refusal of a wrong type also says "held". The router's own refusal would not.
            .Accepts<ClearanceRequest>(MediaTypeNames.Application.Json, "*/*")
            .Produces<ClearanceResponse>()
            .WithName("clear")
            .WithSummary("May these people leave?")
            .WithDescription("Answers for a manifest or one person, records the answer, and gives each reason to hold with its source and what to do. Anything but 200 means held. Send an Idempotency-Key: the same request twice gives the same clearance.")
            .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        clearances.MapGet("/{clearance:long}", Get)
            .Produces<ClearanceResponse>()
            .WithName("clearance")
            .WithSummary("Is this clearance still valid?")
            .WithDescription("A clearance expires when any of its evidence changes: a decision, a link, a statement, custody, a plan, who is aboard, the policy, or the hour of departure.")
            .Answers(StatusCodes.Status404NotFound);
        return clearances;
    }

    private static Task<IResult> PostAsync(HttpContext http, AskGate answer, ILogger<AskGate> logger) => GateApi.GuardedAsync(logger, async () =>
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusalException("request-not-json", "The request is not application/json.");
        }

        string? key = http.Request.Headers.TryGetValue("Idempotency-Key", out var keys) ? keys.ToString() : null;
        ReadOnlyMemory<byte> body = await GateApi.BodyAsync(http);
        GateApi.RequireOwnOffice(http, () => ReadRequest.Of(body).Lines);
        GateAnswer given = await answer.ExecuteAsync(body, http.User.Identity?.Name ?? string.Empty, key);
        bool spanish = PrefersSpanish(http);
        if (given.Clearance is not { } id)
        {
            return GateProblem.Of(new Refusal("policy-unavailable", given.Answer.People[0].Reasons[0].Text), ClearanceJson.Of(given.Answer, spanish));
        }

        if (given.Replayed)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return Results.Json(ClearanceResponse.Of(id, given.Answer, given.Expired, spanish), GateApi.Json);
    });

    private static Task<IResult> Get(HttpContext http, long clearance, FindClearance find, AccessRecord access, ILogger<AskGate> logger) => GateApi.GuardedAsync(logger, async () =>
    {
        StandingClearance found = find.Execute(new ClearanceId(clearance))
            ?? throw ClearanceRefusals.Unknown(new ClearanceId(clearance));
        await access.ReadAsync(http, [.. found.Answer.People.Select(person => person.PersonId).OfType<PersonId>()]);
        return Results.Json(ClearanceResponse.Of(found.Clearance.Id, found.Answer, found.Expired, PrefersSpanish(http)), GateApi.Json);
    });

    private static bool PrefersSpanish(HttpContext http) =>
        http.Request.Headers.AcceptLanguage.ToString().TrimStart().StartsWith("es", StringComparison.OrdinalIgnoreCase);
}
