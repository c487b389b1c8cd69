using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinkeeper.Features.Gate.Judging;
using Kinkeeper.Features.Gate.Manifests;
using Kinkeeper.Features.People.Access;
using Kinkeeper.Features.Records;
using Kinkeeper.Platform;
using Kinkeeper.Platform.Security.Accounts;
using Kinkeeper.TamperLog;

namespace Kinkeeper.Features.Gate.Api;

/// <summary>Shared code of the gate's API: reads a request and turns every failure into "treat as held".</summary>
internal static partial class GateApi
{
    /// <summary>
    /// The most bytes in a request: more than a manifest of 100,000 lines takes. Kestrel itself stops at 30,000,000 bytes.
    /// </summary>
    private const int MostBytes = 28 << 20;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Declares the problems that an address may answer with.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (int status in (IEnumerable<int>)[.. statuses, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable])
        {
            route.Produces<GateProblem>(status, MediaTypeNames.Application.ProblemJson);
        }

        return route;
    }

    /// <summary>
    /// Refuses questions about people of another office, because the gate's reasons would reveal facts about them. Programs that move
    /// people may ask about everyone.
    /// </summary>
    public static void RequireOwnOffice(HttpContext http, Func<IReadOnlyList<ManifestLine>> lines)
    {
        if (Account.Of(http.User) is { } account && Roles.IsBoundToOffices(account.Role))
        {
            IServiceProvider services = http.RequestServices;
            ManifestAnswer look = services.GetRequiredService<JudgeManifest>().Execute(lines(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            PersonId[] people = [.. look.People.Select(person => person.PersonId).OfType<PersonId>().Distinct()];
            if (services.GetRequiredService<PersonScope>().Visible(account, people).Count < people.Length)
            {
                throw new RefusalException("other-office", "The request names a person whom your office may not see. Ask only about people of your own office.");
            }
        }
    }

    /// <summary>Runs a request; any failure answers that everyone is held.</summary>
    public static async Task<IResult> GuardedAsync(ILogger logger, Func<Task<IResult>> answer)
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
            return GateProblem.Of(new Refusal("gate-broken", "The gate failed. The cause is in the application's log."));
        }
    }

    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http)
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

    public static Task<IResult> WorkAsync(HttpContext http, ILogger logger, Func<Signatory, Task<object>> work) => GuardedAsync(logger, async () =>
    {
        // The signed-in account acts; no request names another.
        Signatory by = http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
            ? new Signatory(name, http.User.FindAll(ClaimTypes.Role).Select(role => role.Value).ToHashSet(StringComparer.Ordinal))
            : throw new RefusalException("sign-in-needed", "Sign in first.");
        return Results.Json(await work(by), Json);
    });

    public static async Task<T> BodyAsync<T>(HttpContext http)
    {
        try
        {
            return JsonSerializer.Deserialize<T>((await BodyAsync(http)).Span, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            throw new RefusalException(new Refusal("request-unreadable", $"The request does not have the expected form: {unreadable.Message}"), unreadable);
        }
    }

    /// <summary>Logs only the exception's kind and place, because its message may quote a value.</summary>
    [LoggerMessage(LogLevel.Error, "The gate failed: {Kind} {Place}")]
    private static partial void Broken(ILogger logger, string kind, string? place);
}
