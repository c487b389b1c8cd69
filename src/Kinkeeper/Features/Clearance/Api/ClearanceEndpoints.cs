using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinkeeper.Features.Clearance.Departure;
using Kinkeeper.Features.Clearance.Recording;
using Kinkeeper.Features.Intake.Tables;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Features.Clearance.Api;

/// <summary>
/// The gate for other systems. A held answer is an answer: HTTP 200. Whatever else comes back means that the gate could not
/// decide, and says so: treat as held.
/// </summary>
public static partial class ClearanceEndpoints
{
    /// <summary>The most a request may hold: more than a manifest of 100,000 lines takes. Kestrel itself stops at 30,000,000 bytes.</summary>
    private const int MostBytes = 28 << 20;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RouteGroupBuilder MapClearances(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder clearances = routes.MapGroup("/api/v1/clearances").WithTags("Clearance");
        clearances.MapPost("/", PostAsync)
            // Any type comes in, so that the refusal of another one says "held" too; the router's own says nothing.
            .Accepts<ClearanceRequest>(MediaTypeNames.Application.Json, "*/*")
            .Produces<ClearanceResponse>()
            .WithName("clear")
            .WithSummary("May these people leave?")
            .WithDescription("Answers for a manifest or one person, records the answer, and gives each reason to hold with its source and what would lift it. Anything but 200 means held. Send an Idempotency-Key: the same request twice gives the same clearance.")
            .Answers(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        clearances.MapGet("/{clearance:long}", Get)
            .Produces<ClearanceResponse>()
            .WithName("clearance")
            .WithSummary("Does this clearance still stand?")
            .WithDescription("A clearance expires when anything it rests on changes: a decision, a link, a statement, custody, a plan, who is aboard, the policy, or the hour of departure.")
            .Answers(StatusCodes.Status404NotFound);
        return clearances;
    }

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (int status in (IEnumerable<int>)[.. statuses, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable])
        {
            route.Produces<GateProblem>(status, MediaTypeNames.Application.ProblemJson);
        }

        return route;
    }

    private static Task<IResult> PostAsync(HttpContext http, AnswerRequest answer, ILogger<AnswerRequest> logger) => GuardedAsync(logger, async () =>
    {
        if (!http.Request.HasJsonContentType())
        {
            throw new RefusalException("request-not-json", "The request is not application/json.");
        }

        string? key = http.Request.Headers.TryGetValue("Idempotency-Key", out var keys) ? keys.ToString() : null;
        ReadOnlyMemory<byte> body = await BodyAsync(http);
        RequireOwnOffice(http, () => ReadRequest.Of(body).Lines);
        RequestAnswer given = await answer.ExecuteAsync(body, http.User.Identity?.Name ?? string.Empty, key);
        bool spanish = PrefersSpanish(http);
        if (given.Clearance is not { } id)
        {
            return GateProblem.Of(new Refusal("policy-unavailable", given.Answer.People[0].Reasons[0].Text), ClearanceJson.Of(given.Answer, spanish));
        }

        if (given.Replayed)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
        }

        return Results.Json(ClearanceResponse.Of(id, given.Answer, given.Expired, spanish), Json);
    });

    /// <summary>Nobody asks the gate about people of another office: its reasons would tell of them. Programs that move people ask about everyone.</summary>
    private static void RequireOwnOffice(HttpContext http, Func<IReadOnlyList<ManifestLine>> lines)
    {
        if (Account.Of(http.User) is { } account && Roles.IsBoundToOffices(account.Role))
        {
            IServiceProvider services = http.RequestServices;
            ManifestAnswer look = services.GetRequiredService<ClearManifest>().Execute(lines(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            PersonId[] people = [.. look.People.Select(person => person.PersonId).OfType<PersonId>().Distinct()];
            if (services.GetRequiredService<PersonScope>().Visible(account, people).Count < people.Length)
            {
                throw new RefusalException("other-office", "The request names somebody whom your office does not see. Ask about your own office's people only.");
            }
        }
    }

    private static Task<IResult> Get(HttpContext http, long clearance, FindClearance find, AccessRecord access, ILogger<AnswerRequest> logger) => GuardedAsync(logger, async () =>
    {
        StandingClearance found = find.Execute(new ClearanceId(clearance))
            ?? throw BoardingRefusals.ClearanceUnknown(new ClearanceId(clearance));
        await access.ReadAsync(http, [.. found.Answer.People.Select(person => person.PersonId).OfType<PersonId>()]);
        return Results.Json(ClearanceResponse.Of(found.Clearance.Id, found.Answer, found.Expired, PrefersSpanish(http)), Json);
    });

    /// <summary>Whatever goes wrong, the answer says that everyone is held.</summary>
    private static async Task<IResult> GuardedAsync(ILogger logger, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RefusalException refused)
        {
            return GateProblem.Of(refused.Refusal);
        }
        catch (LogIntegrityException broken)
        {
            return GateProblem.Of(new Refusal("log-integrity", broken.Message));
        }
        catch (BadHttpRequestException unreadable)
        {
            return GateProblem.Of(new Refusal(
                unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge ? "request-too-large" : "request-unreadable", $"The request could not be read: {unreadable.Message}"));
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Broken(logger, broken.GetType().Name, broken.StackTrace);
            return GateProblem.Of(new Refusal("gate-broken", "The gate failed. Its operator finds the cause in the application's log."));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http)
    {
        PipeReader reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > MostBytes)
            {
                throw new RefusalException("request-too-large", $"The request is larger than {MostBytes >> 20} MiB.");
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool PrefersSpanish(HttpContext http) =>
        http.Request.Headers.AcceptLanguage.ToString().TrimStart().StartsWith("es", StringComparison.OrdinalIgnoreCase);

    /// <summary>The exception's message may quote a value, so only its kind and place are written.</summary>
    [LoggerMessage(LogLevel.Error, "The gate failed: {Kind} {Place}")]
    private static partial void Broken(ILogger logger, string kind, string? place);
}
